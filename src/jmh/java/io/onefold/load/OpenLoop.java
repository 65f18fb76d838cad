package io.onefold.load;

import java.util.function.LongFunction;

/**
 * Sends personalize or track calls at a constant rate, whether answers come or not, and prints the
 * distribution of the time from when each was due to when it was answered. The first quarter is not
 * measured.
 *
 * <p>{@code mvn -q -Ptool process-test-classes -Dtool=io.onefold.load.OpenLoop
 * -Dtool.args="personalize 8080 10000 30 100000"}: what, port, rate per second, seconds, visitors.
 *
 * <p><b>Threading.</b> One event loop.
 */
public final class OpenLoop {

  private static final int CONNECTIONS = 64;
  private static final int WARM_UP_PERCENT = 25;

  private OpenLoop() {}

  /** See above. */
  public static void main(String[] args) {
    String what = args[0];
    int perSecond = Integer.parseInt(args[2]);
    int seconds = Integer.parseInt(args[3]);
    Visitors visitors = new Visitors(Integer.parseInt(args[4]), Visitors.newRun());
    LongFunction<String> body =
        what.equals("personalize") ? visitors::personalize : visitors::track;
    try (NodeClient client = new NodeClient(Integer.parseInt(args[1]), CONNECTIONS)) {
      Figures before = client.await(() -> Figures.of(client));
      Calls calls = new Calls(client, "/v1/" + what, body);
      Latencies measured = calls.start(perSecond, seconds, WARM_UP_PERCENT).await();
      Figures after = client.await(() -> Figures.of(client));
      IO.println(
          measured.line(
              what + " at " + perSecond + "/s for " + seconds + " s", 50, 90, 99, 99.9, 100));
      IO.println(after.latency(before, what.equals("personalize") ? what : "ingest"));
    }
  }
}
