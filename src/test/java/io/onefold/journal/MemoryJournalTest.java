package io.onefold.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The journal that tests and the simulation use keeps to the same contract as the real ones. */
class MemoryJournalTest extends OlderCheckpointsContract {

  private final MemoryStore store = new MemoryStore();
  private final MemoryTamper tamper = new MemoryTamper(store);
  private final ShardJournal journal = new MemoryJournal(store, tamper, KEPT);
  private final ShardJournal other = new MemoryJournal(store, MemoryFaults.none(), KEPT);

  @Override
  protected ShardJournal journal() {
    return journal;
  }

  @Override
  protected ShardJournal otherJournal() {
    return other;
  }

  @Override
  protected StoreTamper tamper() {
    return tamper;
  }

  @Test
  void deliverLate_afterHigherEpoch_changesNothing() {
    MemoryFaults late =
        new MemoryFaults() {
          @Override
          public Append onAppend(Batch batch) {
            return Append.LATE;
          }

          @Override
          public boolean stopBeforeSwitch(Checkpoint checkpoint) {
            return false;
          }
        };
    MemoryJournal slow = new MemoryJournal(store, late, KEPT);
    Batch lost = takeOver(slow, ANNA).next();
    assertThat(await(slow.append(lost))).isInstanceOf(Appended.Unknown.class);
    Batch berts = takeOver(other, BERT).next();
    assertCommitted(other, berts);
    slow.deliverLate();
    assertThat(readAll(0)).isEqualTo(List.of(berts));
  }
}
