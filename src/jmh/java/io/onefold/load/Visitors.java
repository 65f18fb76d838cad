package io.onefold.load;

import io.vertx.core.Future;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Anonymous visitors who look at products: the ordinary traffic behind a measurement.
 *
 * <p><b>Threading.</b> Confined to the event loop of the client whose calls it words.
 */
final class Visitors {

  private static final int BATCH = 100;
  private static final int BATCHES_AT_ONCE = 8;

  private final int count;
  private final String run;
  private final Random random = new Random(1);

  /**
   * @param count who they are is the same in all runs
   * @param run begins message ids, so that a run repeats no other one
   */
  Visitors(int count, String run) {
    this.count = count;
    this.run = run;
  }

  /** A name for a run, other than that of any run before; told, to look up what it left. */
  static String newRun() {
    String run = Long.toString(System.currentTimeMillis(), 36);
    IO.println("names of this run begin with " + run);
    return run;
  }

  /** The body of a call to {@code /v1/track}. */
  String track(long number) {
    return "{\"anonymousId\":\""
        + any()
        + "\",\"event\":\"Product Viewed\",\"messageId\":\""
        + run
        + "-v"
        + number
        + "\",\"properties\":{\"product_id\":\"p1\",\"price\":12.5}}";
  }

  /** The body of a call to {@code /v1/batch} with so many events. */
  String batch(long number, int events) {
    return IntStream.range(0, events)
        .mapToObj(i -> "{\"type\":\"track\"," + track(number * events + i).substring(1))
        .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
  }

  /** The body of a call to {@code /v1/personalize}. */
  String personalize(long number) {
    return "{\"anonymousId\":\"" + any() + "\"}";
  }

  private String any() {
    return "visitor-" + random.nextInt(count);
  }

  /** Brings all of them to the node. */
  Future<Void> create(NodeClient client) {
    return create(client, count, i -> Name.track(run + "-c" + i, Name.device("visitor-" + i)));
  }

  /** Sends numbered events in batches, several at a time. On the client's loop. */
  static Future<Void> create(NodeClient client, int count, IntFunction<String> event) {
    return Each.of(
        (count + BATCH - 1) / BATCH,
        BATCHES_AT_ONCE,
        batch ->
            client.batch(
                IntStream.range(batch * BATCH, Math.min(count, batch * BATCH + BATCH))
                    .mapToObj(event)
                    .toList()));
  }
}
