package io.onefold.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/**
 * What the journal of a node records.
 *
 * <p>committed + fenced + unknown = appends that came back.
 *
 * <p><b>Threading.</b> Thread-safe, shared by all shards of the node.
 */
public final class JournalMeters {

  private final Timer append;
  private final DistributionSummary batchBytes;
  private final Timer checkpoint;
  private final DistributionSummary checkpointBytes;
  private final Counter fenced;
  private final Counter unknown;

  JournalMeters(MeterRegistry registry) {
    append =
        Buckets.timer(
            registry, "onefold.journal.append", "From handing a batch over to its commit");
    batchBytes =
        Buckets.bytes(registry, "onefold.journal.batch", "Size of the batches that were committed");
    checkpoint = Buckets.timer(registry, "onefold.checkpoint.write", "Time to store a checkpoint");
    checkpointBytes =
        Buckets.bytes(registry, "onefold.checkpoint.size", "Size of the checkpoints stored");
    fenced = outcome(registry, "fenced");
    unknown = outcome(registry, "unknown");
  }

  private static Counter outcome(MeterRegistry registry, String outcome) {
    return Counter.builder("onefold.journal.failures")
        .description("Appends that did not commit: fenced off, or with an unknown outcome")
        .tag("outcome", outcome)
        .register(registry);
  }

  /** A batch is committed. */
  public void appended(long tookNs, int bytes) {
    append.record(tookNs, TimeUnit.NANOSECONDS);
    batchBytes.record(bytes);
  }

  /** Another owner has taken the place of a batch. */
  public void appendFenced() {
    fenced.increment();
  }

  /** The store did not say whether a batch is committed. */
  public void appendUnknown() {
    unknown.increment();
  }

  /** A checkpoint is stored. */
  public void checkpointed(long tookNs, long bytes) {
    checkpoint.record(tookNs, TimeUnit.NANOSECONDS);
    checkpointBytes.record(bytes);
  }
}
