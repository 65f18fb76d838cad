package io.onefold.decode.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What is wrong with a body that is no JSON object, and where.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class Broken {

  private static final String CODE = "malformed_json";

  private Broken() {}

  /** What the parser said. */
  public static Fault json(IOException e) {
    JsonLocation at = e instanceof JsonProcessingException json ? json.getLocation() : null;
    return fault("is not JSON", at);
  }

  /** The parser stands on something that follows the object. */
  public static Fault trailing(JsonParser p) {
    return fault("has text behind the object", p.currentTokenLocation());
  }

  /**
   * @param first what the body begins with; {@code null} when it is empty
   */
  public static Fault object(JsonToken first) {
    return first == null
        ? new Fault(CODE, "the body is empty: a JSON object is needed", "")
        : new Fault("not_an_object", "the body must be a JSON object", "");
  }

  private static Fault fault(String what, JsonLocation at) {
    String place = at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr();
    return new Fault(CODE, "the body " + what + place, "");
  }
}
