package io.onefold.search;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Brings texts into the form in which they are compared: lower case, without accents, compatibility
 * forms resolved, letters that have no accent but are typed without one replaced; as UTF-8, whose
 * order is the order of code points.
 *
 * <p><b>Threading.</b> Stateless. <b>Bounds.</b> What is beyond {@link #CHARS_MAX} characters or
 * {@link #BYTES_MAX} folded bytes is not searched.
 *
 * <p><b>Source.</b> Unicode Standard Annex 15, form NFKD.
 */
final class Folding {

  static final int CHARS_MAX = 256;

  /** Two bytes a character: names in alphabets fit whole, 170 ideographs do. */
  static final int BYTES_MAX = 512;

  private Folding() {}

  /** The words of a name with one space between them. Hyphens part words, apostrophes do not. */
  static byte[] name(String text) {
    String folded = fold(text);
    StringBuilder words = new StringBuilder(folded.length());
    boolean gap = false;
    for (int i = 0; i < folded.length(); ) {
      int point = folded.codePointAt(i);
      i += Character.charCount(point);
      if (isOfWord(point)) {
        if (gap && !words.isEmpty()) {
          words.append(' ');
        }
        words.appendCodePoint(point);
        gap = false;
      } else {
        gap |= !isApostrophe(point);
      }
    }
    return utf8(words.toString());
  }

  /** An e-mail address, or a part of one, with its punctuation and without spaces. */
  static byte[] email(String text) {
    String folded = fold(text);
    StringBuilder address = new StringBuilder(folded.length());
    for (int i = 0; i < folded.length(); ) {
      int point = folded.codePointAt(i);
      i += Character.charCount(point);
      if (isOfAddress(point)) {
        address.appendCodePoint(point);
      }
    }
    return utf8(address.toString());
  }

  private static String fold(String text) {
    String bounded = text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX);
    if (isAscii(bounded)) {
      return lower(bounded);
    }
    StringBuilder folded = new StringBuilder(bounded.length() + 8);
    Normalizer.normalize(bounded, Normalizer.Form.NFKD)
        .codePoints()
        .filter(point -> !isMark(point))
        .map(Character::toLowerCase)
        .forEach(point -> append(point, folded));
    return folded.toString();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Lower case of ASCII, whatever the machine's language: in Turkish, I has another one. */
  private static String lower(String ascii) {
    return ascii.toLowerCase(Locale.ROOT);
  }

  private static void append(int point, StringBuilder folded) {
    switch (point) {
      case 'ß' -> folded.append("ss");
      case 'æ' -> folded.append("ae");
      case 'œ' -> folded.append("oe");
      case 'þ' -> folded.append("th");
      case 'ø' -> folded.append('o');
      case 'ł' -> folded.append('l');
      case 'đ', 'ð' -> folded.append('d');
      case 'ħ' -> folded.append('h');
      case 'ŧ' -> folded.append('t');
      case 'ı' -> folded.append('i');
      case 'ς' -> folded.append('σ');
      default -> folded.appendCodePoint(point);
    }
  }

  /** Accents and invisible characters, which people do not type. */
  private static boolean isMark(int point) {
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT;
  }

  private static boolean isOfWord(int point) {
    return Character.isLetterOrDigit(point)
        || Character.getType(point) == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isApostrophe(int point) {
    return point == '\'' || point == '`' || point == '\u2018' || point == '\u2019';
  }

  private static boolean isOfAddress(int point) {
    int type = Character.getType(point);
    return !Character.isWhitespace(point)
        && !Character.isSpaceChar(point)
        && type != Character.CONTROL
        && type != Character.SURROGATE;
  }

  private static byte[] utf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= BYTES_MAX) {
      return bytes;
    }
    int end = BYTES_MAX;
    while ((bytes[end] & 0xc0) == 0x80) { // inside a character
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }
}
