package io.onefold.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several nodes that all believe they own one shard, with appends that are lost, late or answered
 * with nothing: whatever was acknowledged is what any later reader finds.
 */
class JournalRacePropertyTest {

  private static final int SHARD = 1;
  private static final int NODES = 3;
  private static final int STEPS = 400;
  private static final int SEEDS = 40;

  private final Map<Long, Batch> acknowledged = new TreeMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private MemoryStore store;
  private Random random;

  @ParameterizedTest
  @ValueSource(longs = {1, 1_000, 2_000, 3_000, 4_000, 5_000})
  void acknowledged_whateverHappens_isReadBack(long firstSeed) {
    for (long seed = firstSeed; seed < firstSeed + SEEDS; seed++) {
      run(seed);
    }
  }

  private void run(long seed) {
    random = new Random(seed);
    store = new MemoryStore();
    acknowledged.clear();
    nodes.clear();
    for (int i = 0; i < NODES; i++) {
      nodes.add(new Node(i));
    }
    for (int step = 0; step < STEPS; step++) {
      nodes.get(random.nextInt(NODES)).step();
    }
    nodes.forEach(node -> node.journal.deliverLate());
    verify(seed);
  }

  private void verify(long seed) {
    MemoryJournal reader = new MemoryJournal(store, MemoryFaults.none(), 3);
    long fromSeq =
        reader.checkpoint(SHARD, Optional.empty()).result() instanceof Loaded.Found found
            ? found.checkpoint().seq()
            : 0;
    Map<Long, Batch> read = new TreeMap<>();
    ReadEnd end = reader.read(SHARD, fromSeq, batch -> read.put(batch.seq(), batch)).result();
    assertThat(end).as("seed %d", seed).isInstanceOf(ReadEnd.Complete.class);
    acknowledged.forEach(
        (seq, batch) -> {
          if (seq > fromSeq) {
            assertThat(read.get(seq)).as("seed %d seq %d", seed, seq).isEqualTo(batch);
          }
        });
  }

  /** A node that appends, is told nothing, asks again, and now and then takes the shard over. */
  private final class Node implements MemoryFaults {

    private final int number;
    private final MemoryJournal journal = new MemoryJournal(store, this, 3);
    private Batches batches;
    private Batch unknown;
    private Batch lastCommitted;

    private Node(int number) {
      this.number = number;
    }

    @Override
    public Append onAppend(Batch batch) {
      int dice = random.nextInt(10);
      return dice < 6 ? Append.NONE : Append.values()[1 + random.nextInt(3)];
    }

    @Override
    public boolean stopBeforeSwitch(Checkpoint checkpoint) {
      return random.nextInt(4) == 0;
    }

    private void step() {
      int dice = random.nextInt(40);
      if (batches == null || dice == 0) {
        takeOver();
      } else if (dice == 1) {
        journal.deliverLate();
      } else if (dice < 4 && unknown == null && lastCommitted != null) {
        checkpoint();
      } else {
        append();
      }
    }

    private void takeOver() {
      UUID writer = new UUID(number + 1, random.nextLong());
      batches = new Batches(SHARD, writer, journal.takeOver(SHARD, writer).result());
      unknown = null;
      lastCommitted = null;
    }

    private void append() {
      Batch batch = unknown != null ? unknown : batches.next();
      Future<Appended> answer = journal.append(batch);
      switch (answer.result()) {
        case Appended.Committed() -> {
          unknown = null;
          lastCommitted = batch;
          Batch before = acknowledged.put(batch.seq(), batch);
          assertThat(before == null || before.equals(batch)).as("seq %d", batch.seq()).isTrue();
        }
        case Appended.Unknown(Throwable cause) -> unknown = batch;
        case Appended.Fenced fenced -> batches = null;
        case Appended.Behind behind -> throw new AssertionError(behind.toString());
      }
    }

    private void checkpoint() {
      Checkpoint checkpoint =
          new Checkpoint(
              SHARD,
              lastCommitted.epoch(),
              lastCommitted.seq(),
              lastCommitted.crc(),
              0,
              Map.of(),
              List.of());
      Future<Put> put = journal.putCheckpoint(checkpoint);
      if (put.succeeded() && put.result() instanceof Put.Stored) {
        journal.trim(SHARD, lastCommitted.seq());
      }
    }
  }
}
