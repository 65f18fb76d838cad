package io.onefold.journal.hazelcast;

import io.onefold.journal.CheckpointId;
import io.onefold.journal.CorruptJournalException;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.Tail;
import io.onefold.journal.hazelcast.Heads.Changed;
import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.hazelcast.grid.Place;
import io.onefold.journal.hazelcast.grid.Stamp;
import io.vertx.core.Future;
import java.util.Iterator;
import java.util.UUID;

/**
 * Makes a writer the owner of a shard.
 *
 * <pre>
 *   claim the head: epoch = highest + 1        ◀──────────────────────────────┐
 *        │  from here on no former owner moves the checkpoint or the floor    │
 *        ▼                                                                    │
 *   walk from the checkpoint to the tail ── a higher epoch there ─────────────┤
 *        │              └─ bare, and a base was given ── floor = base ────────┤
 *        ▼                                                                    │
 *   write back the last batches ── one is another by now ─────────────────────┤
 *        ▼                                                                    │
 *   EPOCH at the tail, if what was seen there stands there ── it does not ────┤
 *        ▼                                                                    │
 *   all of it under one stamp ── not so ──────────────────────────────────────┘
 *        ▼
 *   owner
 * </pre>
 *
 * <p>The last batches are written back because their owner may have died in doubt about them: the
 * copy that is read here may be the only one that has them. What is further back was committed
 * before they were sent.
 *
 * <p><b>Threading.</b> Confined to the context of its grid.
 */
final class TakeOver {

  private final Grid grid;
  private final int shard;
  private final UUID writer;
  private final Tail base;
  private final Patience patience;
  private final Heads heads;
  private final SlotReader reader;
  private final Proof proof;
  private boolean seeded;

  /**
   * @param base where the log begins if there is none; its epoch is below the one to be won
   */
  TakeOver(Grid grid, int shard, UUID writer, Tail base, Patience patience) {
    this.grid = grid;
    this.shard = shard;
    this.writer = writer;
    this.base = base;
    this.patience = patience;
    this.heads = new Heads(grid, shard);
    this.reader = new SlotReader(grid, shard);
    this.proof = new Proof(grid);
  }

  /**
   * The owner's beginning.
   *
   * @param mark the EPOCH record, which the first batch takes the place of
   * @param stamp under which all of it was proven
   */
  record Won(TakenOver found, byte[] mark, Stamp.Held stamp) {}

  /** Fails with {@link CorruptJournalException} when what stands before the EPOCH is damaged. */
  Future<Won> run() {
    return claim(base.epoch());
  }

  private Future<Won> claim(long above) {
    return heads
        .change(patience, now -> now.head().claimed(epoch(now.head(), above), writer))
        .compose(this::look);
  }

  /** An epoch that is this writer's already may be gone on with. */
  private long epoch(Head head, long above) {
    return head.writer().equals(writer) && head.epoch() > above
        ? head.epoch()
        : Math.max(head.epoch(), above) + 1;
  }

  private Future<Won> look(Changed claimed) {
    return reader
        .walk(claimed.head().anchor(), batch -> {})
        .compose(
            walk -> {
              if (walk.end() instanceof ReadEnd.Corrupt corrupt) {
                return Future.failedFuture(new CorruptJournalException(corrupt));
              }
              if (isAhead(walk, claimed.head())) {
                return again(walk.highestEpoch());
              }
              return isEmpty(claimed.head(), walk.last()) && base.lastSeq() > 0
                  ? seed(claimed, walk)
                  : writeBack(claimed, walk, walk.lastBatches().iterator());
            });
  }

  /** Another taker has been faster; its own EPOCH of an earlier try is not another's. */
  private boolean isAhead(SlotWalk walk, Head claimed) {
    boolean isMine =
        Entry.of(walk.atTail()) instanceof Entry.Mark(EpochMark mark)
            && mark.writer().equals(writer);
    return walk.highestEpoch() > claimed.epoch()
        || (walk.highestEpoch() == claimed.epoch() && !isMine);
  }

  /**
   * Begins a log at a base. EPOCH goes to the place of the very first batch too, since one who took
   * the shard over when it was empty would write there.
   */
  private Future<Won> seed(Changed claimed, SlotWalk walk) {
    CheckpointId floor = new CheckpointId(base.epoch(), base.lastSeq(), base.crcOfLast());
    return mark(claimed.head(), walk.last(), walk.atTail())
        .compose(
            tried ->
                tried instanceof Proof.Try.Proven
                    ? heads
                        .change(
                            patience, now -> stillMine(now.head(), claimed.head()).raised(floor))
                        .compose(raised -> seeded())
                    : again(base.epoch()));
  }

  private Future<Won> seeded() {
    seeded = true;
    return again(base.epoch());
  }

  private static boolean isEmpty(Head head, CheckpointId last) {
    return head.isBare() && last.seq() == 0;
  }

  private Head stillMine(Head now, Head claimed) {
    if (!now.isOf(claimed.epoch(), writer)) {
      throw new UnprovenException("shard " + shard + " was claimed by another meanwhile", null);
    }
    return now;
  }

  private Future<Won> writeBack(Changed claimed, SlotWalk walk, Iterator<byte[]> left) {
    if (!left.hasNext()) {
      return enter(claimed, walk);
    }
    byte[] batch = left.next();
    long seq = ((Entry.Sound) Entry.of(batch)).batch().seq();
    return proof
        .until(patience, new Place.Slot(shard, seq), batch, batch)
        .compose(
            tried ->
                tried instanceof Proof.Try.Proven(Stamp.Held stamp) && stamp.equals(claimed.stamp())
                    ? writeBack(claimed, walk, left)
                    : again(base.epoch()));
  }

  private Future<Won> enter(Changed claimed, SlotWalk walk) {
    return mark(claimed.head(), walk.last(), walk.atTail())
        .compose(
            tried ->
                tried instanceof Proof.Try.Proven(Stamp.Held stamp) && stamp.equals(claimed.stamp())
                    ? Future.succeededFuture(won(claimed, walk.last()))
                    : again(base.epoch()));
  }

  private Future<Proof.Try> mark(Head claimed, CheckpointId last, byte[] there) {
    Place place = new Place.Slot(shard, last.seq() + 1);
    return proof.until(patience, place, there, record(claimed, last));
  }

  private byte[] record(Head claimed, CheckpointId last) {
    return new EpochMark(shard, claimed.epoch(), writer, last).encode();
  }

  private Won won(Changed claimed, CheckpointId last) {
    Head head = claimed.head();
    Tail tail = new Tail(head.epoch(), last.seq(), last.crc());
    boolean wasEmpty = seeded || isEmpty(head, last);
    TakenOver found = new TakenOver(tail, head.floor().seq() + 1, wasEmpty);
    return new Won(found, record(head, last), claimed.stamp());
  }

  private Future<Won> again(long above) {
    return patience.isOver()
        ? Future.failedFuture(new UnprovenException("take-over of shard " + shard, null))
        : claim(above);
  }
}
