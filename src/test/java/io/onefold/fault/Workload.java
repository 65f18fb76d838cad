package io.onefold.fault;

import io.onefold.HomeShards;
import io.onefold.event.IdentifierType;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Many clients that tell of many visitors at a steady rate, and what they were answered.
 *
 * <p>A client whose events are not acknowledged waits with them, and so tells less: the rate is
 * that of a site whose visitors go on where they can.
 *
 * <p><b>Threading.</b> Its clients share one event loop. {@link #start} and {@link #finish} are
 * called on other threads, and block.
 *
 * <p><b>Bounds.</b> One request a client; {@link Client} sends two events at a time on average.
 */
final class Workload {

  /** Each client tells ten events a second. */
  private static final int EVENTS_PER_CLIENT = 10;

  private static final int EVENTS_PER_REQUEST = 2;
  private static final int CLIENTS_MIN = 16;

  private final NodeCalls calls;
  private final Context loop;
  private final Doors doors;
  private final HomeShards shards;
  private final Settings settings;
  private final Gaps gaps;
  private final Tally tally = new Tally();
  private final List<Visitor> visitors = new ArrayList<>();
  private final String name;
  private final int clients;
  private final Random random;
  private Future<Void> over = Future.succeededFuture();
  private volatile boolean ending;
  private volatile long patienceNs = Long.MAX_VALUE;

  /**
   * How much of it.
   *
   * @param perSecond events
   * @param eventsEach of each visitor, after which there is another one
   * @param seed of everything that is random about it
   */
  record Settings(int perSecond, int eventsEach, long seed) {}

  Workload(RunningCluster cluster, Settings settings) {
    this.calls = cluster.calls();
    this.settings = settings;
    loop = calls.loop();
    doors = new Doors(cluster.targets());
    shards = new HomeShards(Keys.identity(), cluster.plan().shards());
    gaps = new Gaps(cluster.plan().shards());
    clients = Math.max(CLIENTS_MIN, settings.perSecond() / EVENTS_PER_CLIENT);
    random = new Random(settings.seed());
    name = Long.toString(random.nextLong(1L << 40) + System.currentTimeMillis(), 36);
  }

  void start() {
    Promise<Void> all = Promise.promise();
    over = all.future();
    loop.runOnContext(
        turn -> {
          List<Future<Void>> running = new ArrayList<>();
          for (int i = 0; i < clients; i++) {
            running.add(new Client(this, new Random(random.nextLong())).run());
          }
          Future.all(running).<Void>mapEmpty().onComplete(all);
        });
  }

  /**
   * Nobody begins anything new; what was begun is told until it is acknowledged, or patience ends.
   *
   * @return everybody that was told of
   */
  List<Visitor> finish(Duration patience) {
    patienceNs = System.nanoTime() + patience.toNanos();
    ending = true;
    over.await();
    return List.copyOf(visitors);
  }

  Gaps gaps() {
    return gaps;
  }

  Tally tally() {
    return tally;
  }

  Doors doors() {
    return doors;
  }

  NodeCalls calls() {
    return calls;
  }

  Vertx vertx() {
    return loop.owner();
  }

  boolean isEnding() {
    return ending;
  }

  boolean isOutOfPatience() {
    return ending && System.nanoTime() - patienceNs > 0;
  }

  int eventsEach() {
    return settings.eventsEach();
  }

  long intervalMs() {
    return Math.max(1, 1_000L * EVENTS_PER_REQUEST * clients / settings.perSecond());
  }

  /** On the loop. */
  Visitor newVisitor() {
    String visitor = name + "-" + visitors.size();
    int shard = shards.of(IdentifierType.ANONYMOUS_ID, Visitor.device(visitor));
    Visitor made = new Visitor(visitor, shard);
    visitors.add(made);
    return made;
  }
}
