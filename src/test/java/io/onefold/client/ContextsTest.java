package io.onefold.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.route.OnLoop;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where futures complete. */
class ContextsTest {

  private final ClientScene scene = new ClientScene(1, ClientScene.PATIENT);

  @AfterEach
  void stop() {
    scene.close();
  }

  /** Calls from its own context, and tells whether the answer came there. */
  private static final class Caller extends VerticleBase {

    private final OnefoldClient shared;
    private final boolean own;
    private final CompletableFuture<Boolean> cameBack = new CompletableFuture<>();

    Caller(OnefoldClient shared, boolean own) {
      this.shared = shared;
      this.own = own;
    }

    @Override
    public Future<?> start() {
      OnefoldClient client = own ? OnefoldClient.create(vertx, ClientScene.PATIENT) : shared;
      return client
          .track(ClientScene.event("ann"))
          .onComplete(
              answered -> {
                ContextInternal now = (ContextInternal) Vertx.currentContext();
                cameBack.complete(now != null && now.unwrap() == context);
              });
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ThreadingModel.class,
      names = {"EVENT_LOOP", "WORKER", "VIRTUAL_THREAD"})
  void sharedClient_answersOnTheCallersContext(ThreadingModel model) {
    Caller caller = new Caller(scene.client, false);
    OnLoop.wait(
        scene.vertx.deployVerticle(caller, new DeploymentOptions().setThreadingModel(model)));
    assertThat(OnLoop.wait(caller.cameBack)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = ThreadingModel.class,
      names = {"EVENT_LOOP", "WORKER", "VIRTUAL_THREAD"})
  void ownClient_answersOnTheCallersContext(ThreadingModel model) {
    Caller caller = new Caller(scene.client, true);
    OnLoop.wait(
        scene.vertx.deployVerticle(caller, new DeploymentOptions().setThreadingModel(model)));
    assertThat(OnLoop.wait(caller.cameBack)).isTrue();
  }

  @Test
  void callFromAForeignThread_canBeWaitedForThere() throws Exception {
    EventResult result =
        scene
            .client
            .track(ClientScene.event("ann"))
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    assertThat(result).isInstanceOf(Accepted.class);
  }

  @Test
  void clientOfAVerticle_endsWithIt() {
    CompletableFuture<OnefoldClient> made = new CompletableFuture<>();
    VerticleBase verticle =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            made.complete(OnefoldClient.create(vertx, ClientScene.PATIENT));
            return Future.succeededFuture();
          }
        };
    String id = OnLoop.wait(scene.vertx.deployVerticle(verticle));
    OnLoop.wait(scene.vertx.undeploy(id));
    EventResult result = scene.await(() -> OnLoop.wait(made).track(ClientScene.event("ann")));
    assertThat(result)
        .isInstanceOfSatisfying(
            Busy.class, busy -> assertThat(busy.reason()).isEqualTo(Busy.CLIENT_CLOSED));
  }

  @Test
  void clientOfAWorker_livesOnAnEventLoop() {
    Context worker =
        ((io.vertx.core.internal.VertxInternal) scene.vertx)
            .contextBuilder()
            .withThreadingModel(ThreadingModel.WORKER)
            .build();
    CompletableFuture<EventResult> answered = new CompletableFuture<>();
    worker.runOnContext(
        turn ->
            OnefoldClient.create(scene.vertx, ClientScene.PATIENT)
                .track(ClientScene.event("ann"))
                .onSuccess(answered::complete)
                .onFailure(answered::completeExceptionally));
    assertThat(OnLoop.wait(answered)).isInstanceOf(Accepted.class);
  }
}
