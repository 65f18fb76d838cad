package io.onefold.journal.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.journal.Appended;
import io.onefold.journal.Batch;
import io.onefold.journal.BatchCodec;
import io.onefold.journal.Batches;
import io.onefold.journal.Checkpoint;
import io.onefold.journal.CorruptJournalException;
import io.onefold.journal.Loaded;
import io.onefold.journal.Put;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.Tail;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The journal's own code on members that are cut off, come back and hand the shard to one another,
 * while writes are lost, late, doubled, or stand on one copy only: whatever was acknowledged is in
 * the log, or in the checkpoint, that any later owner reads; and what an owner read is what was
 * there.
 */
class SimulatedGridTest {

  private static final int SHARD = 3;
  private static final int MEMBERS = 3;
  private static final int STEPS = 4_000;
  private static final int SEEDS = Integer.getInteger("onefold.sim.seeds", 30);
  private static final int CALLS_TO_END_MAX = 200_000;
  private static final JournalSettings SETTINGS = new JournalSettings(false, 1_000, 400, 800);

  private final Map<Long, Batch> acknowledged = new TreeMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private SimulatedCluster cluster;
  private Random random;
  private long committed;
  private long takenOver;
  private long checkpoints;

  /** What a callback found wrong; thrown there it would only fail a future. */
  private Optional<String> wrong;

  @ParameterizedTest
  @ValueSource(longs = {1, 10_000, 20_000, 30_000, 40_000})
  void acknowledged_whateverHappens_isReadBack(long firstSeed, TestReporter reporter) {
    for (long seed = firstSeed; seed < firstSeed + SEEDS; seed++) {
      run(seed);
    }
    String counts =
        "%d committed, %d taken over, %d checkpoints".formatted(committed, takenOver, checkpoints);
    reporter.publishEntry(counts);
    assertThat(committed).as(counts).isGreaterThan(60L * SEEDS);
    assertThat(takenOver).as(counts).isGreaterThan(6L * SEEDS);
    assertThat(checkpoints).as(counts).isGreaterThan(SEEDS);
  }

  private void run(long seed) {
    random = new Random(seed);
    cluster = new SimulatedCluster(random, MEMBERS);
    wrong = Optional.empty();
    acknowledged.clear();
    nodes.clear();
    for (int i = 0; i < MEMBERS; i++) {
      nodes.add(new Node(i));
    }
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(60) == 0) {
        cluster.disturb();
      } else if (random.nextInt(3) == 0) {
        nodes.get(random.nextInt(MEMBERS)).act();
      } else {
        cluster.step();
      }
    }
    cluster.calmDown();
    cluster.heal();
    verify(seed);
  }

  private void verify(long seed) {
    Node reader =
        nodes.stream()
            .filter(node -> cluster.table(node.number).holder() == node.number)
            .findFirst()
            .orElseThrow();
    reader.forget();
    for (int calls = 0; !reader.isOwner() && calls < CALLS_TO_END_MAX; calls++) {
      reader.act();
      cluster.step();
    }
    assertThat(wrong).as("seed %d", seed).isEmpty();
    assertThat(reader.isOwner()).as("seed %d", seed).isTrue();
    acknowledged.forEach(
        (seq, batch) ->
            assertThat(reader.log.get(seq)).as("seed %d seq %d", seed, seq).isEqualTo(batch.crc()));
  }

  /** A node that takes the shard over when its member holds it, and appends. */
  private final class Node {

    private final int number;
    private final HazelcastShardJournal journal;

    /** What its memory adds up to: the crc of every batch. */
    private final TreeMap<Long, Integer> log = new TreeMap<>();

    private final Deque<Batch> unanswered = new ArrayDeque<>();
    private Batches batches;
    private boolean isBusy;
    private int appending;
    private int life;

    private Node(int number) {
      this.number = number;
      this.journal = new HazelcastShardJournal(() -> cluster.grid(number), "sim", SETTINGS);
    }

    private boolean isOwner() {
      return batches != null && !isBusy;
    }

    private void forget() {
      batches = null;
      isBusy = false;
      appending = 0;
      unanswered.clear();
      life++;
    }

    private void act() {
      if (isBusy || cluster.table(number).holder() != number && random.nextInt(30) > 0) {
        return;
      }
      int dice = random.nextInt(100);
      if (batches == null) {
        takeOver();
      } else if (dice == 0) {
        forget();
      } else if (dice < 4 && unanswered.isEmpty() && !log.isEmpty()) {
        checkpoint();
      } else if (appending == 0 && !unanswered.isEmpty()) {
        List.copyOf(unanswered).forEach(this::append);
      } else if (unanswered.size() < 6) {
        Batch batch = batches.next();
        unanswered.add(batch);
        append(batch);
      }
    }

    private void takeOver() {
      UUID writer = new UUID(number + 1, random.nextLong());
      int now = life;
      isBusy = true;
      journal
          .takeOver(SHARD, writer)
          .onComplete(
              taken -> {
                if (now == life) {
                  taken(writer, taken);
                }
              });
    }

    private void taken(UUID writer, AsyncResult<Tail> taken) {
      if (taken.failed()) {
        if (taken.cause() instanceof CorruptJournalException corrupt) {
          wrong = Optional.of(corrupt.getMessage());
        }
        isBusy = false;
        return;
      }
      int now = life;
      log.clear();
      journal
          .checkpoint(SHARD, Optional.empty())
          .compose(
              loaded -> {
                long from = restored(loaded);
                return journal.read(SHARD, from, batch -> log.put(batch.seq(), batch.crc()));
              })
          .onComplete(
              end -> {
                if (now == life) {
                  read(writer, taken.result(), end);
                }
              });
    }

    private long restored(Loaded loaded) {
      return switch (loaded) {
        case Loaded.Found(Checkpoint checkpoint) -> {
          String crcs = checkpoint.attributes().get("crcs");
          long seq = 1;
          for (String crc : crcs.split(",")) {
            log.put(seq++, Integer.parseInt(crc));
          }
          yield checkpoint.seq();
        }
        case Loaded.None none -> 0;
        case Loaded.Corrupt corrupt -> {
          wrong = Optional.of(corrupt.message());
          yield 0;
        }
      };
    }

    private void read(UUID writer, Tail tail, AsyncResult<ReadEnd> end) {
      isBusy = false;
      if (end.succeeded() && end.result() instanceof ReadEnd.Corrupt corrupt) {
        wrong = Optional.of(corrupt.message());
      }
      boolean isWhole = log.size() == tail.lastSeq();
      if (end.succeeded() && end.result() instanceof ReadEnd.Complete && isWhole) {
        batches = new Batches(SHARD, writer, tail);
        takenOver++;
      }
    }

    private void append(Batch batch) {
      int now = life;
      appending++;
      journal
          .append(batch)
          .onComplete(
              answer -> {
                if (now == life) {
                  appending--;
                  answered(batch, answer);
                }
              });
    }

    private void answered(Batch batch, AsyncResult<Appended> answer) {
      if (answer.failed()) {
        wrong = Optional.of(batch + " " + answer.cause());
        return;
      }
      switch (answer.result()) {
        case Appended.Committed committedNow -> committed(batch);
        case Appended.Unknown unknown -> {}
        case Appended.Fenced fenced -> forget();
        case Appended.Behind behind -> wrong = Optional.of(behind + " at " + batch);
      }
    }

    private void committed(Batch batch) {
      unanswered.remove(batch);
      log.put(batch.seq(), batch.crc());
      committed++;
      if (!cluster.wasDoubled(BatchCodec.encode(batch))) {
        wrong = Optional.of(batch + " never stood on two copies");
      }
      Batch before = acknowledged.put(batch.seq(), batch);
      if (before != null && !before.equals(batch)) {
        wrong = Optional.of(before + " was acknowledged before " + batch);
      }
    }

    private void checkpoint() {
      isBusy = true;
      int now = life;
      long seq = log.lastKey();
      String crcs = log.values().stream().map(crc -> "" + crc).collect(Collectors.joining(","));
      Tail tail = batches.tail();
      Checkpoint checkpoint =
          new Checkpoint(
              SHARD,
              tail.epoch(),
              seq,
              log.get(seq),
              0,
              new HashMap<>(Map.of("crcs", crcs)),
              List.of());
      journal
          .putCheckpoint(checkpoint)
          .compose(
              put -> {
                if (!(put instanceof Put.Stored)) {
                  return Future.succeededFuture();
                }
                checkpoints++;
                return journal.trim(SHARD, random.nextBoolean() ? seq : seq - seq / 4);
              })
          .onComplete(
              done -> {
                if (now == life) {
                  isBusy = false;
                }
              });
    }
  }
}
