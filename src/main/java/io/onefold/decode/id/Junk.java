package io.onefold.decode.id;

import java.util.Locale;
import java.util.Set;

/**
 * Values that programs send when they have no identifier: the text of a missing value, the words
 * for nobody, zeros, a template that was not filled in. As an identifier each would weld everybody
 * together who ever sent it.
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
          // Missing values as languages, databases and exports write them.
          "null",
          "(null)",
          "<null>",
          "[null]",
          "nil",
          "undefined",
          "none",
          "(none)",
          "nan",
          "infinity",
          "-infinity",
          "\\n",
          "n/a",
          "#n/a",
          "#ref!",
          "#value!",
          "-1",
          "true",
          "false",
          "{}",
          "[]",
          "[object object]",
          "[object undefined]",
          "[object null]",
          "[object promise]",
          "function",
          // Words for nobody, as tracking libraries and shops use them.
          "anonymous",
          "anonymous_user",
          "guest",
          "unknown",
          "unidentified",
          "empty",
          "not set",
          "(not set)",
          "not_set",
          "not available",
          "not_authenticated",
          "unauthenticated",
          "logged_out",
          // The name of the field in place of its value.
          "id",
          "email",
          "userid",
          "user_id",
          "customer_id",
          "anonymousid",
          "anonymous_id",
          "distinctid",
          "distinct_id",
          // The id that one series of Android devices shared.
          "9774d56d682e549c",
          // Addresses that are typed in to get past a form.
          "test@test.com",
          "test@test.nl",
          "a@a.com",
          "a@b.com",
          "aa@aa.com",
          "asdf@asdf.com",
          "abc@abc.com",
          "no@no.com",
          "none@none.com",
          "no@email.com",
          "noemail@noemail.com",
          "email@email.com",
          "mail@mail.com",
          "x@x.com");

  /** The longest of them in quotation marks. */
  private static final int WORD_CHARS_MAX = 21;

  /** What a template holds before anybody fills it in: openings, each with its end. */
  private static final String[][] PLACEHOLDERS = {
    {"{{", "}}"}, {"${", "}"}, {"#{", "}"}, {"%%", "%%"}, {"*|", "|*"}, {"<%", "%>"}, {"[[", "]]"}
  };

  private static final String PLACEHOLDER_STARTS = "{$#%*<[";

  /**
   * Nobody reads these mailboxes, so they are nobody's: shops put them where an email is needed.
   */
  private static final Set<String> MAILBOXES =
      Set.of(
          "noreply",
          "no-reply",
          "no_reply",
          "no.reply",
          "donotreply",
          "do-not-reply",
          "noemail",
          "nomail",
          "nobody",
          "null",
          "undefined");

  private Junk() {}

  static boolean isJunk(String text) {
    return isZeros(text)
        || isPlaceholder(text)
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

  private static boolean isPlaceholder(String text) {
    if (PLACEHOLDER_STARTS.indexOf(text.charAt(0)) < 0) {
      return false;
    }
    for (String[] marks : PLACEHOLDERS) {
      if (text.startsWith(marks[0])
          && text.endsWith(marks[1])
          && text.length() >= marks[0].length() + marks[1].length()) {
        return true;
      }
    }
    return false;
  }

  private static String unquoted(String text) {
    int last = text.length() - 1;
    char mark = text.charAt(0);
    boolean quoted = last > 0 && (mark == '"' || mark == '\'') && text.charAt(last) == mark;
    return quoted ? text.substring(1, last) : text;
  }
}
