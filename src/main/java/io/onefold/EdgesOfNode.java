package io.onefold;

import io.onefold.config.OnefoldConfig;
import io.onefold.http.HttpParts;
import io.onefold.http.HttpSettings;
import io.onefold.http.HttpVerticle;
import io.onefold.http.entrance.EntranceVerticle;
import io.onefold.route.Placement;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The ways into a node, on each of its event loops: over HTTP, and over the event bus.
 *
 * <p><b>Threading.</b> Thread-safe; each way is opened once.
 */
final class EdgesOfNode {

  private final Vertx vertx;
  private final OnefoldConfig config;
  private final HttpParts parts;
  private final HttpSettings settings;
  private final List<String> deployments = new CopyOnWriteArrayList<>();
  private volatile HttpVerticle http;

  EdgesOfNode(Vertx vertx, OnefoldConfig config, HttpParts parts) {
    this.vertx = vertx;
    this.config = config;
    this.parts = parts;
    this.settings = NodeSettings.http(config);
  }

  /** Listens to HTTP; the other event loops share the port of the first, which may be any. */
  Future<Void> listen() {
    http = new HttpVerticle(settings, parts);
    return vertx
        .deployVerticle(http)
        .recover(failure -> Future.failedFuture(StartFailed.cannotListen(config.http(), failure)))
        .onSuccess(deployments::add)
        .compose(listening -> share(settings.onPort(http.port())));
  }

  private Future<Void> share(HttpSettings port) {
    return deploy(Ground.eventLoops(config) - 1, () -> new HttpVerticle(port, parts));
  }

  /** Lets clients on the bus find the node; to be opened when it can serve them. */
  Future<Void> openEntrances(Supplier<Placement> placement) {
    return deploy(
        Ground.eventLoops(config), () -> new EntranceVerticle(settings, parts, placement));
  }

  /** The port that HTTP is served on. */
  int port() {
    return http.port();
  }

  /** Takes nothing more, and answers what was taken; completes in any case. */
  Future<Void> close() {
    return Future.join(deployments.stream().map(vertx::undeploy).toList())
        .otherwiseEmpty()
        .mapEmpty();
  }

  private Future<Void> deploy(int count, Supplier<Deployable> verticle) {
    List<Future<String>> loops = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      loops.add(vertx.deployVerticle(verticle.get()).onSuccess(deployments::add));
    }
    return Future.join(loops).mapEmpty();
  }
}
