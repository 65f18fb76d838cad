package io.onefold.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.onefold.message.Refusal;
import java.util.function.LongSupplier;

/**
 * What the shards of a node record.
 *
 * <p>accepted + duplicates = events that shards have answered as committed.
 *
 * <p><b>Threading.</b> Thread-safe, shared by all shards of the node.
 */
public final class ShardMeters {

  private final Counter accepted;
  private final Counter duplicates;
  private final Counter merges;
  private final Counter[] refusals;
  private final ShardGauges[] gauges;

  ShardMeters(MeterRegistry registry, int shardCount, LongSupplier nowMs) {
    accepted = counter("onefold.events.accepted", "Events committed for the first time", registry);
    duplicates =
        counter("onefold.events.duplicates", "Events that had been committed before", registry);
    merges = counter("onefold.merges", "Profiles absorbed by another one", registry);
    refusals = new Counter[Refusal.values().length];
    for (Refusal refusal : Refusal.values()) {
      refusals[refusal.ordinal()] =
          Counter.builder("onefold.refusals")
              .description("Identifiers that were kept out of a profile")
              .tag("reason", refusal.code())
              .register(registry);
    }
    gauges = new ShardGauges[shardCount];
    for (int shard = 0; shard < shardCount; shard++) {
      gauges[shard] = new ShardGauges(registry, shard, nowMs);
    }
  }

  private static Counter counter(String name, String help, MeterRegistry registry) {
    return Counter.builder(name).description(help).register(registry);
  }

  /** Events that became committed together, by whether they were new. */
  public void committed(int events, int repeated) {
    accepted.increment(events);
    duplicates.increment(repeated);
  }

  public void merged() {
    merges.increment();
  }

  public void refused(Refusal refusal) {
    refusals[refusal.ordinal()].increment();
  }

  /** The present figures of one shard; the same object for the life of the node. */
  public ShardGauges gauges(int shard) {
    return gauges[shard];
  }
}
