package io.onefold;

import io.onefold.cluster.MemberOfBus;
import io.onefold.cluster.Membership;
import io.onefold.config.OnefoldConfig;
import io.onefold.config.cluster.CopiesConfig.Acknowledge;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a node stands on: event loops and their bus, and the cluster that it belongs to, if it does.
 *
 * <p><b>Threading.</b> Immutable. {@link #of} blocks, as long as it takes to become a member.
 */
record Ground(Vertx vertx, Optional<Membership> membership) {

  private static final long BUS_START_S = 30;

  static Ground of(OnefoldConfig config) {
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(eventLoops(config));
    if (!config.cluster().enabled()) {
      return new Ground(Vertx.vertx(options), Optional.empty());
    }
    if (config.cluster().copies().acknowledge() != Acknowledge.REDIS) {
      throw new StartFailed("cluster.acknowledge is not redis, which is what is allowed");
    }
    Secrets secrets = Secrets.of(config.identity().key().orElseThrow().bytes());
    Membership membership = Membership.join(MemberSettings.of(config, secrets));
    try {
      return new Ground(clustered(options, config, membership), Optional.of(membership));
    } catch (RuntimeException failed) {
      membership.leave();
      throw failed;
    }
  }

  static int eventLoops(OnefoldConfig config) {
    int configured = config.node().eventLoops();
    return configured > 0 ? configured : Runtime.getRuntime().availableProcessors();
  }

  private static Vertx clustered(
      VertxOptions options, OnefoldConfig config, Membership membership) {
    options.setEventBusOptions(MemberSettings.bus(config));
    try {
      return Vertx.builder()
          .with(options)
          .withClusterManager(new MemberOfBus(membership))
          .buildClustered()
          .toCompletionStage()
          .toCompletableFuture()
          .get(BUS_START_S, TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException | ExecutionException failed) {
      Throwable cause = failed instanceof ExecutionException ? failed.getCause() : failed;
      throw new StartFailed(
          "the event bus of the cluster cannot be started at %s, port %d (cluster.bus-port): %s"
              .formatted(config.cluster().join().host(), config.cluster().join().busPort(), cause));
    }
  }
}
