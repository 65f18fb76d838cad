package io.onefold.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a {@link ShardJournal} keeps to that keeps older checkpoints beside the current one, on top
 * of what {@link LossContract} says.
 */
public abstract class OlderCheckpointsContract extends LossContract {

  /** How many checkpoints the journals under test keep. */
  protected static final int KEPT = 3;

  @Test
  void putCheckpoint_more_keepsTheLastAndDropsWhatNobodyNames() {
    Batches anna = owned(1);
    List<Checkpoint> all = new ArrayList<>();
    for (int i = 1; i <= KEPT + 2; i++) {
      all.add(anna.checkpoint(Section.fresh("a", i, bytes(9, i))));
      put(all.getLast());
      assertCommitted(journal(), anna.next());
    }
    assertThat(tamper().chunkCount(SHARD)).isEqualTo(KEPT);
    assertThat(load(all.get(1).id())).isEqualTo(new Loaded.None());
    assertSame(found(load(all.get(2).id())), all.get(2));
  }

  @Test
  void checkpoint_olderGeneration_isLoadedAndTheBaseOfUnchanged() {
    Batches anna = owned(1);
    Checkpoint older = anna.checkpoint(Section.fresh("a", 1, bytes(9, 1)));
    put(older);
    assertCommitted(journal(), anna.next());
    put(anna.checkpoint(Section.fresh("a", 2, bytes(9, 2))));
    assertSame(found(load(older.id())), older);
    assertCommitted(journal(), anna.next());
    assertThat(put(anna.checkpoint(Section.unchanged("a", 2)))).isInstanceOf(Put.Incomplete.class);
    assertThat(put(anna.checkpoint(Section.unchanged("a", 1)))).isInstanceOf(Put.Stored.class);
    assertSame(found(load()), anna.checkpoint(Section.fresh("a", 1, bytes(9, 1))));
  }

  @Test
  void checkpoint_damaged_namesTheOlderGoodOne() {
    Checkpoint older = twoCheckpoints();
    tamper().flipChunkBit(SHARD, "b", 9);
    assertOlderGood(older);
    tamper().dropChunk(SHARD, "b");
    assertOlderGood(older);
  }

  private void assertOlderGood(Checkpoint older) {
    assertThat(load())
        .isInstanceOfSatisfying(
            Loaded.Corrupt.class,
            corrupt -> {
              assertThat(corrupt.olderGoodId()).contains(older.id());
              assertThat(corrupt.message()).contains("--restore=" + older.id());
            });
  }
}
