package io.onefold.http.edge;

import io.onefold.decode.Body;
import io.onefold.decode.Malformed;
import io.onefold.http.access.AccessKey;
import io.onefold.http.access.Presented;
import io.onefold.http.wire.BodyReader;
import io.onefold.http.wire.Problem;

/**
 * The way of a request with a body, up to where it is known who calls and what JSON was sent.
 *
 * <pre>
 *   head ─ key in headers? ─▶ body up to its bound ─▶ unpack ─ key in body or query? ─▶ receiver
 * </pre>
 *
 * <p>A wrong key in the headers is refused before the body is kept.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class Intake {

  private final Edge edge;
  private final int bytesMax;

  /**
   * @param bytesMax largest body as sent
   */
  public Intake(Edge edge, int bytesMax) {
    this.edge = edge;
    this.bytesMax = bytesMax;
  }

  /** Goes on with a request whose caller and body are known. */
  @FunctionalInterface
  public interface Receiver {
    void receive(Arrival arrival, AccessKey key, byte[] json);
  }

  /** Takes the request to {@code receiver}, or answers it. */
  public void take(Arrival arrival, Receiver receiver) {
    edge.cors().allow(arrival.request());
    Presented presented = edge.keys().inHeaders(arrival.request());
    if (presented instanceof Presented.Unknown) {
      BodyReader.discard(arrival.request());
      refuse(arrival, Problem.unknownKey());
    } else {
      BodyReader.read(
          arrival.request(),
          bytesMax,
          sent ->
              edge.failures()
                  .guard(arrival.response(), () -> unpack(arrival, presented, sent, receiver)),
          () -> refuse(arrival, Problem.tooLarge(bytesMax)));
    }
  }

  public void refuse(Arrival arrival, Problem problem) {
    edge.replies().refuse(arrival.response(), problem);
  }

  private void unpack(Arrival arrival, Presented inHeaders, byte[] sent, Receiver receiver) {
    switch (edge.bodies().decode(sent)) {
      case Malformed malformed -> refuse(arrival, Problem.of(malformed));
      case Body.Json(byte[] json) -> {
        Presented presented =
            inHeaders instanceof Presented.Nothing
                ? edge.keys().inBodyOrQuery(arrival.request(), json)
                : inHeaders;
        switch (presented) {
          case Presented.Known(AccessKey key) -> receiver.receive(arrival, key, json);
          case Presented.Unknown() -> refuse(arrival, Problem.unknownKey());
          case Presented.Nothing() -> refuse(arrival, Problem.missingKey());
        }
      }
    }
  }
}
