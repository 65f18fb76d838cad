package io.onefold.load;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Sends personalize or track calls at a constant rate, whether answers come or not, and prints the
 * distribution of the time from when each was due to when it was answered.
 *
 * <p>{@code mvn -q -Ptool process-test-classes -Dtool=io.onefold.load.OpenLoop
 * -Dtool.args="personalize 8080 10000 30 100000"}: what, port, rate per second, seconds, visitors.
 */
public final class OpenLoop {

  private static final long TICK_MS = 1;
  private static final int CONNECTIONS = 64;
  private static final int WARM_UP_PERCENT = 25;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions().setKeepAlive(true),
          new PoolOptions().setHttp1MaxSize(CONNECTIONS).setEventLoopSize(1));
  private final Histogram histogram = new Histogram(TimeUnit.SECONDS.toNanos(60), 3);
  private final Random random = new Random(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final String what;
  private final int port;
  private final int rate;
  private final int seconds;
  private final int visitors;
  private long startNs;
  private long sent;
  private long failed;
  private long open;

  private OpenLoop(String[] args) {
    what = args[0];
    port = Integer.parseInt(args[1]);
    rate = Integer.parseInt(args[2]);
    seconds = Integer.parseInt(args[3]);
    visitors = Integer.parseInt(args[4]);
  }

  public static void main(String[] args) throws InterruptedException {
    new OpenLoop(args).run();
  }

  private void run() throws InterruptedException {
    vertx.runOnContext(
        begin -> {
          startNs = System.nanoTime();
          vertx.setPeriodic(TICK_MS, this::tick);
        });
    done.await();
    report();
    vertx.close();
  }

  private void tick(long timer) {
    long total = (long) rate * seconds;
    long due = Math.min(total, (System.nanoTime() - startNs) * rate / 1_000_000_000L);
    while (sent < due) {
      send(startNs + sent * 1_000_000_000L / rate);
      sent++;
    }
    if (sent == total && open == 0) {
      vertx.cancelTimer(timer);
      done.countDown();
    }
  }

  private void send(long dueNs) {
    open++;
    boolean warm = sent * 100 < (long) rate * seconds * WARM_UP_PERCENT;
    String key =
        Base64.getEncoder().encodeToString("dev-write-key:".getBytes(StandardCharsets.UTF_8));
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/v1/" + what)
            .putHeader("authorization", "Basic " + key);
    client
        .request(options)
        .compose(request -> request.send(body()))
        .compose(response -> response.body().map(body -> response.statusCode()))
        .onComplete(
            result -> {
              open--;
              if (result.failed() || result.result() != 200) {
                failed++;
              } else if (!warm) {
                histogram.recordValue(Math.max(0, System.nanoTime() - dueNs));
              }
            });
  }

  private Buffer body() {
    String visitor = "visitor-" + random.nextInt(visitors);
    return Buffer.buffer(
        what.equals("personalize")
            ? "{\"anonymousId\":\"" + visitor + "\"}"
            : "{\"anonymousId\":\""
                + visitor
                + "\",\"event\":\"Product Viewed\",\"messageId\":\"m"
                + random.nextLong()
                + "\",\"properties\":{\"product_id\":\"p1\",\"price\":12.5}}");
  }

  private void report() {
    IO.println("what      " + what + " at " + rate + "/s for " + seconds + " s");
    IO.println("sent      " + sent + ", failed " + failed);
    for (double percentile : new double[] {50, 90, 99, 99.9, 100}) {
      IO.println(
          "p%-8s %.3f ms".formatted(percentile, histogram.getValueAtPercentile(percentile) / 1e6));
    }
  }
}
