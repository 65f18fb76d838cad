package io.onefold.client;

import io.onefold.route.OnLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Fake nodes and a client of them.
 *
 * <p><b>Threading.</b> For one test thread.
 */
final class ClientScene implements AutoCloseable {

  static final String KEY = "a-secret-key";

  /** Patient, so that nothing ends early on a machine that is busy; nothing is asked in passing. */
  static final ClientOptions PATIENT =
      ClientOptions.of(KEY)
          .withSilence(Duration.ofSeconds(15))
          .withDeadline(Duration.ofSeconds(15))
          .withRefresh(Duration.ofHours(1));

  final Vertx vertx = Vertx.vertx();
  final FakeNodes nodes;
  final OnLoop loop = new OnLoop(vertx);
  final OnefoldClient client;

  ClientScene(int nodeCount, ClientOptions options) {
    nodes = new FakeNodes(vertx, nodeCount);
    client = loop.get(() -> OnefoldClient.create(vertx, options));
  }

  /** Waits until the client has its place, and knows who has which shard. */
  ClientScene ready() {
    await(() -> client.track(event("first")));
    await(() -> client.track(event("second"))); // behind the answer about places, which came first
    return this;
  }

  static JsonObject event(String customer) {
    return new JsonObject().put("event", "Viewed").put("userId", customer);
  }

  <T> T await(Supplier<Future<T>> call) {
    return loop.await(call);
  }

  EventResult track(String customer) {
    return await(() -> client.track(event(customer)));
  }

  @Override
  public void close() {
    OnLoop.wait(vertx.close());
  }
}
