package io.onefold.decode.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Takes a value off a parser that stands on it. Each call ends on the value's last token, whatever
 * the value was.
 *
 * <p><b>Threading.</b> Stateless; the parser is the caller's.
 */
public final class Tokens {

  private static final String TIME =
      "a time as ISO 8601 writes it, such as 2026-01-15T12:30:00.000Z, or in epoch milliseconds";

  private Tokens() {}

  /** A text, or a number as it was written; anything else but null is a fault. Empty if absent. */
  public static String text(JsonParser p, String field, Faults faults) throws IOException {
    JsonToken token = p.currentToken();
    if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
      return p.getText();
    }
    refuse(p, field, "a text or a number", faults);
    return "";
  }

  /** A text, or a number as it was written; empty for anything else. */
  public static String textIfAny(JsonParser p) throws IOException {
    JsonToken token = p.currentToken();
    if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
      return p.getText();
    }
    p.skipChildren();
    return "";
  }

  /**
   * A point in time in milliseconds; {@link Iso8601#NONE} if it is absent, which an empty text is
   * too, and, as a fault, if nobody can read it.
   */
  public static long time(JsonParser p, String field, Faults faults) throws IOException {
    JsonToken token = p.currentToken();
    if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
      int length = p.getTextLength();
      long ms = Iso8601.parse(p.getTextCharacters(), p.getTextOffset(), length);
      if (ms == Iso8601.NONE && length > 0) {
        faults.add(Fault.wrongType(field, TIME));
      }
      return ms;
    }
    refuse(p, field, TIME, faults);
    return Iso8601.NONE;
  }

  /** Whether an object begins here; if not it is passed over, and is a fault unless it is null. */
  public static boolean isObject(JsonParser p, String field, Faults faults) throws IOException {
    if (p.currentToken() == JsonToken.START_OBJECT) {
      return true;
    }
    refuse(p, field, "an object", faults);
    return false;
  }

  /** Offset of the value's first byte; only for objects and lists, while their start is current. */
  public static int start(JsonParser p) {
    return (int) p.currentTokenLocation().getByteOffset();
  }

  /**
   * Offset behind the value's last byte; only for objects and lists, while their end is current.
   */
  public static int end(JsonParser p) {
    return (int) p.currentLocation().getByteOffset();
  }

  private static void refuse(JsonParser p, String field, String allowed, Faults faults)
      throws IOException {
    JsonToken token = p.currentToken();
    if (token != JsonToken.VALUE_NULL) {
      faults.add(Fault.wrongType(field, allowed, token));
      p.skipChildren();
    }
  }
}
