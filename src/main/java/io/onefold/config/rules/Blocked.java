package io.onefold.config.rules;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Values of identifiers that name nobody, as they are written: letter by letter, or in slashes as a
 * regular expression for the whole value.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class Blocked {

  static final Key<List<String>> KEY =
      Key.of(
          "blocked-values",
          List.of(),
          Kinds.list(Kinds.text(Blocked::isBlockable, "a value or a /regular expression/")));

  private Blocked() {}

  /** Those that are meant letter by letter. */
  public static List<String> texts(List<String> values) {
    return values.stream().filter(value -> !isExpression(value)).toList();
  }

  /** Those that are regular expressions. */
  public static List<Pattern> patterns(List<String> values) {
    return values.stream().filter(Blocked::isExpression).map(Blocked::pattern).toList();
  }

  /** Both, each once, in one order however they were written: the same values are equal lists. */
  static List<String> both(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().sorted().toList();
  }

  private static boolean isExpression(String value) {
    return value.length() > 2 && value.startsWith("/") && value.endsWith("/");
  }

  private static Pattern pattern(String value) {
    return Pattern.compile(value.substring(1, value.length() - 1));
  }

  private static boolean isBlockable(String value) {
    try {
      return isExpression(value) ? pattern(value) != null : !value.isBlank();
    } catch (PatternSyntaxException malformed) {
      return false;
    }
  }
}
