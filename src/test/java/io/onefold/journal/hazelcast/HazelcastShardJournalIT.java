package io.onefold.journal.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastInstance;
import io.onefold.journal.Appended;
import io.onefold.journal.Batch;
import io.onefold.journal.Batches;
import io.onefold.journal.Checkpoint;
import io.onefold.journal.Loaded;
import io.onefold.journal.LossContract;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.Section;
import io.onefold.journal.ShardJournal;
import io.onefold.journal.StoreTamper;
import io.onefold.journal.Tail;
import io.onefold.journal.hazelcast.FaultyGrid.Faults;
import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.hazelcast.grid.GridMaps;
import io.onefold.journal.hazelcast.grid.Place;
import io.onefold.journal.hazelcast.grid.TestCluster;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The journal in two real members; both journals live on the one that owns the shard. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HazelcastShardJournalIT extends LossContract {

  private static final JournalSettings SETTINGS = JournalSettings.usual();

  private final Faults faults = new Faults();
  private Vertx vertx;
  private TestCluster cluster;
  private Supplier<Grid> grids;
  private Supplier<Grid> elsewhere;
  private GridTamper tamper;

  private HazelcastShardJournal journal;
  private HazelcastShardJournal otherJournal;

  @BeforeAll
  void startMembers() {
    vertx = Vertx.vertx();
    cluster = TestCluster.start("journal-it", 2);
    HazelcastInstance owner = cluster.owner(SHARD);
    HazelcastInstance other = cluster.member(owner == cluster.member(0) ? 1 : 0);
    grids = grids(owner);
    elsewhere = grids(other);
    tamper = new GridTamper(grids.get(), List.of(owner, other), faults);
  }

  private Supplier<Grid> grids(HazelcastInstance member) {
    GridMaps maps = new GridMaps(member, false);
    return () -> maps.on((ContextInternal) vertx.getOrCreateContext(), SETTINGS.callTimeoutMs());
  }

  @AfterAll
  void stopMembers() {
    cluster.close();
    await(vertx.close());
  }

  @BeforeEach
  void begin() {
    tamper.wipe();
    journal = new HazelcastShardJournal(() -> new FaultyGrid(grids.get(), faults), "it", SETTINGS);
    otherJournal =
        new HazelcastShardJournal(() -> new FaultyGrid(grids.get(), faults), "it", SETTINGS);
  }

  @Override
  protected ShardJournal journal() {
    return journal;
  }

  @Override
  protected ShardJournal otherJournal() {
    return otherJournal;
  }

  @Override
  protected StoreTamper tamper() {
    return tamper;
  }

  @Test
  void takeOver_onAnotherNodeThanTheOwner_isRefused() {
    HazelcastShardJournal remote = new HazelcastShardJournal(elsewhere, "it", SETTINGS);
    assertThatThrownBy(() -> await(remote.takeOver(SHARD, ANNA)))
        .isInstanceOf(NotOwnerException.class);
    assertThat(remote.copies(SHARD)).isZero();
    assertThat(journal.copies(SHARD)).isEqualTo(2);
  }

  @Test
  void read_onAnotherNodeThanTheOwner_readsAll() {
    Batches anna = takeOver(journal, ANNA);
    List<Batch> batches = anna.next(150);
    batches.forEach(journal::append);
    assertCommitted(journal, anna.next());
    HazelcastShardJournal remote = new HazelcastShardJournal(elsewhere, "it", SETTINGS);
    List<Batch> read = new ArrayList<>();
    await(remote.read(SHARD, 0, read::add));
    assertThat(read).hasSize(151).startsWith(batches.toArray(Batch[]::new));
  }

  @Test
  void takeOverFrom_emptyShard_beginsAtTheBase() {
    Tail base = new Tail(7, 1_000, 0x1234);
    assertThat(await(journal.isEmpty(SHARD))).isTrue();
    TakenOver found = await(journal.takeOverFrom(SHARD, ANNA, base));
    assertThat(found).isEqualTo(new TakenOver(new Tail(8, 1_000, 0x1234), 1_001, true));
    Batches anna = new Batches(SHARD, ANNA, found.tail());
    List<Batch> batches = anna.next(3);
    batches.forEach(batch -> assertCommitted(journal, batch));
    assertThat(readAll(1_000)).containsExactlyElementsOf(batches);
    assertThat(end(999)).isEqualTo(new ReadEnd.Trimmed(SHARD, 1_001));
    assertThat(await(journal.isEmpty(SHARD))).isFalse();
    assertThat(await(journal.firstSeq(SHARD))).isEqualTo(1_001);
  }

  @Test
  void takeOverFrom_afterOneWhoFoundItEmpty_fencesThat() {
    Batches anna = takeOver(otherJournal, ANNA);
    TakenOver found = await(journal.takeOverFrom(SHARD, BERT, new Tail(3, 10, 77)));
    assertThat(found.tail()).isEqualTo(new Tail(4, 10, 77));
    assertThat(await(otherJournal.append(anna.next()))).isInstanceOf(Appended.Fenced.class);
    assertCommitted(journal, new Batches(SHARD, BERT, found.tail()).next());
  }

  @Test
  void takeOverFrom_shardWithBatches_takesOnlyTheEpochOfTheBase() {
    Batches anna = takeOver(journal, ANNA);
    assertCommitted(journal, anna.next());
    TakenOver found = await(otherJournal.takeOverFrom(SHARD, BERT, new Tail(5, 900, 1)));
    assertThat(found.tail().epoch()).isEqualTo(6);
    assertThat(found.tail().lastSeq()).isEqualTo(1);
    assertThat(found.firstSeq()).isEqualTo(1);
    assertThat(found.wasEmpty()).isFalse();
  }

  @Test
  void takeOverFrom_everythingTrimmed_isNotEmpty() {
    Batches anna = takeOver(journal, ANNA);
    assertCommitted(journal, anna.next());
    await(journal.putCheckpoint(anna.checkpoint(Section.fresh("a", 1, new byte[] {1}))));
    await(journal.trim(SHARD, 1));
    assertThat(await(journal.isEmpty(SHARD))).isFalse();
    TakenOver found = await(otherJournal.takeOverFrom(SHARD, BERT, new Tail(1, 0, 0)));
    assertThat(found.firstSeq()).isEqualTo(2);
    assertThat(found.wasEmpty()).isFalse();
  }

  @Test
  void trim_belowTheCheckpoint_keepsWhatLiesBetween() {
    Batches anna = takeOver(journal, ANNA);
    List<Batch> batches = anna.next(6);
    batches.forEach(batch -> assertCommitted(journal, batch));
    await(journal.putCheckpoint(anna.checkpoint(Section.fresh("a", 1, new byte[] {1}))));
    await(journal.trim(SHARD, 3));
    assertThat(readAll(3)).containsExactlyElementsOf(batches.subList(3, 6));
    assertThat(readAll(4)).containsExactlyElementsOf(batches.subList(4, 6));
    assertThat(end(2)).isEqualTo(new ReadEnd.Trimmed(SHARD, 4));
    assertThat(await(journal.firstSeq(SHARD))).isEqualTo(4);
  }

  @Test
  void append_byAZombieAtTrimmedPlaces_isNeitherReadNorInTheWay() {
    Batches anna = takeOver(journal, ANNA);
    Batch late = anna.next();
    Batches bert = takeOver(otherJournal, BERT);
    List<Batch> berts = bert.next(2);
    berts.forEach(batch -> assertCommitted(otherJournal, batch));
    await(otherJournal.putCheckpoint(bert.checkpoint()));
    await(otherJournal.trim(SHARD, 2));
    tamper.plant(late);
    tamper.plant(anna.next());
    tamper.plant(anna.next());
    assertThat(readAll(2)).isEmpty();
    assertThat(end(2)).isEqualTo(new ReadEnd.Complete(2, berts.getLast().crc()));
    assertThat(await(otherJournal.readExact(SHARD, new long[] {1, 2, 3}))).isEmpty();
    Batch third = bert.next();
    assertCommitted(otherJournal, third);
    assertThat(readAll(2)).containsExactly(third);
    await(otherJournal.purge(SHARD, 2));
    assertThat(await(grids.get().seqs(SHARD))).containsExactlyInAnyOrder(0L, 3L);
  }

  @Test
  void checkpoint_anyFlippedByteOfManifestOrHead_isRefused() {
    Batches anna = takeOver(journal, ANNA);
    assertCommitted(journal, anna.next());
    Checkpoint checkpoint = anna.checkpoint(Section.fresh("a", 1, new byte[] {1, 2, 3}));
    await(journal.putCheckpoint(checkpoint));
    Place manifest = new Place.Piece(SHARD, tamper.head(SHARD).pointer().orElseThrow().piece());
    byte[] sound = await(grids.get().read(manifest));
    for (int i = 0; i < sound.length; i++) {
      tamper.set(manifest, flipped(sound, i));
      assertThat(await(journal.checkpoint(SHARD, Optional.empty())))
          .as("byte %d", i)
          .isInstanceOf(Loaded.Corrupt.class);
    }
    tamper.set(manifest, sound);
    byte[] head = tamper.head(SHARD).encode();
    for (int i = 0; i < head.length; i++) {
      tamper.set(Place.head(SHARD), flipped(head, i));
      assertThatThrownBy(() -> await(journal.checkpoint(SHARD, Optional.empty())))
          .hasMessageContaining("head");
      assertThatThrownBy(() -> await(otherJournal.takeOver(SHARD, BERT)))
          .hasMessageContaining("head");
    }
  }

  @Test
  void read_damagedEpochRecord_isNamed() {
    takeOver(journal, ANNA);
    tamper.flipBit(SHARD, 1, 1, 100);
    assertThat(end(0))
        .isInstanceOfSatisfying(
            ReadEnd.Corrupt.class, corrupt -> assertThat(corrupt.what()).contains("EPOCH"));
  }

  private static byte[] flipped(byte[] sound, int at) {
    byte[] damaged = sound.clone();
    damaged[at] ^= 0x10;
    return damaged;
  }
}
