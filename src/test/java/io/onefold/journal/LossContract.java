package io.onefold.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ShardJournal} keeps to when its store has lost what it had confirmed, and the
 * owner still has it, on top of what {@link CheckpointContract} says.
 */
public abstract class LossContract extends PurgeContract {

  @Test
  void holds_untilTheStoreIsEmptied() {
    Batches anna = owned(3);
    assertThat(holds(0)).isTrue();
    tamper().wipe();
    assertThat(holds(0)).isFalse();
    put(anna.checkpoint(Section.fresh("a", 1, bytes(9, 1))));
    assertThat(holds(3)).isTrue();
    assertCommitted(journal(), anna.next());
    assertThat(holds(3)).isTrue();
    tamper().wipe();
    assertThat(holds(3)).isFalse();
  }

  @Test
  void holds_ownerThatOnlyReadWhatOthersWrote_missesItToo() {
    Batches anna = owned(3);
    put(anna.checkpoint(Section.fresh("a", 1, bytes(9, 1))));
    takeOver(journal(), BERT);
    assertThat(holds(3)).isTrue();
    tamper().wipe();
    assertThat(holds(3)).isFalse();
  }

  @Test
  void holds_everythingTrimmed_isNoLoss() {
    Batches anna = owned(3);
    put(anna.checkpoint(Section.fresh("a", 1, bytes(9, 1))));
    await(journal().trim(SHARD, 3));
    assertThat(holds(3)).isTrue();
  }

  @Test
  void putCheckpoint_sameButAPartIsGone_isWrittenAgain() {
    Checkpoint checkpoint = owned(2).checkpoint(Section.fresh("a", 1, bytes(9, 1)));
    put(checkpoint);
    tamper().dropChunk(SHARD, "a");
    assertThat(put(checkpoint)).isInstanceOf(Put.Stored.class);
    assertSame(found(load()), checkpoint);
  }

  @Test
  void append_checkpointStoredBeyondBatchesThatNeverArrived_goesOnBehindIt() {
    Batches anna = owned(3);
    anna.next(2);
    put(anna.checkpoint(Section.fresh("a", 1, bytes(9, 1))));
    Batch next = anna.next();
    assertCommitted(journal(), next);
    assertThat(readAll(5)).containsExactly(next);
    assertThat(await(otherJournal().takeOver(SHARD, BERT))).isEqualTo(new Tail(2, 6, next.crc()));
  }

  @Test
  void append_storeLostAll_isBehindUntilACheckpointIsStored() {
    Batches anna = owned(3);
    tamper().wipe();
    Batch next = anna.next();
    assertThat(await(journal().append(next))).isEqualTo(new Appended.Behind(3));
    assertThat(await(journal().append(next))).isEqualTo(new Appended.Behind(3));
    Checkpoint full =
        new Checkpoint(
            SHARD,
            next.epoch(),
            3,
            next.prevCrc(),
            0,
            Map.of(),
            List.of(Section.fresh("a", 1, bytes(9, 1))));
    assertThat(put(full)).isInstanceOf(Put.Stored.class);
    assertCommitted(journal(), next);
    assertThat(readAll(3)).containsExactly(next);
    assertThat(await(otherJournal().takeOver(SHARD, BERT))).isEqualTo(new Tail(2, 4, next.crc()));
  }

  @Test
  void append_behindAndACheckpointFurtherOn_goesOnBehindTheCheckpoint() {
    Batches anna = owned(3);
    tamper().wipe();
    List<Batch> neverWritten = anna.next(2);
    assertThat(await(journal().append(neverWritten.get(0)))).isEqualTo(new Appended.Behind(3));
    put(anna.checkpoint(Section.fresh("a", 1, bytes(9, 1))));
    Batch next = anna.next();
    assertCommitted(journal(), next);
    assertThat(readAll(5)).containsExactly(next);
    assertThat(await(otherJournal().takeOver(SHARD, BERT))).isEqualTo(new Tail(2, 6, next.crc()));
  }

  private boolean holds(long checkpointSeq) {
    return await(journal().holds(SHARD, checkpointSeq));
  }
}
