package io.onefold.fault;

import io.onefold.StandaloneRedis;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The Redis that all nodes share, always at the same address: it may go, come back, and forget.
 *
 * <p>It listens on this machine's loopback address; nodes that live elsewhere reach it by a relay.
 */
final class SharedRedis implements AutoCloseable {

  private static final Duration END_MOST = Duration.ofSeconds(20);

  private final Path directory;
  private final int port = Ports.row(1);
  private final String host;
  private final Vertx vertx = Vertx.vertx();
  private StandaloneRedis server;

  SharedRedis(Path directory, String host) {
    this.directory = directory;
    this.host = host;
    server = new StandaloneRedis(directory, port);
    if (!host.equals("127.0.0.1")) {
      relay();
    }
  }

  /** As the nodes are told. */
  String uri() {
    return "redis://:" + server.password() + "@" + host + ":" + port;
  }

  /** Has it write all it has, and end. */
  void stop() {
    server.close();
  }

  /** As {@code kill -9}. */
  void kill() {
    ProcessHandle process = server.process();
    process.destroyForcibly();
    Waiting.until("Redis is gone", END_MOST, () -> !process.isAlive());
    server.close();
  }

  /** Starts it again with what it had. */
  void start() {
    server = new StandaloneRedis(directory, port);
  }

  /** It forgets everything. */
  void flush() {
    server.send(Command.FLUSHALL);
  }

  private void relay() {
    NetClient client = vertx.createNetClient();
    NetServer listener = vertx.createNetServer();
    listener
        .connectHandler(
            from -> {
              from.pause();
              client
                  .connect(port, "127.0.0.1")
                  .onSuccess(to -> join(from, to))
                  .onFailure(away -> from.close());
            })
        .listen(port, host)
        .await();
  }

  private static void join(NetSocket from, NetSocket to) {
    from.pipeTo(to);
    to.pipeTo(from);
  }

  @Override
  public void close() {
    server.close();
    vertx.close().await();
  }
}
