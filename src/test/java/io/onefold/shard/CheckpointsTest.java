package io.onefold.shard;

import static io.onefold.shard.ShardRig.await;
import static io.onefold.shard.ShardRig.future;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.shard.HeldJournal.Call;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How an ordinary checkpoint and one made to the rescue get along. */
class CheckpointsTest {

  private final CheckpointScene scene = new CheckpointScene();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void rescueInTheMiddleOfACopy_givesTheCopyUp_andIsWholeItself() {
    scene.track(0);
    scene.commitAll();
    CompletableFuture<Void> ordinary = new CompletableFuture<>();
    CompletableFuture<Long> rescued =
        scene.onLoop(
            () -> {
              future(scene.checkpoints.run()).whenComplete((done, why) -> tell(ordinary, why));
              Future<Long> rescue = scene.checkpoints.rescue();
              scene.track(CheckpointScene.PROFILES);
              return rescue;
            });
    assertThat(await(rescued)).isEqualTo(1);
    assertThatThrownBy(() -> await(ordinary)).hasMessageContaining("given up");
    assertThat(scene.stored().seq()).isEqualTo(1);
    assertThat(scene.restored().pages()).isEqualTo(CheckpointScene.PROFILES / 128 + 1);
  }

  @Test
  void runBehindARunThatIsGivenUp_isGivenUpToo() {
    scene.track(0);
    scene.commitAll();
    scene.journal.hold(Call.PUT);
    CompletableFuture<Void> second = new CompletableFuture<>();
    CompletableFuture<Long> rescued =
        scene.onLoop(
            () -> {
              scene.checkpoints.run();
              future(scene.checkpoints.run()).whenComplete((done, why) -> tell(second, why));
              return scene.checkpoints.rescue();
            });
    scene.journal.await(Call.PUT).letGo();
    await(rescued);
    assertThatThrownBy(() -> await(second)).hasMessageContaining("given up");
    assertThat(scene.journal.waiting(Call.PUT)).isZero();
  }

  private static void tell(CompletableFuture<Void> told, Throwable why) {
    if (why == null) {
      told.complete(null);
    } else {
      told.completeExceptionally(why);
    }
  }
}
