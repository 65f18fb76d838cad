package io.onefold.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ShardJournal} keeps to in its log, run against each implementation. Checkpoints
 * have a kit of their own, {@link CheckpointContract}.
 */
public abstract class ShardJournalContract {

  protected static final int SHARD = 5;
  protected static final UUID ANNA = new UUID(1, 1);
  protected static final UUID BERT = new UUID(2, 2);

  /** One node's journal; the wire between it and the store can be tampered with. */
  protected abstract ShardJournal journal();

  /** Another node's journal on the same store. */
  protected abstract ShardJournal otherJournal();

  protected abstract StoreTamper tamper();

  @Test
  void takeOver_emptyShard_startsAtTheBeginning() {
    assertThat(await(journal().takeOver(SHARD, ANNA))).isEqualTo(new Tail(1, 0, 0));
  }

  @Test
  void append_inOrder_isReadBackInOrder() {
    Batches anna = takeOver(journal(), ANNA);
    List<Batch> batches = anna.next(10);
    batches.forEach(batch -> assertCommitted(journal(), batch));
    assertThat(readAll(0)).containsExactlyElementsOf(batches);
    assertThat(end(0)).isEqualTo(new ReadEnd.Complete(10, batches.getLast().crc()));
  }

  @Test
  void append_largeBatches_areReadBack() {
    Batches anna = takeOver(journal(), ANNA);
    List<Batch> batches = new ArrayList<>();
    for (int size = 1; size < 2_000_000; size = size * 7) {
      batches.add(anna.next("page viewed, ".repeat(1 + size / 13)));
    }
    batches.forEach(batch -> assertCommitted(journal(), batch));
    batches.forEach(batch -> assertCommitted(journal(), batch));
    assertThat(readAll(0)).containsExactlyElementsOf(batches);
  }

  @Test
  void append_manyWithoutWaiting_allCommittedInOrder() {
    List<Batch> batches = takeOver(journal(), ANNA).next(200);
    List<Future<Appended>> answers = new ArrayList<>();
    batches.forEach(batch -> answers.add(journal().append(batch)));
    answers.forEach(answer -> assertThat(await(answer)).isInstanceOf(Appended.Committed.class));
    assertThat(readAll(0)).containsExactlyElementsOf(batches);
  }

  @Test
  void append_sameBatchTwice_isCommittedAndStandsOnce() {
    Batch batch = takeOver(journal(), ANNA).next();
    assertCommitted(journal(), batch);
    assertCommitted(journal(), batch);
    assertThat(readAll(0)).containsExactly(batch);
  }

  @Test
  void append_placeOfAnother_isFencedAndTheFirstStays() {
    Batches anna = takeOver(journal(), ANNA);
    Batches bert = takeOver(otherJournal(), BERT);
    Batch berts = bert.next();
    assertCommitted(otherJournal(), berts);
    assertThat(await(journal().append(anna.next()))).isEqualTo(new Appended.Fenced(2, BERT));
    assertThat(readAll(0)).containsExactly(berts);
  }

  @Test
  void append_lowerEpochAfterHigher_isFencedHoweverOften() {
    Batches anna = takeOver(journal(), ANNA);
    takeOver(otherJournal(), BERT);
    Batch late = anna.next();
    assertThat(await(journal().append(late))).isEqualTo(new Appended.Fenced(2, BERT));
    assertThat(await(journal().append(late))).isInstanceOf(Appended.Fenced.class);
    assertThat(readAll(0)).isEmpty();
  }

  @Test
  void append_beforeHigherEpoch_staysAndIsReplayed() {
    Batches anna = takeOver(journal(), ANNA);
    Batch early = anna.next();
    assertCommitted(journal(), early);
    Tail tail = await(otherJournal().takeOver(SHARD, BERT));
    assertThat(tail).isEqualTo(new Tail(2, 1, early.crc()));
    Batch next = new Batches(SHARD, BERT, tail).next();
    assertCommitted(otherJournal(), next);
    assertThat(readAll(0)).containsExactly(early, next);
  }

  @Test
  void append_aSeqAhead_isRefusedAsADefect() {
    Batches anna = takeOver(journal(), ANNA);
    anna.next();
    Batch ahead = anna.next();
    assertThatThrownBy(() -> await(journal().append(ahead)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takeOver_twoAtOnce_winDifferentEpochsAndOneCanAppend() {
    Future<Tail> annas = journal().takeOver(SHARD, ANNA);
    Future<Tail> berts = otherJournal().takeOver(SHARD, BERT);
    Batches anna = new Batches(SHARD, ANNA, await(annas));
    Batches bert = new Batches(SHARD, BERT, await(berts));
    boolean annaIsLater = await(annas).epoch() > await(berts).epoch();
    assertThat(await(annas).epoch()).isNotEqualTo(await(berts).epoch());
    assertThat(await(journal().append(anna.next())) instanceof Appended.Committed)
        .isEqualTo(annaIsLater);
    assertThat(await(otherJournal().append(bert.next())) instanceof Appended.Committed)
        .isEqualTo(!annaIsLater);
  }

  @Test
  void takeOver_byTheSameNodeAgain_fencesItsFormerSelf() {
    Batches before = takeOver(journal(), ANNA);
    Batches after = takeOver(journal(), BERT);
    assertThat(await(journal().append(before.next()))).isInstanceOf(Appended.Fenced.class);
    assertCommitted(journal(), after.next());
  }

  @Test
  void read_gap_endsTheRead() {
    Batches anna = takeOver(journal(), ANNA);
    List<Batch> batches = anna.next(4);
    tamper().plant(batches.get(0));
    tamper().plant(batches.get(1));
    tamper().plant(batches.get(3));
    assertThat(readAll(0)).containsExactly(batches.get(0), batches.get(1));
    assertThat(end(0)).isEqualTo(new ReadEnd.Complete(2, batches.get(1).crc()));
  }

  @Test
  void takeOver_behindGap_goesOnBeforeIt() {
    List<Batch> annas = takeOver(journal(), ANNA).next(4);
    tamper().plant(annas.get(0));
    tamper().plant(annas.get(1));
    tamper().plant(annas.get(3));
    Batches bert = takeOver(otherJournal(), BERT);
    List<Batch> berts = bert.next(3);
    berts.forEach(batch -> assertCommitted(otherJournal(), batch));
    assertThat(readAll(0))
        .containsExactly(annas.get(0), annas.get(1), berts.get(0), berts.get(1), berts.get(2));
  }

  @Test
  void read_moreBehindGapThanCanBeInFlight_isDamage() {
    List<Batch> batches = takeOver(journal(), ANNA).next(7);
    batches.stream().filter(batch -> batch.seq() != 3).forEach(tamper()::plant);
    assertThat(readAll(0)).containsExactly(batches.get(0), batches.get(1));
    assertThat(end(0)).isInstanceOfSatisfying(ReadEnd.Corrupt.class, this::isAtThree);
  }

  @Test
  void read_anyFlippedBit_isNamedAndNothingFromThereOnReturned() {
    Batches anna = takeOver(journal(), ANNA);
    List<Batch> batches = anna.next(5);
    batches.forEach(batch -> assertCommitted(journal(), batch));
    int bits = BatchCodec.encode(batches.get(2)).length * 8;
    for (int bit = 0; bit < bits; bit += 29) {
      tamper().flipBit(SHARD, 1, 3, bit);
      assertThat(readAll(0)).as("bit %d", bit).containsExactly(batches.get(0), batches.get(1));
      assertThat(end(0)).isInstanceOfSatisfying(ReadEnd.Corrupt.class, this::isAtThree);
      tamper().flipBit(SHARD, 1, 3, bit);
    }
    assertThat(readAll(0)).containsExactlyElementsOf(batches);
  }

  @Test
  void read_soundBatchOfAnotherChain_isNamed() {
    List<Batch> batches = takeOver(journal(), ANNA).next(2);
    Batch stranger = new Batch(SHARD, 1, 3, 4711, ANNA, 7, new long[0], new byte[] {1});
    batches.forEach(tamper()::plant);
    tamper().plant(stranger);
    assertThat(readAll(0)).containsExactlyElementsOf(batches);
    assertThat(end(0)).isInstanceOfSatisfying(ReadEnd.Corrupt.class, this::isAtThree);
  }

  @Test
  void read_logOfAnotherShard_isNamed() {
    assertCommitted(journal(), takeOver(journal(), ANNA).next());
    tamper().copyLog(SHARD, SHARD + 1);
    assertThat(await(journal().read(SHARD + 1, 0, batch -> {})))
        .isInstanceOfSatisfying(
            ReadEnd.Corrupt.class, corrupt -> assertThat(corrupt.shard()).isEqualTo(SHARD + 1));
  }

  @Test
  void takeOver_damagedTail_failsAndNamesIt() {
    List<Batch> batches = takeOver(journal(), ANNA).next(3);
    batches.forEach(batch -> assertCommitted(journal(), batch));
    tamper().flipBit(SHARD, 1, 3, 200);
    assertThatThrownBy(() -> await(otherJournal().takeOver(SHARD, BERT)))
        .isInstanceOfSatisfying(
            CorruptJournalException.class, damage -> isAtThree(damage.corrupt()));
  }

  @Test
  void append_lostReply_isCommittedOnce() {
    Batches anna = takeOver(journal(), ANNA);
    Batch first = anna.next();
    tamper().loseNextReply();
    appendUntilKnown(first);
    Batch second = anna.next();
    assertCommitted(journal(), second);
    assertThat(readAll(0)).containsExactly(first, second);
  }

  @Test
  void append_lostRequest_isCommittedOnce() {
    Batches anna = takeOver(journal(), ANNA);
    Batch first = anna.next();
    tamper().loseNextRequest();
    appendUntilKnown(first);
    assertThat(readAll(0)).containsExactly(first);
  }

  @Test
  void append_lostReplyWhileAnotherTookOver_isTold() {
    Batches anna = takeOver(journal(), ANNA);
    tamper().loseNextRequest();
    Future<Appended> annas = journal().append(anna.next());
    Batches bert = takeOver(otherJournal(), BERT);
    boolean annaWasFirst = bert.next().seq() == 2;
    assertThat(await(annas) instanceof Appended.Committed).isEqualTo(annaWasFirst);
  }

  @Test
  void append_severalUnderWayAndALostReply_allStandInOrder() {
    Batches anna = takeOver(journal(), ANNA);
    assertCommitted(journal(), anna.next());
    tamper().loseNextReply();
    List<Batch> batches = anna.next(20);
    List<Future<Appended>> answers = new ArrayList<>();
    batches.forEach(batch -> answers.add(journal().append(batch)));
    for (int i = 0; i < batches.size(); i++) {
      if (await(answers.get(i)) instanceof Appended.Unknown) {
        appendUntilKnown(batches.get(i));
      }
    }
    assertThat(readAll(1)).containsExactlyElementsOf(batches);
  }

  @Test
  void readExact_someThereAndSomeNot_returnsThoseThere() {
    List<Batch> batches = takeOver(journal(), ANNA).next(6);
    batches.forEach(batch -> assertCommitted(journal(), batch));
    long[] seqs = {2, 5, 99};
    assertThat(await(journal().readExact(SHARD, seqs)))
        .containsExactly(batches.get(1), batches.get(4));
    assertThat(await(otherJournal().readExact(SHARD, seqs)))
        .containsExactly(batches.get(1), batches.get(4));
  }

  @Test
  void readExact_acrossTakeOvers_findsAll() {
    List<Batch> annas = takeOver(journal(), ANNA).next(3);
    annas.forEach(batch -> assertCommitted(journal(), batch));
    List<Batch> berts = takeOver(otherJournal(), BERT).next(3);
    berts.forEach(batch -> assertCommitted(otherJournal(), batch));
    assertThat(await(otherJournal().readExact(SHARD, new long[] {2, 4, 6})))
        .containsExactly(annas.get(1), berts.get(0), berts.get(2));
  }

  @Test
  void readExact_damaged_failsAndNamesIt() {
    List<Batch> batches = takeOver(journal(), ANNA).next(3);
    batches.forEach(batch -> assertCommitted(journal(), batch));
    tamper().flipBit(SHARD, 1, 3, 300);
    assertThatThrownBy(() -> await(journal().readExact(SHARD, new long[] {3})))
        .isInstanceOfSatisfying(
            CorruptJournalException.class, damage -> isAtThree(damage.corrupt()));
  }

  protected final Batches takeOver(ShardJournal by, UUID writer) {
    return new Batches(SHARD, writer, await(by.takeOver(SHARD, writer)));
  }

  protected final List<Batch> readAll(long fromSeq) {
    List<Batch> batches = new ArrayList<>();
    await(journal().read(SHARD, fromSeq, batches::add));
    return batches;
  }

  protected final ReadEnd end(long fromSeq) {
    return await(journal().read(SHARD, fromSeq, batch -> {}));
  }

  protected final void assertCommitted(ShardJournal by, Batch batch) {
    assertThat(await(by.append(batch))).as("%s", batch).isInstanceOf(Appended.Committed.class);
  }

  /** Does what an owner does that is told {@link Appended.Unknown}: asks again. */
  protected final void appendUntilKnown(Batch batch) {
    Appended answer = await(journal().append(batch));
    for (int left = 10; left > 0 && answer instanceof Appended.Unknown; left--) {
      answer = await(journal().append(batch));
    }
    assertThat(answer).isInstanceOf(Appended.Committed.class);
  }

  protected static <T> T await(Future<T> future) {
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

  private void isAtThree(ReadEnd.Corrupt corrupt) {
    assertThat(corrupt.seq()).isEqualTo(3);
    assertThat(corrupt.shard()).isEqualTo(SHARD);
    assertThat(corrupt.message()).contains("shard=5").contains("seq=3");
  }
}
