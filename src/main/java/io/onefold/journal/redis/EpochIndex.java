package io.onefold.journal.redis;

import io.onefold.journal.Batch;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Knows in which epoch each batch of a shard's log was written, which its id in the stream needs.
 * Derived from reading the log.
 *
 * <p><b>Threading.</b> Confined to one context.
 *
 * <p><b>Bounds.</b> One entry for each take-over since the checkpoint that the log is read from.
 */
final class EpochIndex {

  private final TreeMap<Long, Long> epochByFirstSeq = new TreeMap<>();

  /** Notes a batch of the log; batches come in the order of their seqs. */
  void add(Batch batch) {
    add(batch.seq(), batch.epoch());
  }

  /** Notes that from {@code seq} on batches are written in {@code epoch}. */
  void add(long seq, long epoch) {
    Map.Entry<Long, Long> before = epochByFirstSeq.floorEntry(seq);
    if (before == null || before.getValue() != epoch) {
      epochByFirstSeq.put(seq, epoch);
    }
  }

  /** Where the batch stands if it exists; empty below the first one that was noted. */
  Optional<StreamId> id(long seq) {
    return Optional.ofNullable(epochByFirstSeq.floorEntry(seq))
        .map(entry -> new StreamId(entry.getValue(), seq));
  }
}
