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
  private static final String FORBIDDEN = "<>()[],;:\\\"@";

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
      char c = text.charAt(i);
      if (c <= ' '
          || FORBIDDEN.indexOf(c) >= 0
          || Character.isISOControl(c)
          || Character.isSpaceChar(c)) {
        return false;
      }
    }
    return true;
  }
}
