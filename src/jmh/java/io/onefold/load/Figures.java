package io.onefold.load;

import io.onefold.load.NodeClient.Reply;
import io.vertx.core.Future;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a node says of itself in {@code /metrics} at one moment: to tell what the node took from
 * what the generator beside it took.
 *
 * <p><b>Threading.</b> Immutable.
 */
final class Figures {

  private static final String LATENCY = "onefold_http_latency_seconds_bucket{call=\"%s\",le=\"";
  private static final String REFUSALS = "onefold_refusals_total{reason=\"";

  private final Map<String, Double> series;

  private Figures(Map<String, Double> series) {
    this.series = series;
  }

  static Future<Figures> of(NodeClient client) {
    return client.get("/metrics").map(Figures::parse);
  }

  private static Figures parse(Reply reply) {
    return new Figures(
        reply
            .body()
            .toString()
            .lines()
            .filter(line -> !line.startsWith("#") && line.contains(" "))
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.lastIndexOf(' ')),
                    line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))));
  }

  /** By how much a series has risen. */
  long since(Figures before, String name) {
    return Math.round(series.getOrDefault(name, 0.0) - before.series.getOrDefault(name, 0.0));
  }

  /** What was refused, and why, as far as it has risen. */
  String refusals(Figures before) {
    Map<String, Long> risen = new TreeMap<>();
    series.keySet().stream()
        .filter(name -> name.startsWith(REFUSALS) && since(before, name) > 0)
        .forEach(
            name ->
                risen.put(
                    name.substring(REFUSALS.length(), name.indexOf('"', REFUSALS.length())),
                    since(before, name)));
    return risen.isEmpty() ? "none" : risen.toString();
  }

  /** How fast calls of a kind were answered, from the head of a request: bounds, not values. */
  String latency(Figures before, String call) {
    return "the node itself, %s: p50 %s  p90 %s  p99 %s"
        .formatted(
            call, bound(before, call, 0.5), bound(before, call, 0.9), bound(before, call, 0.99));
  }

  private String bound(Figures before, String call, double share) {
    String prefix = LATENCY.formatted(call);
    TreeMap<Double, Long> buckets = new TreeMap<>();
    series.keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .forEach(name -> buckets.put(edge(name, prefix), since(before, name)));
    if (buckets.isEmpty() || buckets.lastEntry().getValue() == 0) {
      return "-";
    }
    double wanted = buckets.lastEntry().getValue() * share;
    return buckets.entrySet().stream()
        .filter(bucket -> bucket.getValue() >= wanted)
        .findFirst()
        .map(bucket -> "<= %.1f ms".formatted(bucket.getKey() * 1e3))
        .orElseThrow();
  }

  private static double edge(String name, String prefix) {
    String text = name.substring(prefix.length(), name.indexOf('"', prefix.length()));
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }
}
