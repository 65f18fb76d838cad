package io.onefold.http.edge;

import io.onefold.decode.BodyDecoder;
import io.onefold.decode.Decoded;
import io.onefold.decode.EventDecoder;
import io.onefold.decode.rules.RequestContext;
import io.onefold.http.access.KeyRing;
import io.onefold.http.wire.Cors;
import io.onefold.http.wire.Replies;
import io.onefold.route.Gateway;
import io.onefold.telemetry.HttpMeters;
import java.util.random.RandomGenerator;

/**
 * What the routes of one event loop work with.
 *
 * <p><b>Threading.</b> Confined to the event loop on which it was made.
 *
 * @param desk what does not depend on HTTP
 */
public record Edge(Desk desk, KeyRing keys, Cors cors, Replies replies, Failures failures) {

  public Gateway gateway() {
    return desk.gateway();
  }

  public BodyDecoder bodies() {
    return desk.bodies();
  }

  public EventDecoder events() {
    return desk.events();
  }

  public RandomGenerator random() {
    return desk.random();
  }

  public HttpMeters meters() {
    return desk.meters();
  }

  /** See {@link Desk#decode}. */
  public Decoded decode(byte[] json, RequestContext context) {
    return desk.decode(json, context);
  }

  /** See {@link Desk#newMessageId}. */
  public String newMessageId() {
    return desk.newMessageId();
  }

  /** Where the answer to a request goes. */
  public Reply reply(Arrival arrival) {
    return new HttpReply(this, arrival.response());
  }
}
