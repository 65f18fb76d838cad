package io.onefold.journal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.journal.Checkpoint;
import io.onefold.journal.Put;
import io.onefold.journal.Section;
import io.onefold.journal.checkpoint.PointerSwitch.Switched;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.ShardKeys;
import io.onefold.journal.embedded.TestRedis;
import io.onefold.journal.manifest.Manifest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A checkpoint whose parts are gone before it becomes the current one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PointerSwitchIT {

  private static final ShardKeys KEYS = new ShardKeys("it");
  private static final int SHARD = 3;
  private static final Checkpoint FIRST =
      new Checkpoint(
          SHARD,
          1,
          7,
          0x1234,
          0,
          Map.of(),
          List.of(Section.fresh("a", 1, new byte[] {1, 2}), Section.fresh("b", 1, new byte[] {3})));

  private Vertx vertx;
  private TestRedis redis;
  private RedisConnections connections;
  private RedisLink link;

  @BeforeAll
  void start() {
    vertx = Vertx.vertx();
    redis = TestRedis.start();
    connections = new RedisConnections(vertx, redis.settings());
    link = connections.link();
  }

  @AfterAll
  void stop() {
    vertx.close().await();
    redis.close();
  }

  @BeforeEach
  void empty() {
    send(Request.cmd(Command.FLUSHALL));
  }

  @Test
  void move_storeEmptiedWhileTheFirstOneWasWritten_isNotMade() {
    Manifest manifest = write();
    send(Request.cmd(Command.FLUSHALL));
    assertThat(await(() -> move(manifest))).isInstanceOf(Switched.Gone.class);
    assertThat(await(() -> Pointers.read(link, KEYS, SHARD)).current()).isEmpty();
  }

  @Test
  void move_oneChunkGone_isNamed() {
    Manifest manifest = write();
    byte[] chunk =
        KEYS.chunk(SHARD, manifest.section("b", 1).orElseThrow().chunks().getFirst().name());
    send(Request.cmd(Command.DEL).arg(chunk));
    assertThat(await(() -> move(manifest))).isEqualTo(new Switched.Gone(new String(chunk)));
  }

  @Test
  void move_allThere_isMadeOnce() {
    Manifest manifest = write();
    assertThat(await(() -> move(manifest))).isInstanceOf(Switched.Stored.class);
    assertThat(await(() -> move(manifest))).isInstanceOf(Switched.Stored.class);
    assertThat(await(() -> Pointers.read(link, KEYS, SHARD)).all()).hasSize(1);
  }

  @Test
  void put_chunkOfAnUnchangedSectionGone_isIncompleteByName() {
    CheckpointStore store = new CheckpointStore(KEYS, 3);
    assertThat(await(() -> store.put(link, FIRST))).isInstanceOf(Put.Stored.class);
    Manifest stored = write();
    String chunk = stored.section("a", 1).orElseThrow().chunks().getFirst().name();
    send(Request.cmd(Command.DEL).arg(KEYS.chunk(SHARD, chunk)));
    Checkpoint second =
        new Checkpoint(
            SHARD,
            1,
            8,
            0x1235,
            0,
            Map.of(),
            List.of(Section.unchanged("a", 1), Section.unchanged("b", 1)));
    assertThat(await(() -> store.put(link, second))).isEqualTo(new Put.Incomplete(List.of("a")));
    assertThat(await(() -> Pointers.read(link, KEYS, SHARD)).current()).isEqualTo(FIRST.id());
  }

  @Test
  void write_secondTryWithOtherBytes_leavesTheFirstAlone() {
    Manifest first = write();
    Checkpoint other =
        new Checkpoint(
            SHARD, 1, 7, 0x1234, 0, Map.of(), List.of(Section.fresh("a", 1, new byte[] {1, 9})));
    Manifest second = await(() -> new CheckpointWriter(link, KEYS, other, Map.of()).write());
    assertThat(second.chunkNames()).doesNotContainAnyElementsOf(first.chunkNames());
  }

  private Manifest write() {
    return await(() -> new CheckpointWriter(link, KEYS, FIRST, Map.of()).write());
  }

  private Future<Switched> move(Manifest manifest) {
    return new PointerSwitch(KEYS).move(link, "", manifest);
  }

  private void send(Request request) {
    await(() -> link.send(request));
  }

  private <T> T await(Supplier<Future<T>> work) {
    return link.on(work)
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }
}
