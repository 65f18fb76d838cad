package io.onefold.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ShardJournal} keeps to when it is to forget for good, on top of what {@link
 * CheckpointContract} says of its checkpoints.
 */
public abstract class PurgeContract extends CheckpointContract {

  private static final byte[] IN_JOURNAL = Canary.bytes(1);
  private static final byte[] IN_CHECKPOINT = Canary.bytes(2);

  @Test
  void putCheckpoint_versionOfSuppressions_isLoaded() {
    put(owned(2).checkpoint(1L << 40, Section.fresh("a", 1, bytes(9, 1))));
    assertThat(found(load()).suppressionVersion()).isEqualTo(1L << 40);
  }

  @Test
  void purge_upToCheckpoint_leavesNoOlderByte() {
    Batches anna = takeOver(journal(), ANNA);
    assertCommitted(journal(), anna.next(IN_JOURNAL));
    Checkpoint older = anna.checkpoint(Section.fresh("a", 1, IN_CHECKPOINT));
    put(older);
    assertThat(tamper().holdsBytes(SHARD, IN_CHECKPOINT)).as("before").isTrue();
    assertCommitted(journal(), anna.next());
    Checkpoint current = anna.checkpoint(Section.fresh("a", 2, bytes(9, 1)));
    put(current);
    assertThat(tamper().holdsBytes(SHARD, IN_JOURNAL)).as("before").isTrue();
    await(journal().purge(SHARD, 2));
    assertThat(tamper().holdsBytes(SHARD, IN_JOURNAL)).isFalse();
    assertThat(tamper().holdsBytes(SHARD, IN_CHECKPOINT)).isFalse();
    assertThat(load(older.id())).isEqualTo(new Loaded.None());
    assertThat(tamper().chunkCount(SHARD)).isEqualTo(1);
    assertSame(found(load()), current);
    assertThat(await(journal().readExact(SHARD, new long[] {1, 2}))).isEmpty();
  }

  @Test
  void purge_batchesBehindTheCheckpoint_stayAndNoOlderByteDoes() {
    Batches anna = takeOver(journal(), ANNA);
    assertCommitted(journal(), anna.next(IN_JOURNAL));
    put(anna.checkpoint());
    List<Batch> after = List.of(anna.next(), anna.next(), anna.next());
    after.forEach(batch -> assertCommitted(journal(), batch));
    await(journal().purge(SHARD, 1));
    assertThat(tamper().holdsBytes(SHARD, IN_JOURNAL)).isFalse();
    assertThat(readAll(1)).containsExactlyElementsOf(after);
    assertThat(end(1)).isEqualTo(new ReadEnd.Complete(4, after.getLast().crc()));
    assertThat(await(journal().readExact(SHARD, new long[] {3}))).containsExactly(after.get(1));
    Batch more = anna.next();
    assertCommitted(journal(), more);
    assertThat(await(journal().holds(SHARD, 1))).isTrue();
    assertThat(await(otherJournal().takeOver(SHARD, BERT))).isEqualTo(new Tail(2, 5, more.crc()));
  }

  @Test
  void purge_whileBatchesAreUnderWay_losesNone() {
    Batches anna = owned(3);
    put(anna.checkpoint());
    List<Batch> batches = anna.next(200);
    var answers = batches.stream().map(journal()::append).toList();
    await(journal().purge(SHARD, 3));
    answers.forEach(answer -> assertThat(await(answer)).isInstanceOf(Appended.Committed.class));
    assertThat(readAll(3)).containsExactlyElementsOf(batches);
  }

  @Test
  void purge_everything_keepsThePlaceAndTheFence() {
    Batches anna = owned(5);
    put(anna.checkpoint());
    await(journal().purge(SHARD, 5));
    Tail tail = await(otherJournal().takeOver(SHARD, BERT));
    assertThat(tail.epoch()).isEqualTo(2);
    assertThat(tail.lastSeq()).isEqualTo(5);
    assertThat(await(journal().append(anna.next()))).isInstanceOf(Appended.Fenced.class);
    assertCommitted(otherJournal(), new Batches(SHARD, BERT, tail).next());
  }

  @Test
  void purge_tailBehindIt_keepsTheFence() {
    Batches anna = owned(5);
    put(anna.checkpoint());
    Batch sixth = anna.next();
    assertCommitted(journal(), sixth);
    await(journal().purge(SHARD, 5));
    Batch other = new Batch(SHARD, 1, 6, sixth.prevCrc(), BERT, 7, new long[0], new byte[] {1, 2});
    assertThat(await(journal().append(other))).isInstanceOf(Appended.Fenced.class);
    Batches bert = takeOver(otherJournal(), BERT);
    assertCommitted(otherJournal(), bert.next());
    assertThat(await(journal().append(anna.next()))).isInstanceOf(Appended.Fenced.class);
  }

  @Test
  void purge_twice_changesNothingMore() {
    Batches anna = owned(2);
    Checkpoint current = anna.checkpoint(Section.fresh("a", 1, bytes(9, 1)));
    put(current);
    Batch after = anna.next();
    assertCommitted(journal(), after);
    await(journal().purge(SHARD, 2));
    await(journal().purge(SHARD, 2));
    assertSame(found(load()), current);
    assertThat(readAll(2)).containsExactly(after);
  }

  @Test
  void purge_belowTheCurrentCheckpoint_leavesOnlyThat() {
    Batches anna = owned(2);
    put(anna.checkpoint(Section.fresh("a", 1, bytes(9, 1))));
    assertCommitted(journal(), anna.next());
    Checkpoint current = anna.checkpoint(Section.unchanged("a", 1));
    put(current);
    await(journal().purge(SHARD, 1));
    assertThat(tamper().chunkCount(SHARD)).isEqualTo(1);
    assertThat(found(load()).id()).isEqualTo(current.id());
    assertThat(end(3)).isInstanceOf(ReadEnd.Complete.class);
    assertThat(await(journal().readExact(SHARD, new long[] {3}))).isEmpty();
  }

  @Test
  void purge_nextCheckpoint_sharesWhatIsUnchanged() {
    Batches anna = owned(2);
    put(anna.checkpoint(Section.fresh("a", 1, bytes(9, 1))));
    await(journal().purge(SHARD, 2));
    assertCommitted(journal(), anna.next());
    assertThat(put(anna.checkpoint(Section.unchanged("a", 1)))).isInstanceOf(Put.Stored.class);
    assertSame(found(load()), anna.checkpoint(Section.fresh("a", 1, bytes(9, 1))));
  }

  @Test
  void purge_pastCheckpoint_isRefused() {
    Batches anna = owned(5);
    assertThatThrownBy(() -> await(journal().purge(SHARD, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    put(anna.checkpoint());
    assertCommitted(journal(), anna.next());
    assertThatThrownBy(() -> await(journal().purge(SHARD, 6)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(readAll(0)).hasSize(6);
    assertThat(await(journal().checkpoint(SHARD, Optional.empty())))
        .isInstanceOf(Loaded.Found.class);
  }
}
