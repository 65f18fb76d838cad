package io.onefold.config;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import java.time.Duration;

/**
 * How what happened is committed, and how often what is true is written down.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param batchBytesMax the most that is gathered behind a running append of a shard
 * @param checkpointInterval a shard that changed writes a checkpoint at least this often
 * @param checkpointBytes and as soon as its journal has grown by this much
 * @param checkpointsKept generations to fall back on, the newest included
 */
public record JournalConfig(
    long batchBytesMax, Duration checkpointInterval, long checkpointBytes, int checkpointsKept) {

  private static final Key<Long> BATCH_BYTES_MAX =
      Key.of("batch-bytes-max", 256L << 10, Kinds.size("4KB", "2MB"));
  private static final Key<Duration> CHECKPOINT_INTERVAL =
      Key.of("checkpoint-interval", Duration.ofSeconds(60), Kinds.time("1s", "24h"));
  private static final Key<Long> CHECKPOINT_BYTES =
      Key.of("checkpoint-bytes", 64L << 20, Kinds.size("1MB", "16GB"));
  private static final Key<Integer> CHECKPOINTS_KEPT =
      Key.of("checkpoints-kept", 3, Kinds.whole(1, 100));

  public JournalConfig {
    BATCH_BYTES_MAX.require(batchBytesMax);
    CHECKPOINT_INTERVAL.require(checkpointInterval);
    CHECKPOINT_BYTES.require(checkpointBytes);
    CHECKPOINTS_KEPT.require(checkpointsKept);
  }

  static JournalConfig read(Section section) {
    return new JournalConfig(
        section.read(BATCH_BYTES_MAX),
        section.read(CHECKPOINT_INTERVAL),
        section.read(CHECKPOINT_BYTES),
        section.read(CHECKPOINTS_KEPT));
  }
}
