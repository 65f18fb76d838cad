package io.onefold.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.ProfileId;
import io.onefold.journal.Appended;
import io.onefold.journal.Batch;
import io.onefold.journal.Checkpoint;
import io.onefold.journal.MemoryStore;
import io.onefold.journal.Suppressed;
import io.onefold.journal.SuppressionChange;
import io.onefold.message.Answer;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import io.onefold.message.Told;
import io.onefold.shard.HeldJournal.Call;
import io.onefold.shard.HeldJournal.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store that loses what it had confirmed, under a shard that still has it in memory. */
class LostStoreTest {

  private final MemoryStore store = new MemoryStore();
  private final ShardRig rig = new ShardRig(store).start();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void idleShard_noticesByItself_andStoresAllAnew() {
    track(3);
    rig.journal.hold(Call.PUT);
    rig.wipe();
    rig.clockMs.addAndGet(6_000);
    rig.journal.await(Call.PUT).letGo();
    rig.journal.letGo(Call.PUT);
    assertThat(afterRestart()).isEqualTo(3);
  }

  @Test
  void storeEmptied_suppressionListIsStoredAnewToo() {
    rig.stop();
    rig.suppressions.write(
        ShardRig.SHARD, List.of(SuppressionChange.suppress(new ProfileId(1, 2), 7)));
    rig.start();
    track(3);
    rig.journal.hold(Call.PUT);
    rig.wipe();
    rig.onLoop(rig.suppressions::wipe);
    rig.clockMs.addAndGet(6_000);
    rig.journal.await(Call.PUT).letGo();
    rig.journal.letGo(Call.PUT);
    assertThat(afterRestart()).isEqualTo(3);
    Suppressed list = ShardRig.await(ShardRig.future(rig.suppressions.read(ShardRig.SHARD)));
    assertThat(list.profiles()).containsExactly(new ProfileId(1, 2));
  }

  @Test
  void stop_storeEmptied_storesAllAnewFirst() {
    track(3);
    checkpoint();
    rig.wipe();
    rig.stop();
    assertThat(afterRestart()).isEqualTo(4);
  }

  @Test
  void storeThatHasEverything_isNotWrittenAgain() {
    track(3);
    checkpoint();
    rig.journal.hold(Call.PUT);
    rig.journal.hold(Call.HOLDS);
    rig.clockMs.addAndGet(6_000);
    rig.journal.await(Call.HOLDS).letGo();
    rig.journal.letGo(Call.HOLDS);
    rig.stop();
    assertThat(rig.journal.waiting(Call.PUT)).isZero();
  }

  @Test
  void batchOfARescue_aboveItsOwn_isCommittedBehindIt() {
    track(1);
    rig.journal.hold(Call.PUT);
    rig.wipe();
    CompletableFuture<Answer> first = rig.track("a", 10);
    Held<?> rescue = rig.journal.await(Call.PUT);
    rig.journal.hold(Call.APPEND);
    claimsOfAnotherShard();
    Held<?> above = rig.journal.await(Call.APPEND);
    assertThat(((Batch) above.argument()).seq())
        .isGreaterThan(((Checkpoint) rescue.argument()).seq());
    above.answer(new Appended.Behind(1));
    rig.onLoop(() -> {});
    rig.journal.letGo(Call.APPEND);
    rescue.letGo();
    rig.journal.letGo(Call.PUT);
    rig.accepted(first);
    rig.accepted(rig.track("b", 10));
    assertThat(afterRestart()).isEqualTo(3);
  }

  @Test
  void rescue_waitsForAPutThatIsUnderWay() {
    track(2);
    rig.journal.hold(Call.PUT);
    rig.letMinutesPass();
    Held<?> ordinary = rig.journal.await(Call.PUT);
    rig.wipe();
    CompletableFuture<Answer> behind = rig.track("a", 10);
    rig.awaitTicks(5);
    assertThat(rig.journal.waiting(Call.PUT)).isZero();
    ordinary.letGo();
    Held<?> rescue = rig.journal.await(Call.PUT);
    assertThat(((Checkpoint) rescue.argument()).seq())
        .isGreaterThan(((Checkpoint) ordinary.argument()).seq());
    rescue.letGo();
    rig.journal.letGo(Call.PUT);
    rig.accepted(behind);
    assertThat(afterRestart()).isEqualTo(3);
  }

  @Test
  void defectWhileARescueWaits_leavesNoHalfChangeBehind() {
    track(2);
    rig.journal.hold(Call.PUT);
    rig.letMinutesPass();
    Held<?> ordinary = rig.journal.await(Call.PUT);
    rig.wipe();
    rig.track("a", 10);
    rig.onLoop(() -> {});
    Message poison = new Told.Claim(ProfileId.of(1_000, 1, 5, 6), 1, null);
    rig.send(new Envelope(ShardRig.SHARD, 1, 1, poison));
    ShardRig.until(() -> rig.state() instanceof ShardState.Failed);
    ordinary.letGo();
    rig.onLoop(() -> {});
    rig.onLoop(() -> {});
    assertThat(rig.journal.waiting(Call.PUT)).isZero();
  }

  @Test
  void rescue_refused_isTriedAgain() {
    track(2);
    rig.journal.hold(Call.PUT);
    rig.wipe();
    CompletableFuture<Answer> behind = rig.track("a", 10);
    rig.journal.await(Call.PUT).fail(new IllegalStateException("no room"));
    rig.journal.await(Call.PUT).letGo();
    rig.journal.letGo(Call.PUT);
    rig.accepted(behind);
    assertThat(afterRestart()).isEqualTo(3);
  }

  @Test
  void rescue_journalIntact_leavesNoGapInTheTimelines() {
    ProfileId profile = rig.accepted(rig.track("a", 10));
    rig.accepted(rig.track("a", 10));
    rig.journal.hold(Call.APPEND);
    CompletableFuture<Answer> third = rig.track("a", 10);
    Held<?> append = rig.journal.await(Call.APPEND);
    append.answer(new Appended.Behind(2));
    rig.accepted(third);
    rig.journal.letGo(Call.APPEND);
    assertThat(rig.timeline(profile)).isEqualTo(3);
    checkpoint();
    assertThat(rig.timeline(profile)).isEqualTo(3);
  }

  /** Messages between shards are taken while the journal hangs; these fill a batch. */
  private void claimsOfAnotherShard() {
    ProfileId claimant = ProfileId.of(1_000, 1, 5, 6);
    for (int i = 0; i < 200; i++) {
      Message claim = new Told.Claim(claimant, 1, ShardRig.cause("claimed-" + i));
      rig.send(new Envelope(ShardRig.SHARD, 1, i + 1, claim));
    }
  }

  /** Lets a checkpoint be made, which the shard does by itself once its time has come. */
  private void checkpoint() {
    rig.journal.hold(Call.PUT);
    rig.accepted(rig.track("checkpoint", 10));
    rig.letMinutesPass();
    rig.journal.await(Call.PUT).letGo();
    rig.journal.letGo(Call.PUT);
    rig.onLoop(() -> {});
  }

  private List<ProfileId> track(int count) {
    List<ProfileId> profiles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      profiles.add(rig.accepted(rig.track("device-" + i, 10)));
    }
    return profiles;
  }

  /** What a new owner counts when this one dies without a word. */
  private long afterRestart() {
    rig.onLoop(rig.journal::cut);
    rig.close();
    try (ShardRig again = new ShardRig(store, rig.suppressions, false).start()) {
      return again.events();
    }
  }
}
