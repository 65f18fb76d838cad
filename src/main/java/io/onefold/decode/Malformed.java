package io.onefold.decode;

import io.onefold.decode.json.Fault;

/**
 * A request of which nothing is applied.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param code for programs, for example {@code malformed_json}
 * @param message what is wrong and what is allowed, for whoever sent it
 * @param field where; empty when it is no single field
 */
public record Malformed(String code, String message, String field) implements Body, Decoded {

  private static final String TOO_LARGE = "too_large";
  private static final String TOO_MANY_EVENTS = "too_many_events";

  static Malformed of(Fault fault) {
    return new Malformed(fault.code(), fault.message(), fault.field());
  }

  static Malformed tooLarge(String what, int bytesMax) {
    return new Malformed(TOO_LARGE, what + " may have at most " + bytesMax + " bytes", "");
  }

  /** Whether there is too much of it (HTTP 413), where all else is wrong in itself (400). */
  public boolean isTooLarge() {
    return code.equals(TOO_LARGE) || code.equals(TOO_MANY_EVENTS);
  }
}
