package io.onefold.profile;

import io.onefold.event.Limits;
import io.onefold.event.Value;
import java.util.List;

/**
 * Several values of one attribute as one, a JSON array of all different ones.
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> {@link Limits#STRING_CHARS_MAX} characters, like any value; what is longer is
 * left out, from the end.
 */
final class Union {

  private Union() {}

  static Value of(List<Value> values) {
    StringBuilder json = new StringBuilder("[");
    for (Value value : values.stream().distinct().toList()) {
      String element = literal(value);
      if (json.length() + element.length() + 1 > Limits.STRING_CHARS_MAX) {
        break;
      }
      json.append(json.length() > 1 ? "," : "").append(element);
    }
    return new Value(Value.Kind.JSON, json.append(']').toString());
  }

  private static String literal(Value value) {
    return switch (value.kind()) {
      case TEXT -> quoted(value.text());
      case NUMBER, BOOLEAN, JSON -> value.text();
    };
  }

  /** RFC 8259: quotation mark, reverse solidus and control characters must be escaped. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        quoted.append("\\u00").append(c < 0x10 ? '0' : '1').append(Character.forDigit(c & 15, 16));
      } else {
        quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
