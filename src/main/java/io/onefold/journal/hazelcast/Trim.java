package io.onefold.journal.hazelcast;

import io.onefold.journal.CheckpointId;
import io.onefold.journal.hazelcast.Head.Pointer;
import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.hazelcast.grid.Place;
import io.onefold.journal.lane.LanePosition;
import io.onefold.journal.manifest.Manifest;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Forgets the batches of one shard up to a place: first the head's floor is raised, then places are
 * emptied. Whoever finds an empty place looks at the floor again.
 *
 * <p><b>Threading.</b> Confined to the context of its grid. Kept as long as its owner.
 */
final class Trim {

  private final Grid grid;
  private final int shard;
  private final JournalSettings settings;
  private final Heads heads;

  /** Up to where all places are known to be empty; not before they were looked at. */
  private Optional<Long> emptiedUpTo = Optional.empty();

  Trim(Grid grid, int shard, JournalSettings settings) {
    this.grid = grid;
    this.shard = shard;
    this.settings = settings;
    this.heads = new Heads(grid, shard);
  }

  /** Refused past the current checkpoint. */
  Future<Void> upTo(long seq, LanePosition owner) {
    return heads
        .read()
        .compose(
            now -> {
              long checkpoint = now.head().pointer().map(p -> p.id().seq()).orElse(0L);
              return seq > checkpoint
                  ? pastCheckpoint(seq, checkpoint)
                  : cut(now.head(), seq).compose(cut -> raise(cut, owner));
            })
        .compose(head -> empty(head.floor().seq(), owner.epoch()));
  }

  /**
   * The same at the current checkpoint, with every place that was ever written and every piece that
   * only former ones consist of.
   */
  Future<Void> purge(long seq, LanePosition owner, String cluster) {
    return heads
        .read()
        .compose(
            now -> {
              Optional<Pointer> pointer = now.head().pointer();
              return pointer.isEmpty() || seq > pointer.get().id().seq()
                  ? pastCheckpoint(seq, now.head().anchor().seq())
                  : raise(Optional.of(pointer.get().id()), owner);
            })
        .compose(head -> sweep(head, cluster))
        .compose(
            head -> {
              emptiedUpTo = Optional.empty();
              return empty(head.floor().seq(), owner.epoch());
            });
  }

  /**
   * Where the log is to begin; none to leave it as it is, as the batch there says how it goes on.
   */
  private Future<Optional<CheckpointId>> cut(Head head, long seq) {
    Optional<CheckpointId> current = head.pointer().map(Pointer::id);
    if (seq <= head.floor().seq()) {
      return Future.succeededFuture(Optional.empty());
    }
    if (current.filter(id -> id.seq() == seq).isPresent()) {
      return Future.succeededFuture(current);
    }
    return grid.read(new Place.Slot(shard, seq))
        .map(
            bytes ->
                Entry.of(bytes) instanceof Entry.Sound sound
                    ? Optional.of(new CheckpointId(sound.batch().epoch(), seq, sound.crc()))
                    : Optional.empty());
  }

  private Future<Head> raise(Optional<CheckpointId> cut, LanePosition owner) {
    return heads
        .change(
            new Patience(grid, settings.giveUpAfterMs()),
            now -> {
              if (!now.head().isOf(owner.epoch(), owner.writer())) {
                throw new IllegalStateException("shard=" + shard + " is owned by " + now.head());
              }
              return cut.filter(to -> to.seq() > now.head().floor().seq())
                  .map(now.head()::raised)
                  .orElse(now.head());
            })
        .map(Heads.Changed::head);
  }

  private Future<Void> empty(long floorSeq, long epoch) {
    return garbage(floorSeq)
        .compose(seqs -> grid.trim(shard, seqs, epoch))
        .onSuccess(done -> emptiedUpTo = Optional.of(floorSeq));
  }

  private Future<List<Long>> garbage(long floorSeq) {
    return emptiedUpTo
        .map(
            from ->
                Future.succeededFuture(LongStream.rangeClosed(from + 1, floorSeq).boxed().toList()))
        .orElseGet(
            () ->
                grid.seqs(shard)
                    .map(
                        all ->
                            all.stream()
                                .filter(seq -> seq != Place.Slot.HEAD && seq <= floorSeq)
                                .toList()));
  }

  private Future<Head> sweep(Head head, String cluster) {
    return CheckpointLoad.manifest(grid, cluster, head)
        .compose(
            found ->
                switch (found) {
                  case CheckpointLoad.Found.Sound(Manifest manifest) -> {
                    Pointer to = head.pointer().orElseThrow();
                    yield new PieceSweep(grid, shard)
                        .behind(to.id(), CheckpointPut.named(manifest, to))
                        .map(head);
                  }
                  case CheckpointLoad.Found.Damaged damaged ->
                      Future.failedFuture(
                          new IllegalStateException("shard=" + shard + " " + damaged));
                });
  }

  private <T> Future<T> pastCheckpoint(long seq, long checkpointSeq) {
    return Future.failedFuture(
        new IllegalArgumentException(
            "shard=" + shard + " trim up to " + seq + ", checkpoint at " + checkpointSeq));
  }
}
