package io.onefold.load;

import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/**
 * A distribution of times, and how many were not measured because the call failed.
 *
 * <p><b>Threading.</b> Confined to one thread at a time.
 *
 * <p><b>Bounds.</b> Times to three digits; beyond {@link #LONGEST_S} they count as that.
 */
final class Latencies {

  private static final int LONGEST_S = 600;

  private final Histogram histogram = new Histogram(TimeUnit.SECONDS.toNanos(LONGEST_S), 3);
  private long failed;

  void record(long tookNs) {
    histogram.recordValue(Math.clamp(tookNs, 0, TimeUnit.SECONDS.toNanos(LONGEST_S)));
  }

  void fail() {
    failed++;
  }

  double ms(double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1e6;
  }

  /** One line: how many, and what these percentiles are; 100 is the longest. */
  String line(String name, double... percentiles) {
    return "%-34s %8d ok %5d failed  "
        .formatted(name, histogram.getTotalCount(), failed)
        .concat(
            DoubleStream.of(percentiles)
                .mapToObj(p -> label(p) + " %.2f ms".formatted(ms(p)))
                .collect(Collectors.joining("  ")));
  }

  private static String label(double percentile) {
    if (percentile == 100) {
      return "max";
    }
    return percentile == Math.rint(percentile) ? "p" + (long) percentile : "p" + percentile;
  }
}
