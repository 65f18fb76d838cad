package io.onefold;

import io.onefold.config.OnefoldConfig;
import io.onefold.config.RedisConfig;
import io.onefold.journal.connection.RedisSettings;
import io.onefold.journal.embedded.EmbeddedRedis;
import io.onefold.journal.embedded.EmbeddedRedisSettings;
import io.onefold.journal.embedded.Started;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Redis of this node: the one that comes with it, kept running, or one that is there already.
 *
 * <p><b>Threading.</b> Used by {@link Node} only, on one context.
 */
final class RedisServer {

  private static final Logger LOG = LoggerFactory.getLogger(RedisServer.class);
  private static final long RESTART_MS = 500;

  private final Vertx vertx;
  private final OnefoldConfig config;
  private final SecureRandom random = new SecureRandom();
  private Optional<EmbeddedRedis> running = Optional.empty();
  private boolean stopping;

  RedisServer(Vertx vertx, OnefoldConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  /** Where Redis is, once it is there; fails with {@link StartFailed} when it cannot be. */
  Future<RedisSettings> start() {
    RedisConfig redis = config.redis();
    return redis.isEmbedded()
        ? launch()
            .map(
                server ->
                    RedisSettings.at(server.host(), server.port(), Optional.of(server.password())))
        : Future.succeededFuture(RedisSettings.of(redis.uri().orElseThrow()));
  }

  /** Ends the server that comes with the node; leaves any other alone. */
  Future<Void> stop() {
    stopping = true;
    return running
        .map(server -> vertx.executeBlocking(server::stop).map(RedisServer::reportRefusal))
        .orElseGet(Future::succeededFuture);
  }

  private Future<EmbeddedRedis> launch() {
    return vertx
        .executeBlocking(() -> EmbeddedRedis.start(settings(), random))
        .compose(
            started ->
                switch (started) {
                  case Started.Running(EmbeddedRedis server, boolean attached) -> {
                    LOG.info(
                        "redis-server on port {}, process {}, {}",
                        server.port(),
                        server.pid(),
                        attached ? "found running" : "started");
                    watch(server);
                    yield Future.succeededFuture(server);
                  }
                  case Started.Failed(Started.Reason reason, String message) ->
                      Future.failedFuture(new StartFailed(reason + ": " + message + key(reason)));
                });
  }

  /** A server that dies is started again on the same data and port; until then shards wait. */
  private void watch(EmbeddedRedis server) {
    running = Optional.of(server);
    server
        .onExit()
        .thenRun(() -> vertx.runOnContext(ended -> server.leaveRunning()))
        .thenRun(() -> vertx.runOnContext(ended -> restart()));
  }

  private void restart() {
    if (!stopping) {
      LOG.error("redis-server has ended; starting it again");
      launch().onFailure(failure -> vertx.setTimer(RESTART_MS, again -> restart()));
    }
  }

  private EmbeddedRedisSettings settings() {
    RedisConfig redis = config.redis();
    EmbeddedRedisSettings.Fsync fsync =
        switch (redis.fsync()) {
          case EVERYSEC -> EmbeddedRedisSettings.Fsync.EVERYSEC;
          case ALWAYS -> EmbeddedRedisSettings.Fsync.ALWAYS;
          case NO -> EmbeddedRedisSettings.Fsync.NO;
        };
    OptionalLong memoryMax =
        redis.memoryBytesMax() == 0
            ? OptionalLong.empty()
            : OptionalLong.of(redis.memoryBytesMax());
    return new EmbeddedRedisSettings(
        config.data().dir().resolve("redis"), redis.port(), fsync, memoryMax);
  }

  /** The setting that helps, where there is one. */
  private static String key(Started.Reason reason) {
    return switch (reason) {
      case PORT_IN_USE -> "; choose another by redis.port, 0 for any free one";
      case DIRECTORY_IN_USE -> "; choose another by data.dir";
      case DIRECTORY_NOT_WRITABLE,
          NO_BINARY,
          BINARY_NOT_EXECUTABLE,
          NOT_ANSWERING,
          DATA_CORRUPT,
          EXITED ->
          "";
    };
  }

  private static Void reportRefusal(Optional<String> refusal) {
    refusal.ifPresent(why -> LOG.warn("redis-server goes on running: {}", why));
    return null;
  }
}
