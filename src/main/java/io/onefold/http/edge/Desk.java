package io.onefold.http.edge;

import io.onefold.decode.BodyDecoder;
import io.onefold.decode.Decoded;
import io.onefold.decode.EventDecoder;
import io.onefold.decode.rules.RequestContext;
import io.onefold.decode.rules.Unused;
import io.onefold.decode.rules.Unvouched;
import io.onefold.route.Gateway;
import io.onefold.telemetry.HttpMeters;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * What calls are handled with on one event loop, whichever way they came.
 *
 * <p><b>Threading.</b> Confined to the event loop on which it was made.
 */
public record Desk(
    Gateway gateway,
    BodyDecoder bodies,
    EventDecoder events,
    RandomGenerator random,
    Defects defects,
    HttpMeters meters) {

  /** Decodes a body, and counts the people and the links of mails that it named in vain. */
  public Decoded decode(byte[] json, RequestContext context) {
    Decoded decoded = events.decode(json, context);
    if (decoded instanceof Decoded.Events read) {
      read.unused().forEach(this::count);
      countUnvouched(read.unvouched());
    }
    return decoded;
  }

  private void count(Unused unused) {
    switch (unused.why()) {
      case BLOCKED, INVALID, UNVOUCHED -> {}
      case FORGED -> meters.links().forged();
      case FOREIGN -> meters.links().foreign();
      case EXPIRED -> meters.links().expired();
      case WRONG_PURPOSE -> meters.links().wrongPurpose();
    }
  }

  private void countUnvouched(Unvouched unvouched) {
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
