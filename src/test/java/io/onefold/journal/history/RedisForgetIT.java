package io.onefold.journal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.journal.Canary;
import io.onefold.journal.Histories;
import io.onefold.journal.HistoriesContract;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.embedded.RedisScene;
import io.onefold.journal.redis.FaultProxy;
import io.onefold.message.RouteFilter;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Forgetting in a real server, over several segments, and with a wire that breaks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisForgetIT extends HistoriesContract {

  private static final RouteFilter LAPTOPS = RouteFilter.only(Set.of(LAPTOP.hash()));

  private final AtomicLong nowMs = new AtomicLong();
  private RedisScene scene;
  private FaultProxy wire;
  private RedisConnections connections;
  private RedisHistory histories;

  @BeforeAll
  void start() {
    scene = new RedisScene();
  }

  @AfterAll
  void stop() {
    scene.close();
  }

  @BeforeEach
  void connect() throws IOException {
    scene.wipe();
    wire = new FaultProxy(scene.redis().server().port());
    connections = new RedisConnections(scene.vertx(), scene.redis().settings(wire.port()));
    histories = newNode();
  }

  @AfterEach
  void disconnect() throws IOException {
    await(connections.close());
    wire.close();
    assertThat(wire.isArmed()).as("a fault that did not happen").isFalse();
  }

  @Override
  protected Histories histories() {
    return histories;
  }

  @Test
  void forget_severalSegments_isCompleteAfterARestart() {
    threeSegments();
    histories = newNode();
    forget(ANNA, LAPTOPS);
    assertThat(names(ANNA)).containsExactly("e1", "e12", "e23");
    histories = newNode();
    assertThat(names(ANNA)).containsExactly("e1", "e12", "e23");
  }

  @Test
  void forget_replyLost_isDone() {
    threeSegments();
    wire.loseReplyTo("hset");
    forget(ANNA, LAPTOPS);
    assertThat(names(ANNA)).containsExactly("e1", "e12", "e23");
  }

  @Test
  void forget_wireCutForGood_losesNothingElse_andIsCompletedByRepeating() {
    threeSegments();
    wire.loseRequests("hset", 3);
    assertThatThrownBy(() -> forget(ANNA, LAPTOPS)).isInstanceOf(Throwable.class);
    assertThat(names(ANNA)).contains("e1", "e12", "e23");
    write(ANNA, 31, entry(31, PHONE), entry(32, LAPTOP));
    forget(ANNA, LAPTOPS);
    assertThat(names(ANNA)).containsExactly("e1", "e12", "e23", "e31");
  }

  @Test
  void forget_leavesNoByteInTheStore() {
    String canary = new String(Canary.bytes(7), StandardCharsets.ISO_8859_1);
    scene.send(Command.CONFIG, "SET", "rdbcompression", "no");
    write(ANNA, 1, named(canary, 2, LAPTOP), entry(1 + 2, PHONE));
    assertThat(dumps()).anyMatch(dump -> Canary.isIn(dump, utf8(canary)));
    forget(ANNA, LAPTOPS);
    assertThat(dumps()).noneMatch(dump -> Canary.isIn(dump, utf8(canary)));
    assertThat(names(ANNA)).containsExactly("e3");
  }

  @Test
  void forget_damagedFrame_isNamed_butAllOfItGoes() {
    write(ANNA, 1, entry(1, PHONE), entry(2, LAPTOP));
    byte[] key = scene.keys().historySegment(SHARD, 1);
    byte[] value = scene.send(Command.HGET, key, ShardHistory.id(ANNA)).toBytes();
    value[value.length / 2] ^= 4;
    scene.send(Command.HSET, key, ShardHistory.id(ANNA), value);
    assertThatThrownBy(() -> forget(ANNA, LAPTOPS)).isInstanceOf(CorruptHistoryException.class);
    assertThat(scene.send(Command.HGET, key, ShardHistory.id(ANNA)).toBytes()).isEqualTo(value);
    forget(ANNA, RouteFilter.ALL);
    assertThat(names(ANNA)).isEmpty();
  }

  private void threeSegments() {
    write(ANNA, 1, entry(1, PHONE), entry(2, LAPTOP));
    nowMs.addAndGet(Duration.ofDays(400).toMillis());
    write(ANNA, 11, entry(11, LAPTOP), entry(12, PHONE));
    nowMs.addAndGet(Duration.ofDays(400).toMillis());
    write(ANNA, 21, entry(21, LAPTOP), entry(22, LAPTOP), entry(23, TABLET));
    assertThat(scene.send(Command.HLEN, scene.keys().history(SHARD)).toInteger()).isEqualTo(3);
  }

  private List<byte[]> dumps() {
    return scene.send(Command.KEYS, "*").stream()
        .map(key -> scene.send(Command.DUMP, key.toString()).toBytes())
        .toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Each call is some days later, so that the pages come into several segments. */
  private RedisHistory newNode() {
    return new RedisHistory(
        connections,
        scene.keys(),
        64,
        1L << 30,
        Duration.ofDays(3_650),
        () -> nowMs.addAndGet(Duration.ofDays(10).toMillis()));
  }
}
