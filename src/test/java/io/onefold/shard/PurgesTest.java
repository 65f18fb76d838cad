package io.onefold.shard;

import static io.onefold.shard.ShardRig.await;
import static io.onefold.shard.ShardRig.future;
import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Events;
import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.journal.Loaded;
import io.onefold.journal.Suppressed;
import io.onefold.journal.SuppressionChange;
import io.onefold.message.RouteFilter;
import io.onefold.shard.HeldJournal.Call;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How what a shard has forgotten leaves the store, and who is suppressed stays there. */
class PurgesTest {

  private static final Hash128 MAIL = new Hash128(1, 2);

  private final CheckpointScene scene = new CheckpointScene();
  private final Purges purges = new Purges(0, scene.checkpoints, scene.rewrites::incrementAndGet);

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void request_leavesTheCurrentCheckpointAndNothingOlder() {
    scene.track(0);
    scene.commitAll();
    await(scene.onLoop(scene.checkpoints::run));
    String older = scene.stored().id();
    scene.track(CheckpointScene.PROFILES);
    scene.commitAll();
    await(scene.onLoop(purges::request));
    assertThat(scene.stored().id()).isNotEqualTo(older);
    assertThat(await(future(scene.journal.checkpoint(0, Optional.of(older)))))
        .isEqualTo(new Loaded.None());
    assertThat(await(future(scene.journal.readExact(0, new long[] {1, 2})))).isEmpty();
    assertThat(scene.rewrites).hasValue(1);
    assertThat(purges.isOpen()).isFalse();
  }

  @Test
  void request_nothingDecidedSinceTheLastCheckpoint_deletesTheOlderOnesToo() {
    scene.track(0);
    scene.commitAll();
    await(scene.onLoop(scene.checkpoints::run));
    String older = scene.stored().id();
    scene.track(CheckpointScene.PROFILES);
    scene.commitAll();
    await(scene.onLoop(scene.checkpoints::run));
    await(scene.onLoop(purges::request));
    assertThat(await(future(scene.journal.checkpoint(0, Optional.of(older)))))
        .isEqualTo(new Loaded.None());
  }

  @Test
  void request_manyTimes_isOneUnderWayAndOneThatWaits() {
    scene.track(0);
    scene.commitAll();
    scene.journal.hold(Call.PURGE);
    List<CompletableFuture<Void>> asked = new ArrayList<>();
    asked.add(scene.onLoop(purges::request));
    HeldJournal.Held<?> first = scene.journal.await(Call.PURGE);
    for (int i = 0; i < 20; i++) {
      asked.add(scene.onLoop(purges::request));
    }
    first.letGo();
    await(asked.getFirst());
    HeldJournal.Held<?> second = scene.journal.await(Call.PURGE);
    assertThat(asked.subList(1, 21)).noneMatch(CompletableFuture::isDone);
    second.letGo();
    asked.forEach(ShardRig::await);
    assertThat(scene.journal.waiting(Call.PURGE)).isZero();
    assertThat(scene.rewrites).hasValue(2);
  }

  @Test
  void request_thatFails_isTriedAgainAfterAPause() {
    scene.track(0);
    scene.commitAll();
    scene.journal.hold(Call.PURGE);
    CompletableFuture<Void> asked = scene.onLoop(purges::request);
    scene.journal.await(Call.PURGE).fail(new IllegalStateException("away"));
    ShardRig.until(() -> open() && !running());
    tick(1_000);
    tick(1_999);
    assertThat(scene.journal.waiting(Call.PURGE)).isZero();
    assertThat(scene.rewrites).hasValue(0);
    tick(2_000);
    scene.journal.await(Call.PURGE).letGo();
    await(asked);
    assertThat(scene.rewrites).hasValue(1);
  }

  @Test
  void request_givenUpForARescue_isMadeBehindIt() {
    scene.track(0);
    scene.commitAll();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    await(
        scene.onLoop(
            () -> {
              purges.request().onComplete(done -> asked.complete(null));
              return scene.checkpoints.rescue();
            }));
    ShardRig.until(() -> open() && !running());
    assertThat(asked).isNotDone();
    tick(1_000);
    tick(2_000);
    await(asked);
    assertThat(scene.rewrites).hasValue(1);
  }

  @Test
  void checkpoint_behindASuppression_needsTheListThatHasIt() {
    scene.track(0);
    scene.commitAll();
    suppress(MAIL);
    await(scene.onLoop(scene.checkpoints::run));
    assertThat(scene.stored().suppressionVersion()).isEqualTo(1);
  }

  @Test
  void checkpoint_storeLostTheList_givesItBackBefore() {
    suppress(MAIL);
    suppress(new Hash128(3, 4));
    scene.suppressions.wipe();
    scene.track(0);
    scene.commitAll();
    scene.journal.hold(Call.PUT);
    CompletableFuture<Void> made = scene.onLoop(scene.checkpoints::run);
    HeldJournal.Held<?> put = scene.journal.await(Call.PUT);
    Suppressed list = await(future(scene.suppressions.read(0)));
    assertThat(list.version()).isEqualTo(2);
    assertThat(list.identifiers()).contains(MAIL);
    put.letGo();
    await(made);
    assertThat(scene.stored().suppressionVersion()).isEqualTo(2);
  }

  @Test
  void leaveOut_eventsOnTheirWay_comeIntoNoPage() {
    scene.track(0);
    scene.commitAll();
    ProfileId some = scene.profile(0);
    ProfileId other = scene.profile(1);
    assertThat(events(some)).isZero();
    scene.fold.leaveOut(some, RouteFilter.ALL, 1);
    await(scene.onLoop(scene.checkpoints::run));
    assertThat(events(some)).isZero();
    assertThat(events(other)).isEqualTo(1);
  }

  @Test
  void leaveOut_byRouteAndUpToABatch_leavesTheOthers() {
    scene.track(0);
    scene.commitAll();
    scene.trackAgain(0);
    scene.commitAll();
    ProfileId some = scene.profile(0);
    Hash128 route = Events.identifier(IdentifierType.ANONYMOUS_ID, "d0").hash();
    scene.fold.leaveOut(some, RouteFilter.except(Set.of(route)), 2);
    scene.fold.leaveOut(some, RouteFilter.only(Set.of(route)), 1);
    await(scene.onLoop(scene.checkpoints::run));
    assertThat(events(some)).isEqualTo(1);
  }

  private int events(ProfileId profile) {
    return await(future(scene.histories.read(0, profile))).size();
  }

  private void suppress(Hash128 identifier) {
    await(scene.onLoop(() -> scene.list.write(List.of(SuppressionChange.suppress(identifier, 7)))));
  }

  private void tick(long nowMs) {
    await(
        scene.onLoop(
            () -> {
              purges.tick(nowMs);
              return Future.succeededFuture();
            }));
  }

  private boolean open() {
    AtomicBoolean open = new AtomicBoolean();
    await(
        scene.onLoop(
            () -> {
              open.set(purges.isOpen());
              return Future.succeededFuture();
            }));
    return open.get();
  }

  private boolean running() {
    return !await(scene.onLoop(() -> Future.succeededFuture(scene.checkpoints.idle())));
  }
}
