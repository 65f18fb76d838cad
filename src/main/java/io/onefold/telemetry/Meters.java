package io.onefold.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.LongSupplier;

/**
 * All meters of a node, made once at its start. What they hold is gone with the process.
 *
 * <p><b>Threading.</b> Thread-safe. <b>Ownership.</b> Made and closed by the node.
 */
public final class Meters implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics pauses = new JvmGcMetrics();
  private final HttpMeters http;
  private final HttpMeters entrance;
  private final GatewayMeters gateway;
  private final ShardMeters shard;
  private final JournalMeters journal;
  private final ClusterMeters cluster;

  /**
   * @param shardCount shards of the cluster; any of them may come to live on this node
   * @param nowMs the clock that ages are told by
   */
  public Meters(int shardCount, LongSupplier nowMs) {
    http =
        new HttpMeters(
            registry, "onefold.http.latency", "From the head of a request to its answer");
    entrance =
        new HttpMeters(
            registry, "onefold.entrance.latency", "From when a call came by the bus to its answer");
    gateway = new GatewayMeters(registry);
    shard = new ShardMeters(registry, shardCount, nowMs);
    journal = new JournalMeters(registry);
    cluster = new ClusterMeters(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    pauses.bindTo(registry);
  }

  public HttpMeters http() {
    return http;
  }

  /** Of calls that come by the event bus. */
  public HttpMeters entrance() {
    return entrance;
  }

  public GatewayMeters gateway() {
    return gateway;
  }

  public ShardMeters shard() {
    return shard;
  }

  public JournalMeters journal() {
    return journal;
  }

  public ClusterMeters cluster() {
    return cluster;
  }

  /** For meters that libraries bring themselves. */
  public MeterRegistry registry() {
    return registry;
  }

  /** All meters in Prometheus's text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    pauses.close();
    registry.close();
  }
}
