package io.onefold.journal.hazelcast;

import io.onefold.journal.Appended;
import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.hazelcast.grid.Place;
import io.onefold.journal.hazelcast.grid.Stamp;
import io.onefold.journal.hazelcast.grid.Written;
import io.onefold.journal.lane.LanePosition;
import io.onefold.journal.lane.LaneWire;
import io.onefold.journal.lane.PendingAppend;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.UUID;

/**
 * The way from an owner of a shard to its slots.
 *
 * <pre>
 *   the stamp is the one under which the claim was proven last ─▶ write: {@link Proof}
 *   another one: read the head
 *       none ────────────────────────▶ Behind: all copies were lost
 *       another's ───────────────────▶ Fenced
 *       mine, my last entry is gone ─▶ Behind
 *       mine ── write it back, proven ▶ on under this stamp
 *
 *   refused, there stands
 *       a lower epoch behind my EPOCH, or my EPOCH ─▶ write in its place
 *       a higher epoch, another writer ─▶ Fenced
 *       nothing, where my EPOCH was ────▶ see the head, as above
 * </pre>
 *
 * <p>The claim is proven again because places at the end of the log may have been trimmed by an
 * owner in between, and would look as if they had never been written.
 *
 * <p><b>Threading.</b> Confined to the context of its grid.
 */
final class SlotWire implements LaneWire {

  private static final Appended COMMITTED = new Appended.Committed();
  private static final UUID NOBODY = new UUID(0, 0);

  private final Grid grid;
  private final int shard;
  private final JournalSettings settings;
  private final byte[] mark;
  private final Proof proof;
  private Stamp proven;

  SlotWire(Grid grid, int shard, JournalSettings settings, TakeOver.Won won) {
    this.grid = grid;
    this.shard = shard;
    this.settings = settings;
    this.mark = won.mark();
    this.proven = won.stamp();
    this.proof = new Proof(grid);
  }

  @Override
  public boolean isTrusted() {
    return proven instanceof Stamp.Held && grid.stamp(shard).equals(proven);
  }

  @Override
  public Future<Boolean> send(PendingAppend append, LanePosition position) {
    return write(append, expected(append, position)).map(Proof.Try.Proven.class::isInstance);
  }

  @Override
  public Future<Appended> settle(PendingAppend append, LanePosition position) {
    return isTrusted()
        ? place(append, position, expected(append, position))
        : renew(position)
            .compose(
                appended ->
                    isCommitted(appended)
                        ? place(append, position, expected(append, position))
                        : Future.succeededFuture(appended));
  }

  @Override
  public boolean mayStillFindOut() {
    return !(grid.stamp(shard) instanceof Stamp.Elsewhere);
  }

  @Override
  public Future<Appended> committedBefore(PendingAppend append) {
    return grid.read(new Place.Slot(shard, append.batch().seq()))
        .map(
            there ->
                there.length == 0 || Arrays.equals(there, append.encoded())
                    ? COMMITTED
                    : fenced(Entry.of(there)))
        .recover(thrown -> Future.succeededFuture(new Appended.Unknown(thrown)));
  }

  /** Whether the memory has what this owner was told that it has. */
  Future<Boolean> holds(LanePosition position, long checkpointSeq) {
    return Footing.of(grid, shard, position)
        .map(now -> now.isMine() && now.isWhole() && now.head().anchor().seq() >= checkpointSeq);
  }

  @Override
  public void distrust() {
    proven = new Stamp.Unassigned();
  }

  @Override
  public long giveUpAfterMs() {
    return settings.giveUpAfterMs();
  }

  @Override
  public void timer(long afterMs, Runnable action) {
    grid.timer(afterMs, action);
  }

  @Override
  public Throwable noAnswer() {
    return new UnprovenException("appends of shard " + shard, null);
  }

  /** The owner's first batch takes the place of its EPOCH; all others an empty one. */
  private byte[] expected(PendingAppend append, LanePosition position) {
    return position.isAtEpoch() && append.batch().seq() == position.lastSeq() + 1
        ? mark
        : Grid.NOTHING;
  }

  private Future<Proof.Try> write(PendingAppend append, byte[] expected) {
    Place place = new Place.Slot(shard, append.batch().seq());
    byte[] mine = append.encoded();
    return proof
        .once(place, append.wasSeen() ? mine : expected, mine)
        .map(tried -> note(append, tried));
  }

  /** A proof under another stamp than the claim's is none. */
  private Proof.Try note(PendingAppend append, Proof.Try tried) {
    return switch (tried) {
      case Proof.Try.Proven(Stamp.Held stamp) when !stamp.equals(proven) -> {
        append.seen();
        yield new Proof.Try.Unproven(true, new UnprovenException("claim of shard " + shard, null));
      }
      case Proof.Try.Unproven unproven -> {
        if (unproven.stood()) {
          append.seen();
        }
        yield unproven;
      }
      case Proof.Try.Proven proved -> proved;
      case Proof.Try.Refused refused -> refused;
      case Proof.Try.Elsewhere elsewhere -> elsewhere;
    };
  }

  private Future<Appended> place(PendingAppend append, LanePosition position, byte[] expected) {
    return write(append, expected)
        .compose(
            tried ->
                switch (tried) {
                  case Proof.Try.Proven proved -> Future.succeededFuture(COMMITTED);
                  case Proof.Try.Unproven unproven -> unknown(unproven.cause());
                  case Proof.Try.Elsewhere elsewhere -> unknown(new NotOwnerException(shard));
                  case Proof.Try.Refused(Written.Refused by) ->
                      by.isEmpty() ? vanished(position) : refused(append, position, by.occupant());
                });
  }

  /** What was there, my batch or my EPOCH, is not there any more. */
  private Future<Appended> vanished(LanePosition position) {
    return renew(position)
        .map(appended -> isCommitted(appended) ? fencedBySelf(position) : appended);
  }

  private Future<Appended> refused(PendingAppend append, LanePosition position, byte[] occupant) {
    Entry there = Entry.of(occupant);
    boolean isBehindEpoch = !position.isAtEpoch() || append.batch().seq() > position.lastSeq() + 1;
    boolean isLeftover =
        switch (there) {
          case Entry.Mark(EpochMark other) ->
              other.writer().equals(position.writer())
                  || (isBehindEpoch && other.epoch() < position.epoch());
          case Entry.Sound sound -> isBehindEpoch && sound.batch().epoch() < position.epoch();
          case Entry.Damaged damaged -> false;
          case Entry.Empty empty -> false;
        };
    return isLeftover ? place(append, position, occupant) : Future.succeededFuture(fenced(there));
  }

  /** {@link Appended.Committed} when this owner may go on under the stamp of now. */
  private Future<Appended> renew(LanePosition position) {
    return Footing.of(grid, shard, position)
        .compose(
            now -> {
              if (now.isThere() && !now.isMine()) {
                return Future.succeededFuture(
                    new Appended.Fenced(now.head().epoch(), now.head().writer()));
              }
              byte[] head = now.read().stored();
              return now.isThere() && now.isWhole()
                  ? proof.once(Place.head(shard), head, head).compose(this::renewed)
                  : Future.succeededFuture(lost(position));
            });
  }

  private Future<Appended> renewed(Proof.Try tried) {
    if (tried instanceof Proof.Try.Proven(Stamp.Held stamp)) {
      proven = stamp;
      return Future.succeededFuture(COMMITTED);
    }
    return unknown(
        tried instanceof Proof.Try.Unproven(boolean stood, Throwable cause) ? cause : noAnswer());
  }

  /**
   * Nothing was acknowledged by an owner that has only its EPOCH: it takes the shard over again.
   */
  private Appended lost(LanePosition position) {
    return position.isAtEpoch() && position.lastSeq() == 0
        ? fencedBySelf(position)
        : new Appended.Behind(position.lastSeq());
  }

  private static Appended fencedBySelf(LanePosition position) {
    return new Appended.Fenced(position.epoch(), position.writer());
  }

  private static Appended fenced(Entry by) {
    return switch (by) {
      case Entry.Mark(EpochMark mark) -> new Appended.Fenced(mark.epoch(), mark.writer());
      case Entry.Sound sound -> new Appended.Fenced(sound.batch().epoch(), sound.batch().writer());
      case Entry.Damaged damaged -> new Appended.Fenced(0, NOBODY);
      case Entry.Empty empty -> new Appended.Fenced(0, NOBODY);
    };
  }

  private static boolean isCommitted(Appended appended) {
    return appended instanceof Appended.Committed;
  }

  private static Future<Appended> unknown(Throwable cause) {
    return Future.succeededFuture(new Appended.Unknown(cause));
  }
}
