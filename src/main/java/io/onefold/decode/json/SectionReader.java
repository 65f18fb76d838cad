package io.onefold.decode.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * Passes over an object and remembers where it stands, with its email and phone.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class SectionReader {

  private SectionReader() {}

  /**
   * Ends on the closing brace; {@link Section#NONE} for null and, as a fault, for anything else.
   */
  public static Section read(JsonParser p, String field, Faults faults) throws IOException {
    if (!Tokens.isObject(p, field, faults)) {
      return Section.NONE;
    }
    int from = Tokens.start(p);
    String email = "";
    String phone = "";
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      p.nextToken();
      switch (key) {
        case "email" -> email = Tokens.textIfAny(p);
        case "phone" -> phone = Tokens.textIfAny(p);
        default -> p.skipChildren();
      }
    }
    return new Section(from, Tokens.end(p), email, phone);
  }
}
