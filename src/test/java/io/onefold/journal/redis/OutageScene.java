package io.onefold.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.journal.Batch;
import io.onefold.journal.Batches;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.ShardJournal;
import io.onefold.journal.Tail;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.RedisSettings;
import io.onefold.journal.connection.ShardKeys;
import io.onefold.journal.embedded.EmbeddedRedis;
import io.onefold.journal.embedded.EmbeddedRedisSettings;
import io.onefold.journal.embedded.Started;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server that tests kill, stop and fill, and the journal that is connected to it. */
abstract class OutageScene {

  static final int SHARD = 2;
  static final UUID ANNA = new UUID(1, 1);
  static final ShardKeys KEYS = new ShardKeys("it");

  @TempDir Path directory;

  Vertx vertx;
  EmbeddedRedis server;
  RedisConnections connections;
  ShardJournal journal;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    startServer();
    connect(20_000, 15_000);
  }

  @AfterEach
  void stop() {
    await(connections.close());
    await(vertx.close());
    server.stop();
  }

  void startServer() {
    EmbeddedRedisSettings settings =
        new EmbeddedRedisSettings(
            directory, 0, EmbeddedRedisSettings.Fsync.EVERYSEC, OptionalLong.empty());
    if (server != null) {
      server.leaveRunning();
    }
    Started started = EmbeddedRedis.start(settings, new SecureRandom());
    assertThat(started).isInstanceOf(Started.Running.class);
    server = ((Started.Running) started).server();
  }

  void connect(long giveUpAfterMs, long stallAfterMs) {
    connections =
        new RedisConnections(
            vertx,
            new RedisSettings(
                "127.0.0.1",
                server.port(),
                Optional.empty(),
                Optional.of(server.password()),
                giveUpAfterMs,
                stallAfterMs,
                15_000));
    journal = new RedisShardJournal(connections, KEYS, 3);
  }

  Batches takeOver() {
    Future<Tail> tail = journal.takeOver(SHARD, ANNA);
    return new Batches(SHARD, ANNA, await(tail));
  }

  List<Batch> readAll() {
    List<Batch> batches = new ArrayList<>();
    assertThat(await(journal.read(SHARD, 0, batches::add))).isInstanceOf(ReadEnd.Complete.class);
    return batches;
  }

  void setMaxMemory(String bytes) {
    await(send("CONFIG", "SET", "maxmemory", bytes));
  }

  Future<Response> send(String command, String... words) {
    Request request = Request.cmd(Command.create(command));
    for (String word : words) {
      request.arg(word);
    }
    RedisLink link = connections.link();
    return link.on(() -> link.send(request));
  }

  void runOnLink(Supplier<Future<Void>> work) {
    await(connections.link().on(work));
  }

  void killServer() {
    ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(server.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  Path appendOnlyFile() throws IOException {
    try (var files = Files.list(directory.resolve("appendonlydir"))) {
      return files.filter(f -> f.toString().endsWith(".incr.aof")).findFirst().orElseThrow();
    }
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException broken) {
      throw new AssertionError(broken);
    }
  }
}
