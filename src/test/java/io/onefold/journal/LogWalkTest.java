package io.onefold.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which entries are the log. */
class LogWalkTest {

  private static final int SHARD = 5;
  private static final UUID ANNA = new UUID(1, 1);
  private static final UUID BERT = new UUID(2, 2);

  private final LogWalk walk = new LogWalk(SHARD, 0, 0);
  private final List<Batch> accepted = new ArrayList<>();

  @Test
  void walk_nothing_isCompleteWhereItBegan() {
    assertThat(new LogWalk(SHARD, 7, 99).end()).isEqualTo(new ReadEnd.Complete(7, 99));
  }

  @Test
  void walk_chainAcrossEpochs_isAccepted() {
    List<Batch> annas = batches(ANNA, new Tail(1, 0, 0), 3);
    List<Batch> berts = batches(BERT, tail(4, annas.get(2)), 2);
    feed(annas);
    walk.epoch(4);
    feed(berts);
    assertThat(accepted).hasSize(5);
    assertThat(walk.end()).isEqualTo(new ReadEnd.Complete(5, berts.get(1).crc()));
  }

  @Test
  void walk_threeBehindAGap_areSkipped() {
    List<Batch> annas = batches(ANNA, new Tail(1, 0, 0), 5);
    feed(annas.subList(0, 1));
    feed(annas.subList(2, 5));
    assertThat(accepted).containsExactly(annas.get(0));
    assertThat(walk.end()).isEqualTo(new ReadEnd.Complete(1, annas.get(0).crc()));
  }

  @Test
  void walk_fourthBehindAGap_provesThatTheGapWasCommitted() {
    List<Batch> annas = batches(ANNA, new Tail(1, 0, 0), 6);
    feed(annas.subList(0, 1));
    feed(annas.subList(2, 6));
    assertThat(walk.end())
        .isInstanceOfSatisfying(
            ReadEnd.Corrupt.class, corrupt -> assertThat(corrupt.seq()).isEqualTo(2));
  }

  @Test
  void walk_damageBehindAGap_isDamage() {
    List<Batch> annas = batches(ANNA, new Tail(1, 0, 0), 3);
    feed(annas.subList(0, 1));
    byte[] damaged = BatchCodec.encode(annas.get(2));
    damaged[10] ^= 1;
    walk.batch(1, 3, damaged);
    assertThat(walk.end()).isInstanceOf(ReadEnd.Corrupt.class);
  }

  @Test
  void walk_seqGivenTwice_isDamage() {
    List<Batch> annas = batches(ANNA, new Tail(1, 0, 0), 3);
    List<Batch> fork = batches(BERT, tail(2, annas.get(0)), 1);
    feed(annas);
    walk.epoch(2);
    feed(fork);
    assertThat(walk.end())
        .isInstanceOfSatisfying(
            ReadEnd.Corrupt.class, corrupt -> assertThat(corrupt.what()).contains("twice"));
  }

  @Test
  void walk_epochsOutOfOrder_isDamage() {
    walk.epoch(3);
    walk.epoch(3);
    assertThat(walk.isDamaged()).isTrue();
  }

  @Test
  void walk_afterDamage_acceptsNothingMore() {
    List<Batch> annas = batches(ANNA, new Tail(1, 0, 0), 2);
    walk.foreign("a stranger");
    feed(annas);
    assertThat(accepted).isEmpty();
    assertThat(walk.end())
        .isInstanceOfSatisfying(
            ReadEnd.Corrupt.class, corrupt -> assertThat(corrupt.what()).contains("stranger"));
  }

  private void feed(List<Batch> batches) {
    for (Batch batch : batches) {
      walk.batch(batch.epoch(), batch.seq(), BatchCodec.encode(batch)).ifPresent(accepted::add);
    }
  }

  private static List<Batch> batches(UUID writer, Tail tail, int count) {
    return new Batches(SHARD, writer, tail).next(count);
  }

  private static Tail tail(long epoch, Batch last) {
    return new Tail(epoch, last.seq(), last.crc());
  }
}
