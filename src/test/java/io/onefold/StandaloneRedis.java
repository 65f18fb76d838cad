package io.onefold;

import io.onefold.journal.embedded.EmbeddedRedis;
import io.onefold.journal.embedded.EmbeddedRedisSettings;
import io.onefold.journal.embedded.Started;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A Redis beside the node, as an operator's own one, that a test can look into and damage. */
public final class StandaloneRedis implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final EmbeddedRedis server;
  private final Redis client;

  public StandaloneRedis(Path directory, int port) {
    EmbeddedRedisSettings settings =
        new EmbeddedRedisSettings(
            directory, port, EmbeddedRedisSettings.Fsync.EVERYSEC, OptionalLong.empty());
    Started started = EmbeddedRedis.start(settings, new SecureRandom());
    if (!(started instanceof Started.Running(EmbeddedRedis running, boolean attached))) {
      throw new AssertionError(started);
    }
    server = running;
    client = Redis.createClient(vertx, uri());
  }

  public String uri() {
    return "redis://:" + server.password() + "@127.0.0.1:" + server.port();
  }

  public String password() {
    return server.password();
  }

  /** The process of the server. */
  public ProcessHandle process() {
    return ProcessHandle.of(server.pid()).orElseThrow();
  }

  public int port() {
    return server.port();
  }

  public Response send(Command command, Object... arguments) {
    Request request = Request.cmd(command);
    for (Object argument : arguments) {
      switch (argument) {
        case byte[] bytes -> request.arg(io.vertx.core.buffer.Buffer.buffer(bytes));
        case Object text -> request.arg(text.toString());
      }
    }
    return client.send(request).await();
  }

  public List<String> keys(String pattern) {
    List<String> keys = new ArrayList<>();
    send(Command.KEYS, pattern).forEach(key -> keys.add(key.toString()));
    return keys;
  }

  @Override
  public void close() {
    client.close();
    server.stop();
    vertx.close().await();
  }
}
