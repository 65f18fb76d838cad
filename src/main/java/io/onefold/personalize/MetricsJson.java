package io.onefold.personalize;

import io.onefold.profile.ProfileFacts.Metrics;
import java.util.List;
import java.util.Map;

/**
 * The counts and sums of a profile, each under its name.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class MetricsJson {

  /** Every metric, in the order of the profile's JSON. */
  private static final List<String> NAMES =
      List.of(
          "event_count",
          "order_count",
          "total_spend",
          "total_spend_currency",
          "spend",
          "last_order_at",
          "visit_count",
          "events");

  private MetricsJson() {}

  static void writeAll(Metrics metrics, String currency, JsonWriter out) {
    write(NAMES, metrics, currency, out);
  }

  /**
   * Writes an object with the metrics that are named; a name that is no metric's is passed over.
   */
  static void write(List<String> names, Metrics metrics, String currency, JsonWriter out) {
    Spend spend = Spend.of(metrics, currency);
    out.object();
    for (String name : names) {
      write(name, metrics, spend, out);
    }
    out.endObject();
  }

  private static void write(String name, Metrics metrics, Spend spend, JsonWriter out) {
    switch (name) {
      case "event_count" -> out.name(name).number(metrics.eventCount());
      case "order_count" -> out.name(name).number(metrics.orderCount());
      case "total_spend" -> out.name(name).amount(spend.totalE4());
      case "total_spend_currency" -> out.name(name).textOrNull(spend.currency());
      case "spend" -> writeAmounts(spend.byCurrencyE4(), out.name(name));
      case "last_order_at" ->
          out.name(name).timeIf(metrics.orderCount() > 0, metrics.lastOrderAtMs());
      case "visit_count" -> out.name(name).number(metrics.visitCount());
      case "events" -> writeCounts(metrics.events(), out.name(name));
      default -> {}
    }
  }

  private static void writeAmounts(Map<String, Long> byCurrencyE4, JsonWriter out) {
    out.object();
    byCurrencyE4.forEach((currency, amountE4) -> out.key(currency).amount(amountE4));
    out.endObject();
  }

  private static void writeCounts(Map<String, Long> byName, JsonWriter out) {
    out.object();
    byName.forEach((name, count) -> out.key(name).number(count));
    out.endObject();
  }
}
