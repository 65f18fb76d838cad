package io.onefold.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.journal.Appended;
import io.onefold.journal.Batch;
import io.onefold.journal.Batches;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.connection.ShardKeys;
import io.onefold.journal.embedded.TestRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nodes on one real server that take a shard from one another while their wires break: whatever was
 * acknowledged is what a reader finds, at its place, once.
 */
class RedisRaceIT {

  private static final int SHARD = 1;
  private static final int NODES = 3;
  private static final int STEPS = 250;
  private static final long SEED = 20_261_125;

  private final Map<Long, Batch> acknowledged = new TreeMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Random random = new Random(SEED);
  private Vertx vertx;
  private TestRedis redis;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    redis = TestRedis.start();
    for (int i = 0; i < NODES; i++) {
      nodes.add(new Node(i));
    }
  }

  @AfterEach
  void stop() throws IOException {
    for (Node node : nodes) {
      await(node.connections.close());
      node.wire.close();
    }
    await(vertx.close());
    redis.close();
  }

  @Test
  void acknowledged_whateverBreaks_isReadBack() {
    for (int step = 0; step < STEPS; step++) {
      nodes.get(random.nextInt(NODES)).step();
    }
    Map<Long, Batch> read = new TreeMap<>();
    ReadEnd end =
        await(nodes.getFirst().journal.read(SHARD, 0, batch -> read.put(batch.seq(), batch)));
    assertThat(end).as("seed %d", SEED).isInstanceOf(ReadEnd.Complete.class);
    assertThat(acknowledged).as("seed %d", SEED).hasSizeGreaterThan(STEPS / 2);
    acknowledged.forEach(
        (seq, batch) -> assertThat(read.get(seq)).as("seed %d seq %d", SEED, seq).isEqualTo(batch));
  }

  /** A node with a wire of its own. */
  private final class Node {

    private final int number;
    private final FaultProxy wire = new FaultProxy(redis.server().port());
    private final RedisConnections connections =
        new RedisConnections(vertx, redis.settings(wire.port()));
    private final RedisShardJournal journal =
        new RedisShardJournal(connections, new ShardKeys("race"), 3);
    private Batches batches;

    private Node(int number) throws IOException {
      this.number = number;
    }

    private void step() {
      int dice = random.nextInt(12);
      if (batches == null || dice == 0) {
        takeOver();
      }
      if (dice == 1) {
        wire.loseReplyTo("NOMKSTREAM");
      } else if (dice == 2) {
        wire.loseRequest("NOMKSTREAM");
      }
      List<Batch> some = batches.next(1 + random.nextInt(6));
      List<Future<Appended>> answers = some.stream().map(journal::append).toList();
      if (dice == 3) {
        wire.cutAll();
      }
      for (int i = 0; i < some.size(); i++) {
        note(some.get(i), await(answers.get(i)));
      }
    }

    private void takeOver() {
      UUID writer = new UUID(number, random.nextLong());
      batches = new Batches(SHARD, writer, await(journal.takeOver(SHARD, writer)));
    }

    private void note(Batch batch, Appended answer) {
      switch (answer) {
        case Appended.Committed() -> {
          Batch before = acknowledged.put(batch.seq(), batch);
          assertThat(before == null || before.equals(batch)).as("seq %d", batch.seq()).isTrue();
        }
        case Appended.Fenced fenced -> batches = null;
        case Appended.Unknown(Throwable cause) -> throw new AssertionError(cause);
        case Appended.Behind behind -> throw new AssertionError(behind.toString());
      }
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException broken) {
      throw new AssertionError("seed " + SEED, broken);
    }
  }
}
