package io.onefold.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.EventCodec;
import io.onefold.event.Events;
import io.onefold.event.IdentifierType;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.journal.Batch;
import io.onefold.journal.Batches;
import io.onefold.journal.Canary;
import io.onefold.journal.HistoryPage;
import io.onefold.journal.Section;
import io.onefold.journal.StoreFiles;
import io.onefold.journal.Tail;
import io.onefold.journal.embedded.RedisScene;
import io.onefold.journal.history.RedisHistory;
import io.onefold.message.RouteFilter;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is forgotten leaves the files of a real server. */
class RedisFilesIT {

  private static final int SHARD = 5;
  private static final int PAUSE_MS = 100;
  private static final ProfileId ANNA = new ProfileId(1, 1);
  private static final String CANARY = new String(Canary.bytes(3), StandardCharsets.ISO_8859_1);

  private RedisScene scene;

  @BeforeEach
  void start() {
    scene = new RedisScene();
    scene.send(Command.CONFIG, "SET", "rdbcompression", "no");
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  @Test
  void rewrite_behindPurgeAndForget_leavesNoFileWithTheCanary() {
    RedisShardJournal journal = new RedisShardJournal(scene.connections(), scene.keys(), 3);
    RedisHistory history =
        new RedisHistory(
            scene.connections(), scene.keys(), 64, 1L << 30, Duration.ofDays(30), () -> 0);
    UUID writer = new UUID(1, 1);
    Tail tail = await(journal.takeOver(SHARD, writer));
    history.own(SHARD, tail.epoch());
    Batches batches = new Batches(SHARD, writer, tail);
    byte[] event = canaryEvent();
    await(journal.append(batches.next(event)));
    HistoryPage page = new HistoryPage(ANNA, 1, 1, List.of(new HistoryPage.Entry(1, event)));
    await(history.write(SHARD, List.of(page)));
    await(journal.putCheckpoint(batches.checkpoint(Section.fresh("a", 1, event))));
    await(journal.append(batches.next()));
    await(journal.putCheckpoint(batches.checkpoint(Section.fresh("a", 2, new byte[] {1}))));
    Batch last = batches.next();
    await(journal.append(last));
    assertThat(canaryIsInAFile()).as("before").isTrue();

    await(history.forget(SHARD, ANNA, RouteFilter.ALL));
    await(journal.purge(SHARD, 2));
    assertThat(canaryIsInAFile()).as("until it is rewritten").isTrue();
    files().rewrite();
    awaitRewritten();
    until(() -> !canaryIsInAFile());

    assertThat(await(journal.readExact(SHARD, new long[] {1, 2, 3}))).containsExactly(last);
  }

  @Test
  void rewrite_manyRequests_areFewRewritesAndTheLastIsHeard() {
    StoreFiles files = files();
    for (int i = 0; i < 200; i++) {
      files.rewrite();
    }
    awaitRewritten();
    assertThat(rewrites()).isBetween(1L, 3L);
    scene.send(Command.SET, "erased", CANARY.getBytes(StandardCharsets.ISO_8859_1));
    scene.send(Command.DEL, "erased");
    files.rewrite();
    until(() -> !canaryIsInAFile());
  }

  @Test
  void rewrite_anotherUnderWay_isDoneBehindIt() {
    scene.send(Command.CONFIG, "SET", "rdb-key-save-delay", "1000000");
    scene.send(Command.SET, "slow", "1");
    scene.send(Command.SET, "erased", CANARY.getBytes(StandardCharsets.ISO_8859_1));
    scene.send(Command.BGREWRITEAOF);
    scene.send(Command.DEL, "erased");
    scene.send(Command.CONFIG, "SET", "rdb-key-save-delay", "0");
    files().rewrite();
    awaitRewritten();
    until(() -> !canaryIsInAFile());
  }

  @Test
  void rewrite_askedForBeforeARestart_isDoneBehindIt() {
    scene.send(Command.SET, scene.keys().rewriteWanted(), "1");
    files();
    awaitRewritten();
    assertThat(rewrites()).isEqualTo(1);
  }

  @Test
  void of_nothingAskedFor_rewritesNothing() {
    files();
    StoreFiles other = files();
    other.rewrite();
    awaitRewritten();
    assertThat(rewrites()).isEqualTo(1);
  }

  private StoreFiles files() {
    return RedisFiles.of(scene.connections(), scene.keys(), PAUSE_MS);
  }

  /** The mark goes when the last one that was asked for is done. */
  private void awaitRewritten() {
    until(
        () ->
            rewrites() > 0
                && scene.send(Command.EXISTS, scene.keys().rewriteWanted()).toInteger() == 0);
  }

  /** The server counts them. */
  private long rewrites() {
    return scene
        .send(Command.INFO, "persistence")
        .toString()
        .lines()
        .filter(line -> line.startsWith("aof_rewrites:"))
        .mapToLong(line -> Long.parseLong(line.substring("aof_rewrites:".length()).strip()))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] canaryEvent() {
    PackedWriter out = new PackedWriter(256);
    EventCodec.write(
        Events.track(CANARY, "m1", 1_000, Events.identifier(IdentifierType.ANONYMOUS_ID, "device")),
        out);
    return out.toBytes();
  }

  /** As it was written: in an event as UTF-8, in a value of its own as single bytes. */
  private boolean canaryIsInAFile() {
    byte[] asText = CANARY.getBytes(StandardCharsets.UTF_8);
    byte[] asBytes = CANARY.getBytes(StandardCharsets.ISO_8859_1);
    AtomicBoolean found = new AtomicBoolean();
    try {
      Files.walkFileTree(
          scene.redis().directory(),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              byte[] bytes = Files.readAllBytes(file);
              found.set(found.get() || Canary.isIn(bytes, asText) || Canary.isIn(bytes, asBytes));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (NoSuchFileException gone) {
      return true; // so much was written meanwhile that it has to be looked for again
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return found.get();
  }

  private static void until(BooleanSupplier condition) {
    long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > untilNs) {
        throw new AssertionError("waited too long");
      }
      Thread.onSpinWait();
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
