package io.onefold.journal.hazelcast;

import io.onefold.journal.Batch;
import io.onefold.journal.CorruptJournalException;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.hazelcast.grid.Place;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads single batches of one shard. Only between floor and tail does what stands at a place belong
 * to the log.
 *
 * <p><b>Threading.</b> Confined to the context of its grid.
 */
final class ExactReader {

  private final Grid grid;
  private final int shard;

  ExactReader(Grid grid, int shard) {
    this.grid = grid;
    this.shard = shard;
  }

  /**
   * @param lastSeq of the log, as its owner knows it; others walk there
   */
  Future<List<Batch>> read(long[] seqs, Optional<Long> lastSeq) {
    return new Heads(grid, shard)
        .read()
        .compose(
            now ->
                lastSeq
                    .map(Future::succeededFuture)
                    .orElseGet(() -> tail(now.head()))
                    .compose(last -> read(seqs, now.head().floor().seq(), last)));
  }

  private Future<Long> tail(Head head) {
    return new SlotReader(grid, shard)
        .walk(head.anchor(), batch -> {})
        .map(walk -> walk.last().seq());
  }

  private Future<List<Batch>> read(long[] seqs, long floorSeq, long lastSeq) {
    List<Future<byte[]>> stored =
        Arrays.stream(seqs)
            .filter(seq -> seq > floorSeq && seq <= lastSeq)
            .mapToObj(seq -> grid.read(new Place.Slot(shard, seq)))
            .toList();
    long[] asked = Arrays.stream(seqs).filter(seq -> seq > floorSeq && seq <= lastSeq).toArray();
    return Future.all(stored).compose(all -> batches(asked, all.list()));
  }

  private Future<List<Batch>> batches(long[] seqs, List<byte[]> stored) {
    List<Batch> batches = new ArrayList<>(stored.size());
    for (int i = 0; i < stored.size(); i++) {
      switch (Entry.of(stored.get(i))) {
        case Entry.Sound sound -> batches.add(sound.batch());
        case Entry.Damaged(var decoded) -> {
          return Future.failedFuture(
              new CorruptJournalException(new ReadEnd.Corrupt(shard, seqs[i], decoded.what())));
        }
        case Entry.Mark mark -> {}
        case Entry.Empty empty -> {}
      }
    }
    return Future.succeededFuture(batches);
  }
}
