package io.onefold.http.edge;

import io.onefold.http.access.AccessKey;
import io.onefold.http.access.Presented;
import io.onefold.http.wire.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets holders of a secret key in.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class ReadEntry implements Handler<RoutingContext> {

  private final Edge edge;
  private final Receiver receiver;

  public ReadEntry(Edge edge, Receiver receiver) {
    this.edge = edge;
    this.receiver = receiver;
  }

  /** Answers a request whose caller may read the account of the key. */
  @FunctionalInterface
  public interface Receiver {
    void receive(Arrival arrival, AccessKey key, RoutingContext ctx);
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    switch (edge.keys().inHeaders(request)) {
      case Presented.Known(AccessKey key) when key.reads() ->
          receiver.receive(Arrival.of(request), key, ctx);
      case Presented.Known _ -> refuse(request, Problem.forbiddenKey());
      case Presented.Unknown() -> refuse(request, Problem.unknownKey());
      case Presented.Nothing() -> refuse(request, Problem.missingSecretKey());
    }
  }

  private void refuse(HttpServerRequest request, Problem problem) {
    edge.replies().refuse(request.response(), problem);
  }
}
