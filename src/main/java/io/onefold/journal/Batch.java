package io.onefold.journal;

import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/**
 * What one shard commits in one step: effects, in the order in which they were applied. The journal
 * does not look into them.
 *
 * <p><b>Threading.</b> Immutable as far as its callers leave the arrays alone; they are not copied.
 *
 * <p><b>Bounds.</b> {@code ops} at most {@link #BYTES_MAX}: what a shard gathers behind a running
 * append.
 *
 * @param seq 1 for the first batch of a shard, then without gaps across epochs
 * @param prevCrc {@link #crc} of the batch before, 0 for the first
 * @param writer of the take-over that won {@code epoch}
 * @param configVersion that the effects were decided under
 * @param deps batches of other shards whose messages this one handled: shard, seq, shard, seq …
 * @param ops opaque
 */
public record Batch(
    int shard,
    long epoch,
    long seq,
    int prevCrc,
    UUID writer,
    int configVersion,
    long[] deps,
    byte[] ops) {

  /**
   * Most bytes of {@code ops}, against runaway: 4 MiB. A shard closes a batch at 256 KiB; one
   * message begun below that may carry a whole moving profile.
   */
  public static final int BYTES_MAX = 4 * 1024 * 1024;

  public Batch {
    if (ops.length > BYTES_MAX || deps.length % 2 != 0 || seq < 1 || epoch < 1) {
      throw new IllegalArgumentException(
          "shard=%d epoch=%d seq=%d ops=%d deps=%d"
              .formatted(shard, epoch, seq, ops.length, deps.length));
    }
  }

  /** Checksum over all fields; prevCrc of the next batch. Costs one pass over {@code ops}. */
  public int crc() {
    return BatchCodec.crc(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Batch b
        && shard == b.shard
        && epoch == b.epoch
        && seq == b.seq
        && prevCrc == b.prevCrc
        && configVersion == b.configVersion
        && writer.equals(b.writer)
        && Arrays.equals(deps, b.deps)
        && Arrays.equals(ops, b.ops);
  }

  @Override
  public int hashCode() {
    return Objects.hash(shard, epoch, seq, writer);
  }

  @Override
  public String toString() {
    return "Batch[shard=%d, epoch=%d, seq=%d, prevCrc=%08x, writer=%s, config=%d, deps=%d, ops=%d]"
        .formatted(shard, epoch, seq, prevCrc, writer, configVersion, deps.length / 2, ops.length);
  }
}
