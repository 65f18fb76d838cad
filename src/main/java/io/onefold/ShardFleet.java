package io.onefold;

import io.onefold.identity.RuleBook;
import io.onefold.shard.ShardState;
import io.onefold.shard.ShardVerticle;
import io.onefold.shard.Wiring;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shards that run on this node: starts those that have become its own, and lets go of those
 * that have not stayed so.
 *
 * <p><b>Threading.</b> Thread-safe; works on one event loop.
 */
final class ShardFleet {

  private static final Logger LOG = LoggerFactory.getLogger(ShardFleet.class);

  private final Vertx vertx;
  private final Wiring wiring;
  private final Context context;
  private final Map<Integer, Berth> berths = new TreeMap<>();
  private final Map<Integer, Future<Void>> leaving = new HashMap<>();
  private volatile List<ShardVerticle> shards = List.of();

  ShardFleet(Vertx vertx, Wiring wiring) {
    this.vertx = vertx;
    this.wiring = wiring;
    this.context = vertx.getOrCreateContext();
  }

  /** A shard's place on this node. */
  private static final class Berth {

    private final ShardVerticle verticle;
    private Future<String> deployed = Future.succeededFuture("");
    private boolean begun;
    private boolean wanted = true;

    Berth(ShardVerticle verticle) {
      this.verticle = verticle;
    }

    /** Whether another owner has closed the shard, and not this fleet. */
    private boolean isTaken() {
      return begun && verticle.state() instanceof ShardState.Closed;
    }
  }

  /** The shards that run here, serving or not. */
  List<ShardVerticle> shards() {
    return shards;
  }

  /** Runs these shards and no others; completes when those that are new serve. */
  Future<Void> own(Set<Integer> wanted) {
    return onContext(
        () -> {
          List.copyOf(berths.keySet()).stream()
              .filter(shard -> !wanted.contains(shard))
              .forEach(this::moveAway);
          List<Future<?>> begun = new ArrayList<>();
          for (int shard : wanted) {
            if (!berths.containsKey(shard)) {
              begun.add(begin(shard));
            }
          }
          show();
          return begun.isEmpty() ? Future.succeededFuture() : Future.all(begun).mapEmpty();
        });
  }

  /** Lets go of all shards; completes when none of them answers any more. */
  Future<Void> letAllGo() {
    return onContext(
        () -> {
          List<Future<Void>> released =
              List.copyOf(berths.keySet()).stream().map(this::letGo).toList();
          show();
          return Future.join(released).otherwiseEmpty().mapEmpty();
        });
  }

  /**
   * Takes back what another node has taken from this one, which is the owner still, or again: after
   * a split had healed, or while two nodes saw the same shard as their own. Whoever is wrong about
   * it finds out within a look at the table, so the two do not go on for long.
   */
  void reclaim() {
    context.runOnContext(
        now -> {
          List<Integer> taken =
              berths.entrySet().stream()
                  .filter(berth -> berth.getValue().isTaken())
                  .map(Map.Entry::getKey)
                  .toList();
          for (int shard : taken) {
            LOG.info("shard {} is taken back", shard);
            letGo(shard);
            begin(shard);
          }
          show();
        });
  }

  /** Every shard decides by these rules from now on. */
  Future<Void> govern(RuleBook book) {
    return Future.join(shards.stream().map(shard -> shard.govern(book)).toList()).mapEmpty();
  }

  /** Has every shard finish what it took and leave a checkpoint, then go. */
  Future<Void> stop() {
    return onContext(
        () -> {
          List<Future<Void>> ends =
              berths.values().stream()
                  .filter(berth -> berth.begun)
                  .map(berth -> berth.deployed.compose(vertx::undeploy))
                  .toList();
          return Future.join(ends).otherwiseEmpty().mapEmpty();
        });
  }

  private Future<String> begin(int shard) {
    Berth berth = new Berth(new ShardVerticle(shard, wiring));
    berths.put(shard, berth);
    Future<Void> before = leaving.getOrDefault(shard, Future.succeededFuture());
    Promise<String> deployed = Promise.promise();
    berth.deployed = deployed.future();
    before.onComplete(
        gone -> {
          if (berth.wanted) {
            berth.begun = true;
            vertx.deployVerticle(berth.verticle).onComplete(deployed);
          } else {
            deployed.fail("not wanted any more");
          }
        });
    return berth.deployed;
  }

  private void show() {
    shards = berths.values().stream().map(berth -> berth.verticle).toList();
  }

  private void moveAway(int shard) {
    LOG.info("shard {} moves to another node", shard);
    letGo(shard);
  }

  /** Completes when the shard answers nobody any more. */
  private Future<Void> letGo(int shard) {
    Berth berth = berths.remove(shard);
    berth.wanted = false;
    Future<Void> released = berth.begun ? berth.verticle.release() : Future.succeededFuture();
    Future<Void> gone =
        released.compose(done -> berth.deployed).compose(vertx::undeploy).otherwiseEmpty();
    leaving.put(shard, gone);
    gone.onComplete(done -> context.runOnContext(now -> leaving.remove(shard, gone)));
    return released;
  }

  private Future<Void> onContext(Supplier<Future<Void>> work) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(now -> work.get().onComplete(done));
    return done.future();
  }
}
