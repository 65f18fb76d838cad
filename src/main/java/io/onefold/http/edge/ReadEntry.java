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

  /** Who may come in. */
  sealed interface Admitted {

    record Reader(AccessKey key) implements Admitted {}

    record Nobody(Problem problem) implements Admitted {}
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    switch (admit(edge, request)) {
      case Admitted.Reader(AccessKey key) -> receiver.receive(Arrival.of(request), key, ctx);
      case Admitted.Nobody(Problem problem) -> edge.replies().refuse(request.response(), problem);
    }
  }

  /** Looks at the key in the headers, where alone a secret one may stand. */
  static Admitted admit(Edge edge, HttpServerRequest request) {
    return switch (edge.keys().inHeaders(request)) {
      case Presented.Known(AccessKey key) when key.reads() -> new Admitted.Reader(key);
      case Presented.Known _ -> new Admitted.Nobody(Problem.forbiddenKey());
      case Presented.Unknown() -> new Admitted.Nobody(Problem.unknownKey());
      case Presented.Nothing() -> new Admitted.Nobody(Problem.missingSecretKey());
    };
  }
}
