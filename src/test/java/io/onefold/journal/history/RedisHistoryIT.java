package io.onefold.journal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.event.ProfileId;
import io.onefold.journal.HistoryPage;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.connection.ShardKeys;
import io.onefold.journal.embedded.TestRedis;
import io.onefold.message.RouteFilter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Histories in a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisHistoryIT {

  private static final ShardKeys KEYS = new ShardKeys("it");
  private static final int SHARD = 3;
  private static final ProfileId ANNA = new ProfileId(1, 1);
  private static final ProfileId BERT = new ProfileId(2, 2);

  private Vertx vertx;
  private TestRedis redis;

  private final AtomicLong nowMs = new AtomicLong(1_000_000_000);
  private RedisConnections connections;

  @BeforeAll
  void startServer() {
    vertx = Vertx.vertx();
    redis = TestRedis.start();
  }

  @AfterAll
  void stopServer() {
    await(vertx.close());
    redis.close();
  }

  @BeforeEach
  void connect() {
    connections = new RedisConnections(vertx, redis.settings());
    send(Request.cmd(Command.FLUSHALL));
  }

  @AfterEach
  void disconnect() {
    await(connections.close());
  }

  @Test
  void read_nothingWritten_isEmpty() {
    assertThat(await(history(1L << 30).read(SHARD, ANNA))).isEmpty();
  }

  @Test
  void write_pagesOfSeveralProfiles_areReadInOrder() {
    RedisHistory history = history(1L << 30);
    await(history.write(SHARD, List.of(page(ANNA, 1, 10, 3, 3, 7), page(BERT, 1, 10, 4))));
    await(history.write(SHARD, List.of(page(ANNA, 11, 20, 12))));
    assertThat(read(history, ANNA)).containsExactly("3", "3", "7", "12");
    assertThat(read(history, BERT)).containsExactly("4");
    assertThat(await(history.entries(SHARD, ANNA)))
        .extracting(HistoryPage.Entry::seq)
        .containsExactly(3L, 3L, 7L, 12L);
  }

  @Test
  void write_samePageAgain_standsOnce() {
    List<HistoryPage> pages = List.of(page(ANNA, 1, 10, 3, 7));
    await(history(1L << 30).write(SHARD, pages));
    long before = length(ANNA);
    RedisHistory afterRestart = history(1L << 30);
    await(afterRestart.write(SHARD, pages));
    assertThat(length(ANNA)).isEqualTo(before);
    assertThat(read(afterRestart, ANNA)).containsExactly("3", "7");
  }

  @Test
  void write_overlappingPageAfterRestart_isReadWithoutDoubles() {
    await(history(1L << 30).write(SHARD, List.of(page(ANNA, 1, 10, 3, 7))));
    RedisHistory afterRestart = history(1L << 30);
    await(afterRestart.write(SHARD, List.of(page(ANNA, 1, 15, 3, 7, 12))));
    assertThat(read(afterRestart, ANNA)).containsExactly("3", "7", "12");
  }

  @Test
  void write_moreThanTheBudget_dropsTheOldestAndKeepsSixteenSegments() {
    RedisHistory history = history(1);
    Random random = new Random(1);
    int pages = 60;
    for (int i = 0; i < pages; i++) {
      byte[] noise = new byte[30_000];
      random.nextBytes(noise);
      long seq = i + 1;
      HistoryPage page =
          new HistoryPage(ANNA, seq, seq, List.of(new HistoryPage.Entry(seq, noise)));
      await(history.write(SHARD, List.of(page)));
    }
    assertThat(send(Request.cmd(Command.HLEN).arg(KEYS.history(SHARD))).toInteger())
        .isLessThanOrEqualTo(HistorySegments.SEGMENTS_MAX);
    List<Long> kept =
        await(history.entries(SHARD, ANNA)).stream().map(HistoryPage.Entry::seq).toList();
    assertThat(kept).hasSizeBetween(40, 50).endsWith((long) pages).isSorted();
    assertThat(send(Request.cmd(Command.KEYS).arg("*history:*")).size())
        .isLessThanOrEqualTo(HistorySegments.SEGMENTS_MAX);
  }

  @Test
  void write_pastTheRetention_dropsWhatIsOlder() {
    RedisHistory history = history(1L << 30);
    await(history.write(SHARD, List.of(page(ANNA, 1, 10, 3))));
    nowMs.addAndGet(Duration.ofDays(20).toMillis());
    await(history.write(SHARD, List.of(page(ANNA, 11, 20, 13))));
    assertThat(read(history, ANNA)).containsExactly("3", "13");
    nowMs.addAndGet(Duration.ofDays(11).toMillis());
    assertThat(read(history, ANNA)).containsExactly("13");
    await(history.write(SHARD, List.of(page(BERT, 21, 30, 23))));
    assertThat(send(Request.cmd(Command.KEYS).arg("*history:1")).size()).isZero();
  }

  @Test
  void write_nothingPastTheRetention_dropsWhatIsOlder() {
    RedisHistory history = history(1L << 30);
    await(history.write(SHARD, List.of(page(ANNA, 1, 10, 3))));
    nowMs.addAndGet(Duration.ofDays(29).toMillis());
    await(history(1L << 30).write(SHARD, List.of()));
    assertThat(read(history, ANNA)).containsExactly("3");
    nowMs.addAndGet(Duration.ofDays(2).toMillis());
    await(history(1L << 30).write(SHARD, List.of()));
    assertThat(send(Request.cmd(Command.KEYS).arg("*history*")).size()).isZero();
  }

  @Test
  void write_manyTimesTheBudget_takesNoMoreThanTheBudgetAndASegment() {
    long budgetBytes = 64L * 16_000_000;
    RedisHistory history = history(budgetBytes);
    Random random = new Random(1);
    for (int i = 0; i < 400; i++) {
      byte[] noise = new byte[60_000];
      random.nextBytes(noise);
      HistoryPage.Entry entry = new HistoryPage.Entry(i + 1, noise);
      await(
          history.write(
              SHARD, List.of(new HistoryPage(new ProfileId(7, i), i + 1, i + 1, List.of(entry)))));
    }
    long bytes =
        send(Request.cmd(Command.KEYS).arg("*history:*")).stream()
            .mapToLong(
                key ->
                    send(Request.cmd(Command.MEMORY)
                            .arg("USAGE")
                            .arg(key.toString())
                            .arg("SAMPLES")
                            .arg(0))
                        .toLong())
            .sum();
    long share = budgetBytes / 64;
    assertThat(bytes).isBetween(share * 9 / 10, share * 11 / 10);
  }

  @Test
  void write_byAFormerOwner_changesNothing() {
    RedisHistory former = history(1L << 30);
    former.own(SHARD, 1);
    await(former.write(SHARD, List.of(page(ANNA, 1, 10, 3))));
    takeOver(2);
    RedisHistory next = history(1L << 30);
    next.own(SHARD, 2);
    await(next.write(SHARD, List.of(page(ANNA, 11, 20, 12))));
    assertThatThrownBy(() -> await(former.write(SHARD, List.of(page(ANNA, 11, 30, 13, 27)))))
        .hasMessageContaining("shard 3")
        .hasMessageContaining("epoch 2");
    assertThatThrownBy(() -> await(former.forget(SHARD, ANNA, RouteFilter.ALL)))
        .hasMessageContaining("epoch 2");
    await(next.write(SHARD, List.of(page(ANNA, 21, 30, 21))));
    assertThat(read(next, ANNA)).containsExactly("3", "12", "21");
  }

  @Test
  void own_again_seesWhatOthersWroteMeanwhile() {
    RedisHistory first = history(1L << 30);
    first.own(SHARD, 1);
    await(first.write(SHARD, List.of(page(ANNA, 1, 10, 3))));
    takeOver(2);
    RedisHistory other = history(1L << 30);
    other.own(SHARD, 2);
    nowMs.addAndGet(Duration.ofDays(5).toMillis()); // another segment
    await(other.write(SHARD, List.of(page(ANNA, 11, 20, 12))));
    takeOver(3);
    first.own(SHARD, 3);
    assertThat(read(first, ANNA)).containsExactly("3", "12");
    await(first.write(SHARD, List.of(page(ANNA, 21, 30, 21))));
    assertThat(read(first, ANNA)).containsExactly("3", "12", "21");
  }

  @Test
  void write_pageThatWasPartlyForgotten_doesNotBringItBack() {
    RedisHistory history = history(1L << 30);
    HistoryPage page = page(ANNA, 1, 10, 3, 7);
    await(history.write(SHARD, List.of(page(ANNA, 1, 10, 3), page(BERT, 1, 10, 4))));
    long before = length(ANNA);
    await(history.write(SHARD, List.of(page)));
    assertThat(length(ANNA)).isEqualTo(before);
    assertThat(read(history, ANNA)).containsExactly("3");
  }

  @Test
  void off_showsNothingAddsNothing_andDropsAndForgetsWhatIsLeft() {
    RedisHistory kept = history(1L << 30);
    await(kept.write(SHARD, List.of(page(ANNA, 1, 10, 3), page(BERT, 1, 10, 4))));
    HistoryOff off = new HistoryOff(history(1L << 30));
    assertThat(off.keepsPages()).isFalse();
    await(off.write(SHARD, List.of(page(ANNA, 11, 20, 13))));
    assertThat(await(off.read(SHARD, ANNA))).isEmpty();
    assertThat(read(kept, ANNA)).containsExactly("3");
    await(off.forget(SHARD, ANNA, RouteFilter.ALL));
    assertThat(read(kept, ANNA)).isEmpty();
    assertThat(read(kept, BERT)).containsExactly("4");
    nowMs.addAndGet(Duration.ofDays(31).toMillis());
    await(off.write(SHARD, List.of(page(ANNA, 21, 30, 23))));
    assertThat(send(Request.cmd(Command.KEYS).arg("*history*")).size()).isZero();
  }

  @Test
  void forget_all_takesItOutOfAllSegments() {
    RedisHistory history = history(1L << 30);
    await(history.write(SHARD, List.of(page(ANNA, 1, 10, 3), page(BERT, 1, 10, 4))));
    nowMs.addAndGet(Duration.ofDays(5).toMillis());
    await(history.write(SHARD, List.of(page(ANNA, 11, 20, 13))));
    await(history.forget(SHARD, ANNA, RouteFilter.ALL));
    assertThat(read(history, ANNA)).isEmpty();
    assertThat(read(history, BERT)).containsExactly("4");
    assertThat(read(history(1L << 30), ANNA)).isEmpty();
  }

  @Test
  void read_anyFlippedByte_isNamed() {
    RedisHistory history = history(1L << 30);
    await(history.write(SHARD, List.of(page(ANNA, 1, 10, 3, 7))));
    byte[] sound = value(ANNA);
    for (int i = 0; i < sound.length; i++) {
      byte[] damaged = sound.clone();
      damaged[i] ^= 0x20;
      set(ANNA, damaged);
      assertThatThrownBy(() -> await(history.read(SHARD, ANNA)))
          .as("byte %d", i)
          .isInstanceOf(CorruptHistoryException.class)
          .hasMessageContaining("shard=3");
    }
  }

  @Test
  void write_manyProfilesAtOnce_allAreRead() {
    RedisHistory history = history(1L << 30);
    List<HistoryPage> pages = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      pages.add(page(new ProfileId(9, i), 1, 10, 1 + i % 10));
    }
    await(history.write(SHARD, pages));
    for (int i = 0; i < 2_000; i += 97) {
      assertThat(read(history, new ProfileId(9, i))).containsExactly("" + (1 + i % 10));
    }
  }

  /** As an owner begins: with its epoch in the journal. */
  private void takeOver(long epoch) {
    send(Request.cmd(Command.XADD).arg(KEYS.wal(SHARD)).arg(epoch + "-0").arg("b").arg("EPOCH"));
  }

  private RedisHistory history(long budgetBytes) {
    return new RedisHistory(connections, KEYS, 64, budgetBytes, Duration.ofDays(30), nowMs::get);
  }

  private static HistoryPage page(ProfileId profile, long from, long to, long... seqs) {
    return new HistoryPage(
        profile,
        from,
        to,
        LongStream.of(seqs)
            .mapToObj(
                seq ->
                    new HistoryPage.Entry(seq, Long.toString(seq).getBytes(StandardCharsets.UTF_8)))
            .toList());
  }

  private static List<String> read(RedisHistory history, ProfileId profile) {
    return await(history.read(SHARD, profile)).stream()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }

  private long length(ProfileId profile) {
    return value(profile).length;
  }

  private byte[] value(ProfileId profile) {
    return send(Request.cmd(Command.HGET)
            .arg(KEYS.historySegment(SHARD, 1))
            .arg(ShardHistory.id(profile)))
        .toBytes();
  }

  private void set(ProfileId profile, byte[] value) {
    send(
        Request.cmd(Command.HSET)
            .arg(KEYS.historySegment(SHARD, 1))
            .arg(ShardHistory.id(profile))
            .arg(value));
  }

  private Response send(Request request) {
    var link = connections.link();
    return await(link.on(() -> link.send(request)));
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(failed.getCause());
    } catch (InterruptedException | TimeoutException late) {
      throw new AssertionError(late);
    }
  }
}
