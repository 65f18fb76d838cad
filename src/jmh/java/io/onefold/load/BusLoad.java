package io.onefold.load;

import io.onefold.client.Accepted;
import io.onefold.client.ClientOptions;
import io.onefold.client.EventResult;
import io.onefold.client.OnefoldClient;
import io.onefold.cluster.Guest;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Tracks events over the event bus at a constant rate, whether answers come or not, from a process
 * that joins the cluster as a guest. Prints the distribution of the time from when each was called,
 * and from when it was due, to when it was answered, and how many were acknowledged. The first
 * quarter is not measured.
 *
 * <p>{@code mvn -q -Ptool process-test-classes -Dtool=io.onefold.load.BusLoad
 * -Dtool.args="127.0.0.1:5701 5711 64 5000 30 10000"}: a node's {@code cluster.port}, a free port
 * of its own, {@code shards.count}, rate per second, seconds, visitors.
 *
 * <p><b>Threading.</b> The clock runs on the main thread; all else on one event loop.
 *
 * <p><b>Bounds.</b> As many unanswered as the client allows; what is beyond is counted.
 */
public final class BusLoad {

  private static final int WARM_UP_PERCENT = 25;
  private static final long SECOND_NS = 1_000_000_000L;
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

  private final OnefoldClient client;
  private final Context context;
  private final Random random = new Random(1);
  private final int visitors;
  private final long total;
  private final Latencies fromCall = new Latencies();
  private final Latencies fromDue = new Latencies();
  private final TreeMap<String, Integer> results = new TreeMap<>();
  private final CountDownLatch open;

  private BusLoad(OnefoldClient client, Context context, int visitors, long total) {
    this.client = client;
    this.context = context;
    this.visitors = visitors;
    this.total = total;
    this.open = new CountDownLatch(Math.toIntExact(total));
  }

  /** See above. */
  public static void main(String[] args) throws InterruptedException {
    System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "2");
    Guest guest =
        new Guest(
            "onefold",
            "127.0.0.1",
            Integer.parseInt(args[1]),
            List.of(args[0]),
            Integer.parseInt(args[2]));
    Vertx vertx = join(guest);
    int perSecond = Integer.parseInt(args[3]);
    long total = (long) perSecond * Integer.parseInt(args[4]);
    Context context = vertx.getOrCreateContext();
    CountDownLatch made = new CountDownLatch(1);
    BusLoad[] load = new BusLoad[1];
    context.runOnContext(
        turn -> {
          OnefoldClient client = OnefoldClient.create(vertx, ClientOptions.of("dev-server-key"));
          load[0] = new BusLoad(client, context, Integer.parseInt(args[5]), total);
          made.countDown();
        });
    made.await();
    load[0].begin();
    load[0].run(perSecond);
    vertx.close().await();
  }

  private static Vertx join(Guest guest) {
    EventBusOptions bus = new EventBusOptions().setHost(guest.host()).setTcpNoDelay(true);
    return Vertx.builder()
        .with(new VertxOptions().setEventLoopPoolSize(1).setEventBusOptions(bus))
        .withClusterManager(new HazelcastClusterManager(guest.config()))
        .buildClustered()
        .await();
  }

  /** Waits until the client is heard of: before, all would wait with it. */
  private void begin() {
    client.track(event()).await();
  }

  private JsonObject event() {
    return new JsonObject()
        .put("event", "Product Viewed")
        .put("anonymousId", "bus-visitor-" + random.nextInt(visitors))
        .put("properties", new JsonObject().put("product_id", "p1").put("price", 12.5));
  }

  private void run(int perSecond) throws InterruptedException {
    long startNs = System.nanoTime();
    for (long taken = 0; taken < total; ) {
      long nowNs = System.nanoTime();
      long due = Math.min(total, (nowNs - startNs) * perSecond / SECOND_NS + 1);
      for (; taken < due; taken++) {
        long number = taken;
        long dueNs = startNs + number * SECOND_NS / perSecond;
        context.runOnContext(turn -> call(number, dueNs));
      }
      LockSupport.parkNanos(startNs + taken * SECOND_NS / perSecond - System.nanoTime());
    }
    open.await();
    IO.println(fromCall.line("track over the bus at " + perSecond + "/s", PERCENTILES));
    IO.println(fromDue.line("the same, from when it was due", PERCENTILES));
    IO.println("results of all, the warm-up among them: " + results);
    IO.println(client.figures());
  }

  private void call(long number, long dueNs) {
    JsonObject event = event();
    long calledNs = System.nanoTime();
    client.track(event).onComplete(result -> answered(result, number, dueNs, calledNs));
  }

  private void answered(AsyncResult<EventResult> result, long number, long dueNs, long calledNs) {
    long nowNs = System.nanoTime();
    if (number >= total * WARM_UP_PERCENT / 100) {
      if (result.result() instanceof Accepted) {
        fromCall.record(nowNs - calledNs);
        fromDue.record(nowNs - dueNs);
      } else {
        fromCall.fail();
        fromDue.fail();
      }
    }
    String name =
        result.succeeded() ? result.result().getClass().getSimpleName() : result.cause().toString();
    results.merge(name, 1, Integer::sum);
    open.countDown();
  }
}
