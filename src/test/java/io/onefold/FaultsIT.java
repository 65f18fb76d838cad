package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node promises when its store dies, forgets, is damaged or is not there. */
class FaultsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(60);
  private static final String OFTEN = "ONEFOLD_JOURNAL_CHECKPOINT_INTERVAL";
  private static final String URI = "ONEFOLD_REDIS_URI";
  private static final int SENDERS = 8;
  private static final int EVENTS_EACH = 250;
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  private final AtomicInteger acknowledged = new AtomicInteger();

  @Test
  void redisKilledUnderLoad_losesNothingAcknowledged(@TempDir Path dir) throws Exception {
    try (RunningNode node = RunningNode.start(dir)) {
      int acknowledged = track(node, 0, 200);
      RunningNode.redisOf(dir).destroyForcibly();
      assertThat(awaitTracked(node, 200)).isTrue();
      acknowledged += 1 + track(node, 201, 100);
      assertThat(eventCount(node)).isEqualTo(acknowledged);
      node.kill();
      try (RunningNode again = RunningNode.start(dir)) {
        assertThat(eventCount(again)).isEqualTo(acknowledged);
      }
    }
  }

  @Test
  void redisEmptied_nodeStoresAllAnew(@TempDir Path dir) throws Exception {
    try (StandaloneRedis redis = new StandaloneRedis(dir.resolve("store"), 0)) {
      Map<String, String> environment = Map.of(URI, redis.uri());
      try (RunningNode node = RunningNode.start(dir, environment)) {
        track(node, 0, 100);
        long shards = shardsWithData(redis);
        redis.send(Command.FLUSHALL);
        assertThat(awaitTracked(node, 100)).isTrue();
        assertThat(eventCount(node)).isEqualTo(101);
        awaitStored(redis, shards);
        node.kill();
      }
      try (RunningNode node = RunningNode.start(dir, environment)) {
        assertThat(eventCount(node)).isEqualTo(101);
      }
    }
  }

  @Test
  void redisEmptiedAgainAndAgain_underLoad_losesNothingAndCountsNothingTwice(@TempDir Path dir)
      throws Exception {
    try (StandaloneRedis redis = new StandaloneRedis(dir.resolve("store"), 0)) {
      Map<String, String> environment = Map.of(URI, redis.uri(), OFTEN, "1s");
      try (RunningNode node = RunningNode.start(dir, environment)) {
        List<CompletableFuture<Void>> senders =
            IntStream.range(0, SENDERS)
                .mapToObj(sender -> CompletableFuture.runAsync(() -> send(node, sender), THREADS))
                .toList();
        for (int sent = SENDERS; sent < SENDERS * EVENTS_EACH; sent += SENDERS * EVENTS_EACH / 5) {
          int until = sent;
          await(() -> acknowledged.get() >= until);
          redis.send(Command.FLUSHALL);
        }
        senders.forEach(CompletableFuture::join);
        assertThat(eventCount(node)).isEqualTo(SENDERS * EVENTS_EACH);
        await(() -> redis.keys("onefold:onefold:*:current").size() >= shardsWithData(redis));
        node.kill();
      }
      try (RunningNode node = RunningNode.start(dir, environment)) {
        assertThat(eventCount(node)).isEqualTo(SENDERS * EVENTS_EACH);
      }
    }
  }

  @Test
  void redisEmptied_nothingIsWritten_nodeStoresAllAnewByItself(@TempDir Path dir) throws Exception {
    try (StandaloneRedis redis = new StandaloneRedis(dir.resolve("store"), 0)) {
      Map<String, String> environment = Map.of(URI, redis.uri());
      try (RunningNode node = RunningNode.start(dir, environment)) {
        track(node, 0, 100);
        long shards = shardsWithData(redis);
        redis.send(Command.FLUSHALL);
        awaitStored(redis, shards);
        node.kill();
      }
      try (RunningNode node = RunningNode.start(dir, environment)) {
        assertThat(eventCount(node)).isEqualTo(100);
      }
    }
  }

  @Test
  void oneShardEmptyAtColdStart_isRefusedByName(@TempDir Path dir) {
    try (StandaloneRedis redis = new StandaloneRedis(dir.resolve("store"), 0)) {
      Map<String, String> environment = Map.of(URI, redis.uri());
      try (RunningNode node = RunningNode.start(dir, environment)) {
        track(node, 0, 50);
      }
      String shard = redis.keys("onefold:onefold:*:current").getFirst().split(":")[2];
      redis.keys("onefold:onefold:" + shard + ":*").forEach(key -> redis.send(Command.DEL, key));
      try (RunningNode node = RunningNode.launch(dir, environment)) {
        assertThat(node.exitCode()).isEqualTo(3);
        assertThat(node.output()).contains("STORE_EMPTY shard=" + shard + " ", "--accept-empty");
      }
    }
  }

  @Test
  void suppressionListLost_isRefusedByName(@TempDir Path dir) throws Exception {
    try (StandaloneRedis redis = new StandaloneRedis(dir.resolve("store"), 0)) {
      Map<String, String> environment = Map.of(URI, redis.uri());
      for (int shard = 0; shard < 64; shard++) {
        redis.send(Command.HSET, "onefold:onefold:" + shard + ":suppressed", "version", "7");
      }
      try (RunningNode node = RunningNode.start(dir, environment)) {
        track(node, 0, 50);
      }
      String shard = redis.keys("onefold:onefold:*:current").getFirst().split(":")[2];
      String list = "onefold:onefold:" + shard + ":suppressed";
      redis.send(Command.HSET, list, "version", "6");
      try (RunningNode node = RunningNode.launch(dir, environment)) {
        assertThat(node.exitCode()).isEqualTo(3);
        assertThat(node.output())
            .contains(
                "SUPPRESSIONS_OLD shard=" + shard + " ", "needs version=7", "found version=6");
      }
      redis.send(Command.HSET, list, "version", "8");
      try (RunningNode node = RunningNode.start(dir, environment)) {
        assertThat(eventCount(node)).isEqualTo(50);
      }
    }
  }

  @Test
  void corruptJournal_isRefusedByName(@TempDir Path dir) {
    try (StandaloneRedis redis = new StandaloneRedis(dir.resolve("store"), 0)) {
      Map<String, String> environment = Map.of(URI, redis.uri());
      try (RunningNode node = RunningNode.start(dir, environment)) {
        track(node, 0, 50);
        node.kill();
      }
      String wal =
          redis.keys("onefold:onefold:*:wal").stream()
              .filter(key -> redis.send(Command.XLEN, key).toLong() > 1)
              .findFirst()
              .orElseThrow();
      long seq = redis.send(Command.XLEN, wal).toLong();
      redis.send(Command.XADD, wal, "1-" + seq, "b", "no batch");
      try (RunningNode node = RunningNode.launch(dir, environment)) {
        assertThat(node.exitCode()).isEqualTo(3);
        assertThat(node.output())
            .contains("JOURNAL_CORRUPT shard=" + wal.split(":")[2] + " seq=" + seq + " ");
      }
    }
  }

  @Test
  void redisEmptyAtColdStart_isRefusedUnlessAccepted(@TempDir Path dir) {
    try (StandaloneRedis redis = new StandaloneRedis(dir.resolve("store"), 0)) {
      Map<String, String> environment = Map.of(URI, redis.uri());
      try (RunningNode node = RunningNode.start(dir, environment)) {
        track(node, 0, 10);
        await(() -> Files.exists(dir.resolve("last-known-onefold")));
      }
      redis.send(Command.FLUSHALL);
      try (RunningNode node = RunningNode.launch(dir, environment)) {
        assertThat(node.exitCode()).isEqualTo(3);
        assertThat(node.output()).contains("STORE_EMPTY", "--accept-empty");
      }
      try (RunningNode node = RunningNode.launch(dir, environment, "--accept-empty")) {
        await(() -> isReady(node));
      }
    }
  }

  @Test
  void corruptCheckpoint_isRefusedByName(@TempDir Path dir) {
    try (StandaloneRedis redis = new StandaloneRedis(dir.resolve("store"), 0)) {
      Map<String, String> environment = Map.of(URI, redis.uri(), OFTEN, "1s");
      try (RunningNode node = RunningNode.start(dir, environment)) {
        track(node, 0, 50);
      }
      String shard =
          redis.keys("onefold:onefold:*:chunk:*:profiles-00000:0:*").getFirst().split(":")[2];
      redis.keys("onefold:onefold:" + shard + ":chunk:*").forEach(chunk -> damage(redis, chunk));
      try (RunningNode node = RunningNode.launch(dir, environment)) {
        assertThat(node.exitCode()).isEqualTo(3);
        assertThat(node.output()).contains("SNAPSHOT_CORRUPT shard=" + shard + " part=");
      }
    }
  }

  @Test
  void checkpointOfAnotherKey_isRefused(@TempDir Path dir) throws IOException {
    try (StandaloneRedis redis = new StandaloneRedis(dir.resolve("store"), 0)) {
      Map<String, String> environment = Map.of(URI, redis.uri());
      try (RunningNode node = RunningNode.start(dir, environment)) {
        track(node, 0, 5);
      }
      Files.delete(dir.resolve("identity.key"));
      try (RunningNode node = RunningNode.launch(dir, environment)) {
        assertThat(node.exitCode()).isEqualTo(3);
        assertThat(node.output()).contains("SNAPSHOT_FOREIGN").contains("key=");
      }
    }
  }

  @Test
  void redisAwayAtStart_isWaitedFor(@TempDir Path dir) {
    int port;
    String password;
    try (StandaloneRedis redis = new StandaloneRedis(dir.resolve("store"), 0)) {
      port = java.net.URI.create(redis.uri()).getPort();
      password = redis.password();
    }
    Map<String, String> environment = Map.of(URI, "redis://:" + password + "@127.0.0.1:" + port);
    try (RunningNode node = RunningNode.launch(dir, environment)) {
      await(() -> answers(node, "/health/live"));
      assertThat(isReady(node)).isFalse();
      RunningNode.Answer answer = node.post(RunningNode.WRITE, "/v1/track", event(0));
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After").orElse("")).matches("[1-5]");
      try (StandaloneRedis redis = new StandaloneRedis(dir.resolve("store"), port)) {
        await(() -> isReady(node));
        assertThat(redis.keys("onefold:onefold:*:wal")).isNotEmpty();
        assertThat(track(node, 0, 3)).isEqualTo(3);
        assertThat(node.stop()).isZero();
      }
    }
  }

  /** Sends each event until it is acknowledged, as a client does. */
  private void send(RunningNode node, int sender) {
    for (int i = 0; i < EVENTS_EACH; i++) {
      int event = sender * EVENTS_EACH + i;
      while (node.post(RunningNode.WRITE, "/v1/track", event(event)).status() != 200) {
        Thread.onSpinWait();
      }
      acknowledged.incrementAndGet();
    }
  }

  private static void damage(StandaloneRedis redis, String key) {
    byte[] bytes = redis.send(Command.GET, key).toBytes();
    bytes[bytes.length / 2] ^= 1;
    redis.send(Command.SET, key, bytes);
  }

  /** A stream holds the owner's epoch, and batches behind it when there is data. */
  private static void awaitStored(StandaloneRedis redis, long shards) {
    await(() -> redis.keys("onefold:onefold:*:current").size() >= shards);
  }

  private static long shardsWithData(StandaloneRedis redis) {
    return redis.keys("onefold:onefold:*:wal").stream()
        .filter(wal -> redis.send(Command.XLEN, wal).toLong() > 1)
        .count();
  }

  private static int track(RunningNode node, int from, int count) {
    for (int i = from; i < from + count; i++) {
      RunningNode.Answer answer = node.post(RunningNode.WRITE, "/v1/track", event(i));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
    return count;
  }

  private static boolean awaitTracked(RunningNode node, int i) {
    await(() -> node.post(RunningNode.WRITE, "/v1/track", event(i)).status() == 200);
    return true;
  }

  private static String event(int i) {
    return "{\"anonymousId\":\"device-%d\",\"event\":\"Seen\",\"messageId\":\"m%d\"}"
        .formatted(i % 10, i);
  }

  private static int eventCount(RunningNode node) throws IOException {
    return JSON.readTree(node.get(RunningNode.SECRET, "/v1/stats").body()).path("events").asInt();
  }

  private static boolean isReady(RunningNode node) {
    return answers(node, "/health/ready");
  }

  private static boolean answers(RunningNode node, String path) {
    try {
      return node.get(RunningNode.SECRET, path).status() == 200;
    } catch (java.io.UncheckedIOException notListening) {
      return false;
    }
  }

  private static void await(BooleanSupplier condition) {
    long untilNs = System.nanoTime() + WAIT_NS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(untilNs);
      Thread.onSpinWait();
    }
  }
}
