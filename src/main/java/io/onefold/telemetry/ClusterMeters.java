package io.onefold.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * What a node records of the cluster and of the shards that come and go.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
public final class ClusterMeters {

  private final MeterRegistry registry;
  private final Counter takeOvers;
  private final Timer restores;
  private final Counter sentAgain;

  ClusterMeters(MeterRegistry registry) {
    this.registry = registry;
    takeOvers =
        Counter.builder("onefold.shard.takeovers")
            .description("Shards that this node has begun to serve")
            .register(registry);
    restores =
        Timer.builder("onefold.shard.restore")
            .description("Time from the begin of a shard's restore until it serves")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofMinutes(1))
            .register(registry);
    sentAgain =
        Counter.builder("onefold.cluster.sent.again")
            .description("Messages sent again, since nobody took them or nobody answered")
            .register(registry);
  }

  /** A shard serves here now. */
  public void tookOver(long tookNs) {
    takeOvers.increment();
    restores.record(tookNs, TimeUnit.NANOSECONDS);
  }

  /** A message was sent once more. */
  public void sentAgain() {
    sentAgain.increment();
  }

  /** Shows how many members are there, and whether this node may serve. */
  public void show(IntSupplier members, BooleanSupplier mayServe) {
    Gauge.builder("onefold.cluster.members", () -> members.getAsInt())
        .description("Members that this node sees, itself included")
        .strongReference(true)
        .register(registry);
    Gauge.builder("onefold.cluster.lease.valid", () -> mayServe.getAsBoolean() ? 1 : 0)
        .description("Whether a majority was heard of late; without, nothing is answered")
        .strongReference(true)
        .register(registry);
  }

  /** Shows how many of this node's shards are in a state. */
  public void show(String state, IntSupplier shards) {
    Gauge.builder("onefold.shard.state", () -> shards.getAsInt())
        .description("Shards of this node by what they are at")
        .tag("state", state)
        .strongReference(true)
        .register(registry);
  }
}
