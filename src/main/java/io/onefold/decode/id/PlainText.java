package io.onefold.decode.id;

import java.text.Normalizer;

/**
 * The part of normalising that every type of identifier shares: no white space around it, and one
 * form (NFC) for the letters that Unicode can write in several ways.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class PlainText {

  private static final int FIRST_BEYOND_ASCII = 0x80;
  private static final char ZERO_WIDTH_SPACE = '\u200b';
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private PlainText() {}

  static String of(String raw) {
    String trimmed = trim(raw);
    return isAscii(trimmed) ? trimmed : Normalizer.normalize(trimmed, Normalizer.Form.NFC);
  }

  private static String trim(String raw) {
    int from = 0;
    int to = raw.length();
    while (from < to && isBlank(raw.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(raw.charAt(to - 1))) {
      to--;
    }
    return raw.substring(from, to);
  }

  /** Also what copying from a web page or a spreadsheet leaves around a value, unseen. */
  private static boolean isBlank(char c) {
    if (c < FIRST_BEYOND_ASCII) {
      return c <= ' ' || c == '\u007f';
    }
    return Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || c == ZERO_WIDTH_SPACE
        || c == BYTE_ORDER_MARK;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_BEYOND_ASCII) {
        return false;
      }
    }
    return true;
  }
}
