package io.onefold.load;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Brings a node many people, each with three identifiers and eight attributes, and tells events of
 * each, in batches of 100 over several connections.
 *
 * <p>{@code mvn -q -Ptool process-test-classes -Dtool=io.onefold.load.Fill -Dtool.args="8080 500000
 * 4 16"}: port, people, events a person, connections.
 *
 * <p><b>Threading.</b> One event loop.
 */
public final class Fill {

  private static final int BATCH = 100;

  private Fill() {}

  /** See above. */
  public static void main(String[] args) {
    int people = Integer.parseInt(args[1]);
    int events = Integer.parseInt(args[2]);
    int connections = Integer.parseInt(args[3]);
    long count = (long) people * events;
    int batches = Math.toIntExact((count + BATCH - 1) / BATCH);
    try (NodeClient client = new NodeClient(Integer.parseInt(args[0]), connections)) {
      long startNs = System.nanoTime();
      client.await(
          () ->
              Each.of(
                  batches,
                  connections,
                  batch -> client.batch(batch((long) batch * BATCH, count, people))));
      double seconds = (System.nanoTime() - startNs) / 1e9;
      IO.println(
          "%d events of %d people in %.1f s: %.0f events/s, %d batches repeated"
              .formatted(count, people, seconds, count / seconds, client.repeated()));
    }
  }

  private static List<String> batch(long from, long count, int people) {
    return LongStream.range(from, Math.min(count, from + BATCH))
        .mapToObj(i -> event((int) (i % people), i / people))
        .toList();
  }

  private static String event(int person, long round) {
    return round == 0 ? identify(person) : track(person, round);
  }

  private static String identify(int person) {
    return "{\"type\":\"identify\",\"messageId\":\"i"
        + person
        + "\",\"userId\":\"customer-"
        + person
        + "\",\"anonymousId\":\"visitor-"
        + person
        + "\",\"traits\":{\"email\":\"person"
        + person
        + "@shop.test\",\"firstName\":\"First"
        + person % 1_000
        + "\",\"lastName\":\"Last"
        + person % 5_000
        + "\",\"city\":\"Utrecht\",\"shoe_size\":"
        + (36 + person % 10)
        + ",\"vip\":"
        + (person % 9 == 0)
        + ",\"language\":\"nl\",\"birthday\":\"1990-05-17\"}}";
  }

  private static String track(int person, long round) {
    return "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"t"
        + person
        + "-"
        + round
        + "\",\"anonymousId\":\"visitor-"
        + person
        + "\",\"properties\":{\"product_id\":\"p"
        + person % 997
        + "\",\"price\":12.5,\"url\":\"https://shop.test/p/"
        + person % 997
        + "\"}}";
  }
}
