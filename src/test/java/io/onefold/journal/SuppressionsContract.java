package io.onefold.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.journal.SuppressionChange.Subject;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link Suppressions} keeps to, run against each implementation. */
public abstract class SuppressionsContract {

  protected static final int SHARD = 5;
  private static final Hash128 MAIL = new Hash128(-1, 10);
  private static final Hash128 PHONE = new Hash128(2, 0x0a0d_0000_00ff_8000L);
  private static final ProfileId ANNA = new ProfileId(3, -4);

  protected abstract Suppressions suppressions();

  /** The store loses all lists. */
  protected abstract void wipe();

  @Test
  void read_nothingWritten_isNone() {
    assertThat(read()).isEqualTo(Suppressed.NONE);
  }

  @Test
  void write_both_areReadWithAVersion() {
    long version = write(suppress(MAIL, 7), suppress(PHONE, 8), suppress(ANNA, 9));
    Suppressed list = read();
    assertThat(list.version()).isEqualTo(version).isEqualTo(3);
    assertThat(list.identifiers()).containsExactlyInAnyOrder(MAIL, PHONE);
    assertThat(list.profiles()).containsExactly(ANNA);
    assertThat(list.latest())
        .containsExactlyInAnyOrder(suppress(MAIL, 7), suppress(PHONE, 8), suppress(ANNA, 9));
  }

  @Test
  void write_nothing_changesNothing() {
    assertThat(write()).isZero();
    write(suppress(MAIL, 7));
    assertThat(write()).isEqualTo(1);
  }

  @Test
  void write_again_changesNothing() {
    long first = write(suppress(MAIL, 7), suppress(ANNA, 9));
    assertThat(write(suppress(MAIL, 7), suppress(ANNA, 9))).isEqualTo(first);
    assertThat(read().latest()).containsExactlyInAnyOrder(suppress(MAIL, 7), suppress(ANNA, 9));
  }

  @Test
  void write_lift_takesItOffAndCountsOn() {
    write(suppress(MAIL, 7), suppress(PHONE, 7));
    assertThat(write(SuppressionChange.lift(MAIL, 8))).isEqualTo(3);
    assertThat(read().identifiers()).containsExactly(PHONE);
    assertThat(write(suppress(MAIL, 9))).isEqualTo(4);
    assertThat(read().identifiers()).containsExactlyInAnyOrder(MAIL, PHONE);
  }

  @Test
  void write_lateChange_isOverruledByTheLaterOne() {
    write(SuppressionChange.lift(MAIL, 1_700_000_000_001L));
    write(suppress(MAIL, 1_700_000_000_000L));
    assertThat(read().identifiers()).isEmpty();
    write(suppress(MAIL, 1_700_000_000_001L));
    assertThat(read().identifiers()).as("at once, suppressing wins").containsExactly(MAIL);
    write(SuppressionChange.lift(MAIL, 1_700_000_000_001L));
    assertThat(read().identifiers()).containsExactly(MAIL);
  }

  @Test
  void write_otherShard_isAnotherList() {
    write(suppress(MAIL, 7));
    assertThat(await(suppressions().read(SHARD + 1))).isEqualTo(Suppressed.NONE);
  }

  @Test
  void write_anyOrderAndRepetition_endsTheSame() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<SuppressionChange> changes = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Subject subject =
          random.nextBoolean()
              ? new Subject.Identifier(new Hash128(random.nextInt(20), 1))
              : new Subject.Profile(new ProfileId(random.nextInt(20), 1));
      changes.add(new SuppressionChange(subject, random.nextInt(3) > 0, random.nextInt(50)));
    }
    Map<Subject, SuppressionChange> expected = new HashMap<>();
    for (SuppressionChange change : changes) {
      SuppressionChange before = expected.get(change.subject());
      if (before == null || change.overrules(before)) {
        expected.put(change.subject(), change);
      }
    }
    List<SuppressionChange> twice = new ArrayList<>(changes);
    twice.addAll(changes);
    Collections.shuffle(twice, random);
    long version = 0;
    for (int from = 0; from < twice.size(); from += 40) {
      List<SuppressionChange> some = twice.subList(from, Math.min(from + 40, twice.size()));
      long now = await(suppressions().write(SHARD, some));
      assertThat(now).as("seed %d", seed).isGreaterThanOrEqualTo(version);
      version = now;
    }
    assertThat(read().version()).isEqualTo(version);
    assertThat(read().latest())
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(expected.values());
  }

  @Test
  void ensure_listLost_isThereAgainUnderItsVersion() {
    write(suppress(MAIL, 7), suppress(ANNA, 9), SuppressionChange.lift(PHONE, 3));
    Suppressed known = read();
    wipe();
    await(suppressions().ensure(SHARD, known));
    assertThat(read().version()).isEqualTo(3);
    assertThat(read().latest()).containsExactlyInAnyOrderElementsOf(known.latest());
  }

  @Test
  void ensure_listLostAndWrittenToSince_hasBoth() {
    write(suppress(MAIL, 7));
    Suppressed known = read();
    wipe();
    write(suppress(PHONE, 8));
    await(suppressions().ensure(SHARD, new Suppressed(2, both(known, suppress(PHONE, 8)))));
    assertThat(read().identifiers()).containsExactlyInAnyOrder(MAIL, PHONE);
    assertThat(read().version()).isEqualTo(2);
  }

  @Test
  void ensure_listThatIsNewer_staysAsItIs() {
    write(suppress(MAIL, 7));
    Suppressed known = read();
    write(SuppressionChange.lift(MAIL, 8), suppress(PHONE, 9));
    Suppressed newer = read();
    await(suppressions().ensure(SHARD, known));
    assertThat(read().version()).isEqualTo(newer.version());
    assertThat(read().latest()).containsExactlyInAnyOrderElementsOf(newer.latest());
  }

  @Test
  void ensure_longListLost_isThereAgain() {
    List<SuppressionChange> many = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      many.add(suppress(new Hash128(i, i), i));
    }
    await(suppressions().ensure(SHARD, new Suppressed(9_000, many)));
    assertThat(read().version()).isEqualTo(9_000);
    assertThat(read().identifiers()).hasSize(2_500);
  }

  private static List<SuppressionChange> both(Suppressed known, SuppressionChange more) {
    List<SuppressionChange> both = new ArrayList<>(known.latest());
    both.add(more);
    return both;
  }

  private static SuppressionChange suppress(Hash128 identifier, long atMs) {
    return SuppressionChange.suppress(identifier, atMs);
  }

  private static SuppressionChange suppress(ProfileId profile, long atMs) {
    return SuppressionChange.suppress(profile, atMs);
  }

  private long write(SuppressionChange... changes) {
    return await(suppressions().write(SHARD, List.of(changes)));
  }

  private Suppressed read() {
    return await(suppressions().read(SHARD));
  }

  protected static <T> T await(Future<T> future) {
    return ShardJournalContract.await(future);
  }
}
