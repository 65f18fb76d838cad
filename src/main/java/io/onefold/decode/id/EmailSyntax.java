package io.onefold.decode.id;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Whether a text can be an email address, and its one spelling: lower case.
 *
 * <p>The check is far looser than RFC 5321 on purpose. It has to keep out what is no address (a
 * name, a number, two addresses in one field), not to judge addresses that mail servers accept.
 *
 * <p><b>Threading.</b> Stateless. <b>Bounds.</b> RFC 5321, 4.5.3.1: 64 characters before the
 * {@code @}, 254 in all.
 */
final class EmailSyntax {

  private static final int CHARS_MAX = 254;
  private static final int MAILBOX_CHARS_MAX = 64;
  private static final String MARKS = "<>()[],;:\\\"@";
  private static final int ASCII_END = 0x80;

  /** A bit for each character of ASCII that no part of an address holds. */
  private static final long FORBIDDEN_LOW = forbidden(0);

  private static final long FORBIDDEN_HIGH = forbidden(Long.SIZE);

  private EmailSyntax() {}

  /** Local parts are case-sensitive by the letter of the standard, and by nobody's practice. */
  static String lowerCase(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return Normalizer.isNormalized(lower, Normalizer.Form.NFC)
        ? lower
        : Normalizer.normalize(lower, Normalizer.Form.NFC);
  }

  static boolean isEmail(String text) {
    int at = text.indexOf('@');
    return at > 0
        && at <= MAILBOX_CHARS_MAX
        && text.length() <= CHARS_MAX
        && isPlain(text, 0, at)
        && isPlain(text, at + 1, text.length())
        && text.indexOf('.', at) >= 0
        && text.indexOf("..", at) < 0;
  }

  /** Neither empty nor with a dot at an end, without white space and without marks of lists. */
  private static boolean isPlain(String text, int from, int to) {
    if (from == to || text.charAt(from) == '.' || text.charAt(to - 1) == '.') {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (isForbidden(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isForbidden(char c) {
    if (c < ASCII_END) {
      return ((c < Long.SIZE ? FORBIDDEN_LOW : FORBIDDEN_HIGH) >>> c & 1) != 0;
    }
    return Character.isISOControl(c) || Character.isSpaceChar(c);
  }

  private static long forbidden(int from) {
    long bits = 0;
    for (int i = 0; i < Long.SIZE; i++) {
      char c = (char) (from + i);
      if (c <= ' ' || MARKS.indexOf(c) >= 0 || Character.isISOControl(c)) {
        bits |= 1L << i;
      }
    }
    return bits;
  }
}
