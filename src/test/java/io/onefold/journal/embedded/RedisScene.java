package io.onefold.journal.embedded;

import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.ShardKeys;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.concurrent.TimeUnit;

/**
 * An empty real server and a connection to it.
 *
 * <p><b>Threading.</b> Confined to the test's thread.
 */
public final class RedisScene implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final TestRedis redis = TestRedis.start();
  private final RedisConnections connections = new RedisConnections(vertx, redis.settings());

  public Vertx vertx() {
    return vertx;
  }

  public TestRedis redis() {
    return redis;
  }

  public RedisConnections connections() {
    return connections;
  }

  public ShardKeys keys() {
    return new ShardKeys("it");
  }

  /** Sends a command, past all that is tested. */
  public Response send(Command command, Object... arguments) {
    Request request = Request.cmd(command);
    for (Object argument : arguments) {
      if (argument instanceof byte[] bytes) {
        request.arg(bytes);
      } else {
        request.arg(argument.toString());
      }
    }
    RedisLink link = connections.link();
    return link.on(() -> link.send(request))
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  /** Loses everything. */
  public void wipe() {
    send(Command.FLUSHALL);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    redis.close();
  }
}
