package io.onefold.decode.id;

import java.util.Locale;
import java.util.Set;

/**
 * Values that programs send when they have no identifier: the text of a missing value, the words
 * for nobody, zeros. As an identifier each would weld everybody together who ever sent it.
 *
 * <p>The domains example.com and example.org are not in the list: they are reserved for
 * documentation, so documentation, trials and tests use them for people that are meant to be told
 * apart, and no program fills them in by itself. Who wants them blocked adds a pattern to the
 * configuration.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class Junk {

  /** Compared in lower case and without quotation marks around them. */
  private static final Set<String> WORDS =
      Set.of(
          "null",
          "(null)",
          "nil",
          "undefined",
          "none",
          "nan",
          "-1",
          "true",
          "false",
          "anonymous",
          "guest",
          "unknown",
          "not_authenticated",
          "distinct_id",
          "[object object]",
          "test@test.com");

  private static final int WORD_CHARS_MAX = 20;

  /**
   * Nobody reads these mailboxes, so they are nobody's: shops put them where an email is needed.
   */
  private static final Set<String> MAILBOXES =
      Set.of("noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "null", "undefined");

  private Junk() {}

  static boolean isJunk(String text) {
    return isZeros(text)
        || (text.length() <= WORD_CHARS_MAX
            && WORDS.contains(unquoted(text).toLowerCase(Locale.ROOT)));
  }

  static boolean isJunkMailbox(String email) {
    return MAILBOXES.contains(email.substring(0, email.indexOf('@')));
  }

  /** One digit over and over, as in 0000000000 or 1111111111; grouping marks do not count. */
  static boolean isOneDigit(String phone) {
    int seen = -1;
    for (int i = 0; i < phone.length(); i++) {
      char c = phone.charAt(i);
      if (Character.isDigit(c)) {
        if (seen >= 0 && c != seen) {
          return false;
        }
        seen = c;
      }
    }
    return seen >= 0;
  }

  /** {@code 0}, {@code 0000}, the all-zero UUID. */
  private static boolean isZeros(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '0' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static String unquoted(String text) {
    int last = text.length() - 1;
    char mark = text.charAt(0);
    boolean quoted = last > 0 && (mark == '"' || mark == '\'') && text.charAt(last) == mark;
    return quoted ? text.substring(1, last) : text;
  }
}
