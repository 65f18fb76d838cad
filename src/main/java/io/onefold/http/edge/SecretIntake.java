package io.onefold.http.edge;

import io.onefold.decode.Body;
import io.onefold.decode.Malformed;
import io.onefold.http.access.AccessKey;
import io.onefold.http.wire.BodyReader;
import io.onefold.http.wire.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets holders of a secret key in, and takes the JSON that they bring. Who may not come in is
 * turned away before anything of the body is kept.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class SecretIntake implements Handler<RoutingContext> {

  private final Edge edge;
  private final int bytesMax;
  private final Receiver receiver;

  /**
   * @param bytesMax largest body as sent
   */
  public SecretIntake(Edge edge, int bytesMax, Receiver receiver) {
    this.edge = edge;
    this.bytesMax = bytesMax;
    this.receiver = receiver;
  }

  /** Goes on with a request whose caller may change the account of the key. */
  @FunctionalInterface
  public interface Receiver {
    void receive(Arrival arrival, AccessKey key, RoutingContext ctx, byte[] json);
  }

  @Override
  public void handle(RoutingContext ctx) {
    switch (ReadEntry.admit(edge, ctx.request())) {
      case ReadEntry.Admitted.Reader(AccessKey key) -> read(Arrival.of(ctx.request()), key, ctx);
      case ReadEntry.Admitted.Nobody(Problem problem) -> {
        BodyReader.discard(ctx.request());
        refuse(ctx.request(), problem);
      }
    }
  }

  private void read(Arrival arrival, AccessKey key, RoutingContext ctx) {
    BodyReader.read(
        arrival.request(),
        bytesMax,
        sent -> edge.failures().guard(arrival.response(), () -> unpack(arrival, key, ctx, sent)),
        () -> refuse(arrival.request(), Problem.tooLarge(bytesMax)));
  }

  private void unpack(Arrival arrival, AccessKey key, RoutingContext ctx, byte[] sent) {
    switch (edge.bodies().decode(sent)) {
      case Malformed malformed -> refuse(arrival.request(), Problem.of(malformed));
      case Body.Json(byte[] json) -> receiver.receive(arrival, key, ctx, json);
    }
  }

  private void refuse(HttpServerRequest request, Problem problem) {
    edge.replies().refuse(request.response(), problem);
  }
}
