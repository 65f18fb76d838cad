package io.onefold.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ShardJournal} keeps to in its checkpoints and in what is trimmed behind them,
 * on top of what {@link ShardJournalContract} says of its log.
 */
public abstract class CheckpointContract extends ShardJournalContract {

  @Test
  void checkpoint_neverPut_isNone() {
    assertThat(load()).isEqualTo(new Loaded.None());
    assertThat(load("1-1-00000000")).isEqualTo(new Loaded.None());
    assertThat(load("nonsense")).isEqualTo(new Loaded.None());
  }

  @Test
  void putCheckpoint_fresh_isLoadedByteForByte() {
    Batches anna = owned(3);
    byte[] large = bytes(1_000_000, 1);
    Checkpoint checkpoint =
        anna.checkpoint(
            Section.fresh("names", 1, bytes(10, 2)),
            Section.fresh("profiles-0", 4, large),
            Section.fresh("empty", 1, new byte[0]));
    assertThat(put(checkpoint)).isInstanceOf(Put.Stored.class);
    assertSame(found(load()), checkpoint);
    assertSame(found(load(checkpoint.id())), checkpoint);
  }

  @Test
  void putCheckpoint_unchangedSections_areSharedAndLoaded() {
    Batches anna = owned(3);
    byte[] large = bytes(700_000, 1);
    put(anna.checkpoint(Section.fresh("a", 1, large), Section.fresh("b", 1, bytes(9, 2))));
    assertCommitted(journal(), anna.next());
    int chunksBefore = tamper().chunkCount(SHARD);
    Put second =
        put(anna.checkpoint(Section.unchanged("a", 1), Section.fresh("b", 2, bytes(9, 3))));
    assertThat(second)
        .isInstanceOfSatisfying(
            Put.Stored.class, stored -> assertThat(stored.storedBytes()).isLessThan(2_000));
    assertThat(tamper().chunkCount(SHARD)).isBetween(chunksBefore, chunksBefore + 1);
    assertSame(
        found(load()),
        anna.checkpoint(Section.fresh("a", 1, large), Section.fresh("b", 2, bytes(9, 3))));
  }

  @Test
  void putCheckpoint_unchangedButNotStored_isIncompleteAndChangesNothing() {
    Batches anna = owned(1);
    Checkpoint first = anna.checkpoint(Section.fresh("a", 1, bytes(9, 1)));
    put(first);
    assertCommitted(journal(), anna.next());
    assertThat(put(anna.checkpoint(Section.unchanged("a", 2), Section.unchanged("b", 1))))
        .isEqualTo(new Put.Incomplete(List.of("a", "b")));
    assertSame(found(load()), first);
  }

  @Test
  void putCheckpoint_unchangedByAnotherNodeThatNeverLoaded_isIncomplete() {
    Batches anna = owned(1);
    put(anna.checkpoint(Section.fresh("a", 1, bytes(9, 1))));
    Batches bert = takeOver(otherJournal(), BERT);
    assertCommitted(otherJournal(), bert.next());
    Checkpoint berts = bert.checkpoint(Section.unchanged("a", 1));
    assertThat(await(otherJournal().putCheckpoint(berts))).isInstanceOf(Put.Incomplete.class);
    await(otherJournal().checkpoint(SHARD, Optional.empty()));
    assertThat(await(otherJournal().putCheckpoint(berts))).isInstanceOf(Put.Stored.class);
  }

  @Test
  void putCheckpoint_same_isStoredAgainWithoutWriting() {
    Checkpoint checkpoint = owned(2).checkpoint(Section.fresh("a", 1, bytes(9, 1)));
    put(checkpoint);
    assertThat(put(checkpoint)).isEqualTo(new Put.Stored(checkpoint.id(), 0));
  }

  @Test
  void putCheckpoint_olderThanStored_isIgnored() {
    Batches anna = owned(1);
    Checkpoint older = anna.checkpoint(Section.fresh("a", 1, bytes(9, 1)));
    assertCommitted(journal(), anna.next());
    Checkpoint newer = anna.checkpoint(Section.fresh("a", 2, bytes(9, 2)));
    put(newer);
    assertThat(put(older)).isEqualTo(new Put.Older(newer.id()));
    assertSame(found(load()), newer);
  }

  @Test
  void putCheckpoint_afterAnotherTookOver_isFenced() {
    Checkpoint annas = owned(2).checkpoint(Section.fresh("a", 1, bytes(9, 1)));
    takeOver(otherJournal(), BERT);
    assertThat(put(annas)).isEqualTo(new Put.Fenced(2));
    assertThat(load()).isEqualTo(new Loaded.None());
  }

  @Test
  void putCheckpoint_stoppedHalfWay_isInvisibleAndMayBeRepeated() {
    Batches anna = owned(1);
    Checkpoint first = anna.checkpoint(Section.fresh("a", 1, bytes(9, 1)));
    put(first);
    assertCommitted(journal(), anna.next());
    Checkpoint second = anna.checkpoint(Section.fresh("a", 2, bytes(9, 2)));
    tamper().stopBeforeSwitch();
    assertThatThrownBy(() -> put(second)).isInstanceOf(Throwable.class);
    assertSame(found(load()), first);
    assertThat(load(second.id())).isEqualTo(new Loaded.None());
    assertThat(put(second)).isInstanceOf(Put.Stored.class);
    assertSame(found(load()), second);
  }

  @Test
  void checkpoint_flippedBitInChunk_isNamed() {
    twoCheckpoints();
    for (int bit = 0; bit < 64; bit += 7) {
      tamper().flipChunkBit(SHARD, "b", bit);
      assertThat(load())
          .isInstanceOfSatisfying(
              Loaded.Corrupt.class,
              corrupt -> {
                assertThat(corrupt.part()).isEqualTo("b/0");
                assertThat(corrupt.message()).contains("shard=5", "b/0");
              });
      tamper().flipChunkBit(SHARD, "b", bit);
    }
    assertThat(load()).isInstanceOf(Loaded.Found.class);
  }

  @Test
  void checkpoint_missingChunk_isNamed() {
    twoCheckpoints();
    tamper().dropChunk(SHARD, "b");
    assertThat(load())
        .isInstanceOfSatisfying(
            Loaded.Corrupt.class,
            corrupt -> {
              assertThat(corrupt.part()).isEqualTo("b/0");
              assertThat(corrupt.got()).isEqualTo("missing");
            });
  }

  @Test
  void checkpoint_sharedChunkDamaged_hasNoOlderGoodOne() {
    twoCheckpoints();
    tamper().flipChunkBit(SHARD, "a", 9);
    assertThat(load())
        .isInstanceOfSatisfying(
            Loaded.Corrupt.class, corrupt -> assertThat(corrupt.olderGoodId()).isEmpty());
  }

  @Test
  void checkpoint_ofAnotherShard_isNamed() {
    twoCheckpoints();
    tamper().copyCheckpoints(SHARD, SHARD + 1);
    assertThat(await(journal().checkpoint(SHARD + 1, Optional.empty())))
        .isInstanceOfSatisfying(
            Loaded.Corrupt.class,
            corrupt -> {
              assertThat(corrupt.part()).isEqualTo("manifest");
              assertThat(corrupt.expected()).contains("shard=6");
              assertThat(corrupt.got()).contains("shard=5");
            });
  }

  @Test
  void trim_upToCheckpoint_forgetsAndTheRestIsRead() {
    Batches anna = owned(5);
    put(anna.checkpoint());
    List<Batch> after = anna.next(3);
    after.forEach(batch -> assertCommitted(journal(), batch));
    await(journal().trim(SHARD, 5));
    assertThat(await(journal().readExact(SHARD, new long[] {5, 6}))).containsExactly(after.get(0));
    assertThat(readAll(5)).containsExactlyElementsOf(after);
    assertThat(end(5)).isEqualTo(new ReadEnd.Complete(8, after.getLast().crc()));
  }

  @Test
  void trim_everything_keepsThePlace() {
    Batches anna = owned(5);
    put(anna.checkpoint());
    await(journal().trim(SHARD, 5));
    assertThat(end(5)).isInstanceOf(ReadEnd.Complete.class);
    Tail tail = await(otherJournal().takeOver(SHARD, BERT));
    assertThat(tail.epoch()).isEqualTo(2);
    assertThat(tail.lastSeq()).isEqualTo(5);
    assertCommitted(otherJournal(), new Batches(SHARD, BERT, tail).next());
    assertThat(await(journal().append(anna.next()))).isInstanceOf(Appended.Fenced.class);
  }

  @Test
  void trim_pastCheckpoint_isRefused() {
    Batches anna = owned(5);
    put(anna.checkpoint());
    assertCommitted(journal(), anna.next());
    assertThatThrownBy(() -> await(journal().trim(SHARD, 6)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(readAll(0)).hasSize(6);
  }

  @Test
  void trim_withoutCheckpoint_isRefused() {
    owned(5);
    assertThatThrownBy(() -> await(journal().trim(SHARD, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void read_fromOlderCheckpoint_goesOnUntilTrimmed() {
    Batches anna = owned(2);
    put(anna.checkpoint());
    List<Batch> between = anna.next(2);
    between.forEach(batch -> assertCommitted(journal(), batch));
    put(anna.checkpoint());
    Batch after = anna.next();
    assertCommitted(journal(), after);
    assertThat(readAll(2)).containsExactly(between.get(0), between.get(1), after);
    await(journal().trim(SHARD, 4));
    assertThat(readAll(2)).isEmpty();
    assertThat(end(2)).isEqualTo(new ReadEnd.Trimmed(SHARD, 5));
    assertThat(readAll(4)).containsExactly(after);
  }

  @Test
  void read_holeBelowCheckpoint_isDamage() {
    Batches anna = owned(4);
    tamper().remove(SHARD, 1, 3);
    put(anna.checkpoint());
    assertThat(end(0))
        .isInstanceOfSatisfying(
            ReadEnd.Corrupt.class, corrupt -> assertThat(corrupt.seq()).isEqualTo(3));
  }

  /** Takes the shard over and commits some batches. */
  Batches owned(int batches) {
    Batches anna = takeOver(journal(), ANNA);
    anna.next(batches).forEach(batch -> assertCommitted(journal(), batch));
    return anna;
  }

  /** Two checkpoints that share section a; returns the older one. */
  Checkpoint twoCheckpoints() {
    Batches anna = owned(1);
    Checkpoint older =
        anna.checkpoint(Section.fresh("a", 1, bytes(500, 1)), Section.fresh("b", 1, bytes(500, 2)));
    put(older);
    assertCommitted(journal(), anna.next());
    put(anna.checkpoint(Section.unchanged("a", 1), Section.fresh("b", 2, bytes(500, 3))));
    return older;
  }

  Put put(Checkpoint checkpoint) {
    return await(journal().putCheckpoint(checkpoint));
  }

  Loaded load() {
    return await(journal().checkpoint(SHARD, Optional.empty()));
  }

  Loaded load(String id) {
    return await(journal().checkpoint(SHARD, Optional.of(id)));
  }

  static Checkpoint found(Loaded loaded) {
    assertThat(loaded).isInstanceOf(Loaded.Found.class);
    return ((Loaded.Found) loaded).checkpoint();
  }

  static void assertSame(Checkpoint got, Checkpoint expected) {
    assertThat(got.id()).isEqualTo(expected.id());
    assertThat(got.attributes()).isEqualTo(expected.attributes());
    assertThat(got.sections()).hasSameSizeAs(expected.sections());
    for (int i = 0; i < got.sections().size(); i++) {
      Section one = got.sections().get(i);
      Section other = expected.sections().get(i);
      assertThat(one.name()).isEqualTo(other.name());
      assertThat(one.version()).isEqualTo(other.version());
      assertThat(Arrays.equals(raw(one), raw(other))).as(one.name()).isTrue();
    }
  }

  private static byte[] raw(Section section) {
    return ((Section.Content.Fresh) section.content()).bytes();
  }

  static byte[] bytes(int count, long seed) {
    byte[] bytes = new byte[count];
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : i / 100);
    }
    return bytes;
  }
}
