package io.onefold.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The present figures of one shard. The shard sets them when they change; whoever reads the page
 * sees the last ones set.
 *
 * <p><b>Threading.</b> One thread sets, any thread reads. <b>Bounds.</b> Three series a shard.
 */
public final class ShardGauges {

  private volatile int mailboxDepth;
  private volatile long checkpointAtMs;
  private volatile long dedupWindowMs;

  ShardGauges(MeterRegistry registry, int shard, LongSupplier nowMs) {
    String tag = Integer.toString(shard);
    Gauge.builder("onefold.mailbox.depth", this, gauges -> gauges.mailboxDepth)
        .description("Messages that a shard has taken in and not answered yet")
        .tag("shard", tag)
        .register(registry);
    TimeGauge.builder(
            "onefold.checkpoint.age",
            this,
            TimeUnit.MILLISECONDS,
            gauges -> gauges.checkpointAgeMs(nowMs.getAsLong()))
        .description("Time since a shard's checkpoint was made, 0 before the first")
        .tag("shard", tag)
        .register(registry);
    TimeGauge.builder(
            "onefold.dedup.window",
            this,
            TimeUnit.MILLISECONDS,
            gauges -> (double) gauges.dedupWindowMs)
        .description("How far back a shard recognises a repeated message id")
        .tag("shard", tag)
        .register(registry);
  }

  public void mailboxDepth(int messages) {
    mailboxDepth = messages;
  }

  /** A checkpoint of the state as of {@code nowMs} is stored. */
  public void checkpointedAt(long nowMs) {
    checkpointAtMs = nowMs;
  }

  public void dedupWindow(long windowMs) {
    dedupWindowMs = windowMs;
  }

  /** The shard has left this node: what was true of it is another node's to say. */
  public void left() {
    mailboxDepth = 0;
    checkpointAtMs = 0;
    dedupWindowMs = 0;
  }

  private double checkpointAgeMs(long nowMs) {
    return checkpointAtMs == 0 ? 0 : Math.max(0, nowMs - checkpointAtMs);
  }
}
