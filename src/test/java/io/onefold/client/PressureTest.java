package io.onefold.client;

import static io.onefold.client.ClientScene.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.message.entrance.Answered;
import io.onefold.message.entrance.Call;
import io.onefold.route.OnLoop;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client does when too much waits for answers. */
class PressureTest {

  private static final int MOST = 4;

  private final ClientScene scene =
      new ClientScene(1, PATIENT.withUnanswered(MOST, 1_000_000)).ready();
  private final Queue<Call> held = new ConcurrentLinkedQueue<>();

  @AfterEach
  void stop() {
    scene.close();
  }

  private List<Future<EventResult>> track(int count) {
    scene.nodes.script(
        (node, call) -> {
          held.add(call);
          return Optional.empty();
        });
    return scene.loop.get(
        () -> {
          List<Future<EventResult>> calls = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            calls.add(scene.client.track(ClientScene.event("ann")));
          }
          return calls;
        });
  }

  @Test
  void callBeyondBound_isBusyAtOnce_andNotSent() {
    List<Future<EventResult>> calls = track(MOST + 1);
    assertThat(OnLoop.wait(calls.getLast()))
        .isInstanceOfSatisfying(
            Busy.class, busy -> assertThat(busy.reason()).isEqualTo(Busy.CLIENT_FULL));
    assertThat(calls.subList(0, MOST)).noneMatch(Future::isComplete);
    assertThat(scene.client.writeQueueFull()).isTrue();
    assertThat(scene.client.figures().full()).isOne();
  }

  @Test
  void drainHandler_isCalledOnItsContext_whenHalfIsAnswered() {
    track(MOST);
    assertThat(scene.client.writeQueueFull()).isTrue();
    CompletableFuture<Boolean> drained = new CompletableFuture<>();
    OnLoop other = new OnLoop(scene.vertx);
    other.get(
        () -> {
          var context = scene.vertx.getOrCreateContext();
          return scene.client.drainHandler(
              room -> drained.complete(scene.vertx.getOrCreateContext() == context));
        });
    assertThat(drained).isNotDone();
    scene.nodes.script(
        (node, call) ->
            Optional.of(FakeNodes.about(Answered.NOWHERE, false, call, FakeNodes.ACCEPTED)));
    OnLoop.wait(scene.client.close()); // which answers all
    assertThat(OnLoop.wait(drained)).isTrue();
    assertThat(scene.client.writeQueueFull()).isFalse();
  }

  @Test
  void drainHandler_ofAClientWithRoom_isCalledAtOnce() {
    CompletableFuture<Void> drained = new CompletableFuture<>();
    scene.loop.get(() -> scene.client.drainHandler(drained::complete));
    assertThat(OnLoop.wait(drained)).isNull();
  }
}
