package io.onefold.http.edge;

import io.onefold.decode.BodyDecoder;
import io.onefold.decode.EventDecoder;
import io.onefold.decode.rules.Unvouched;
import io.onefold.http.access.KeyRing;
import io.onefold.http.wire.Cors;
import io.onefold.http.wire.Replies;
import io.onefold.route.Gateway;
import io.onefold.telemetry.HttpMeters;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * What the routes of one event loop work with.
 *
 * <p><b>Threading.</b> Confined to the event loop on which it was made.
 */
public record Edge(
    Gateway gateway,
    KeyRing keys,
    Cors cors,
    Replies replies,
    Failures failures,
    BodyDecoder bodies,
    EventDecoder events,
    RandomGenerator random,
    HttpMeters meters) {

  /** Notes the people whom a request named in vain. */
  public void countUnvouched(Unvouched unvouched) {
    if (unvouched != Unvouched.NONE) {
      meters.unsigned(unvouched.unsigned());
      meters.wronglySigned(unvouched.wronglySigned());
    }
  }

  /** An id of 128 random bits for a message that came without one. */
  public String newMessageId() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
