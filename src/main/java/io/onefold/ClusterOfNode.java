package io.onefold;

import io.onefold.cluster.Lease;
import io.onefold.cluster.Membership;
import io.onefold.cluster.PlacementWatch;
import io.onefold.config.OnefoldConfig;
import io.onefold.message.Delivery;
import io.onefold.route.Placement;
import io.onefold.route.bus.Switchboard;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The node's part in its cluster: that it is heard, which shards are its own, and whether it may
 * still believe so.
 *
 * <pre>
 *   start   heard on the bus, asks the others ─▶ enough of them there ─▶ follows who has what
 *   leave   what it has moves to the others ─▶ not heard any more
 * </pre>
 *
 * <p><b>Threading.</b> {@link #start} and {@link #leave} once each; the rest on any thread.
 */
final class ClusterOfNode {

  private static final long LOOK_MS = 100;
  private static final long LAPSE_LOOK_MS = 20;

  private final Vertx vertx;
  private final Membership membership;
  private final PlacementWatch watch;
  private final Lease lease;
  private final Switchboard switchboard;
  private final int shardCount;
  private final Duration joinTimeout;

  ClusterOfNode(Vertx vertx, Membership membership, OnefoldConfig config) {
    this.vertx = vertx;
    this.membership = membership;
    this.shardCount = config.shards().count();
    this.joinTimeout = config.cluster().join().timeout();
    watch = new PlacementWatch(vertx, membership);
    lease = new Lease(vertx, membership, config.cluster().copies().lease());
    switchboard =
        new Switchboard(vertx, config.node().name(), membership.self(), shardCount, watch);
  }

  /** Completes when the others can hear this node, and enough of them are there to serve. */
  Future<Void> start() {
    Promise<Void> begun = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            turn -> {
              lease.start();
              switchboard.start().onComplete(begun);
            });
    return begun.future().compose(heard -> quorate());
  }

  private Future<Void> quorate() {
    Promise<Void> enough = Promise.promise();
    long dueNs = System.nanoTime() + joinTimeout.toNanos();
    vertx.setPeriodic(
        1,
        LOOK_MS,
        timer -> {
          if (membership.isQuorate() && lease.getAsBoolean()) {
            vertx.cancelTimer(timer);
            enough.tryComplete();
          } else if (dueNs - System.nanoTime() <= 0) {
            vertx.cancelTimer(timer);
            enough.tryFail(StartFailed.tooFewMembers(membership, joinTimeout));
          }
        });
    return enough.future();
  }

  /**
   * Calls {@code own} with the shards that are this node's own, now and whenever that changes; and
   * with all of them again after the lease had lapsed, when {@code letGo} has let go of what is
   * old.
   */
  void follow(Consumer<Set<Integer>> own, Supplier<Future<Void>> letGo) {
    vertx
        .getOrCreateContext()
        .runOnContext(
            turn -> {
              watch.start(placement -> own.accept(here(placement)));
              vertx.setPeriodic(LAPSE_LOOK_MS, timer -> beginAnewIfLapsed(own, letGo));
            });
  }

  private void beginAnewIfLapsed(Consumer<Set<Integer>> own, Supplier<Future<Void>> letGo) {
    if (lease.hasLapsed()) {
      letGo
          .get()
          .onComplete(
              gone -> {
                lease.beginAnew();
                own.accept(here(watch.get()));
              });
    }
  }

  private Set<Integer> here(Placement placement) {
    return IntStream.range(0, shardCount)
        .filter(placement::isHere)
        .boxed()
        .collect(Collectors.toSet());
  }

  Placement placement() {
    return watch.get();
  }

  Membership membership() {
    return membership;
  }

  /** Whether no other member is there to take anything over. */
  boolean isAlone() {
    return membership.others().isEmpty();
  }

  /** Whether a majority has been heard of late. */
  boolean mayServe() {
    return lease.getAsBoolean();
  }

  /** The way of the calling event loop to all shards. */
  Delivery way() {
    return switchboard.delivery();
  }

  /** Moves what this node has to the others, and goes. Shards are let go of as they move. */
  Future<Void> leave() {
    return vertx
        .<Void>executeBlocking(
            () -> {
              membership.leave();
              return null;
            })
        .onComplete(
            gone -> {
              watch.stop();
              lease.stop();
            });
  }

  /** Is not a member any more, and not heard. */
  Future<Void> drop() {
    watch.stop();
    lease.stop();
    return vertx.executeBlocking(
        () -> {
          membership.drop();
          return null;
        });
  }
}
