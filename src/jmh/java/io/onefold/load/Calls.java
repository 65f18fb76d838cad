package io.onefold.load;

import io.onefold.load.NodeClient.Key;
import io.onefold.load.NodeClient.Reply;
import io.vertx.core.Future;
import java.util.function.LongFunction;

/**
 * The same call at a constant rate, measured from when each was due to when it was answered. What
 * was not answered 200 is counted, not measured.
 *
 * <p><b>Threading.</b> Confined to its client's event loop while it runs; read it afterwards.
 */
final class Calls {

  private final NodeClient client;
  private final String path;
  private final LongFunction<String> body;
  private long sent;

  /**
   * @param body of each call, by its number; numbers go on from one run to the next
   */
  Calls(NodeClient client, String path, LongFunction<String> body) {
    this.client = client;
    this.path = path;
    this.body = body;
  }

  /**
   * Begins to send. Of a run the first part is sent and not measured.
   *
   * @return what was measured, when all have been answered
   */
  Future<Latencies> start(int perSecond, int seconds, int warmUpPercent) {
    return client.start(() -> run(perSecond, (long) perSecond * seconds, warmUpPercent));
  }

  private Future<Latencies> run(int perSecond, long total, int warmUpPercent) {
    Latencies measured = new Latencies();
    long from = total * warmUpPercent / 100;
    return Pace.run(
            client.vertx(),
            perSecond,
            total,
            (number, dueNs) ->
                client
                    .post(path, Key.BROWSER, body.apply(sent++))
                    .onComplete(result -> note(result.result(), number >= from, dueNs, measured)))
        .map(measured);
  }

  private static void note(Reply reply, boolean counts, long dueNs, Latencies measured) {
    if (reply == null || !reply.ok()) {
      measured.fail();
    } else if (counts) {
      measured.record(System.nanoTime() - dueNs);
    }
  }

  /** How many have been sent since the beginning; on the client's loop. */
  long sent() {
    return sent;
  }
}
