package io.onefold.telemetry;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * The histogram buckets that all timers and summaries share, so that figures of two stages can be
 * compared.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class Buckets {

  /** From a tenth of the goal for one event to the time-out of a request: 14 series a timer. */
  private static final long[] MICROS = {
    100, 250, 500, 1_000, 2_000, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000,
    1_000_000, 5_000_000
  };

  /** From one small event to the largest batch of a journal, times four each: 8 series. */
  private static final double[] BYTES = {
    256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304
  };

  private Buckets() {}

  static Timer timer(MeterRegistry registry, String name, String help, String... tags) {
    Duration[] edges = new Duration[MICROS.length];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = Duration.ofNanos(MICROS[i] * 1_000);
    }
    return Timer.builder(name)
        .description(help)
        .tags(tags)
        .serviceLevelObjectives(edges)
        .register(registry);
  }

  static DistributionSummary bytes(MeterRegistry registry, String name, String help) {
    return DistributionSummary.builder(name)
        .description(help)
        .baseUnit("bytes")
        .serviceLevelObjectives(BYTES)
        .register(registry);
  }
}
