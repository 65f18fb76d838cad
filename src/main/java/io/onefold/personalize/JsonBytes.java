package io.onefold.personalize;

import io.onefold.event.IsoTime;
import java.util.Arrays;

/**
 * A growing array of bytes to which the parts of JSON are appended: marks, numbers, times and
 * strings.
 *
 * <p><b>Threading.</b> Confined to one thread.
 *
 * <p><b>Source.</b> RFC 8259. U+2028 and U+2029 are escaped, since JavaScript before 2019 takes
 * them for ends of lines; half a surrogate pair has no UTF-8 and becomes U+FFFD, as in the Unicode
 * Standard, section 3.9.
 */
final class JsonBytes {

  private static final int LONG_CHARS_MAX = 20;
  private static final int ESCAPE_BYTES = 6;
  private static final int UTF8_BYTES_MAX = 4;
  private static final char REPLACEMENT = '\uFFFD';

  private byte[] bytes;
  private int length;

  JsonBytes(int initialBytes) {
    bytes = new byte[initialBytes];
  }

  /** The last byte. */
  byte last() {
    return bytes[length - 1];
  }

  /** Writes {@code ascii} over the last byte. */
  void replaceLast(char ascii) {
    bytes[length - 1] = (byte) ascii;
  }

  /** A copy of all bytes but the last. */
  byte[] withoutLast() {
    return Arrays.copyOf(bytes, length - 1);
  }

  /** One character of ASCII. */
  void put(char ascii) {
    grow(1);
    bytes[length++] = (byte) ascii;
  }

  /** ASCII as it is. */
  void ascii(String text) {
    grow(text.length());
    copy(text, text.length());
  }

  /** Text as it is, but for what has to be escaped or replaced everywhere. */
  void raw(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        put(c);
      } else {
        i += character(text, i);
      }
    }
  }

  /** Digits from the last to the first, of a negative number, since only those reach all longs. */
  void digits(long value) {
    grow(LONG_CHARS_MAX);
    if (value < 0) {
      bytes[length++] = '-';
    }
    long rest = value < 0 ? value : -value;
    int count = 1;
    for (long tens = rest / 10; tens != 0; tens /= 10) {
      count++;
    }
    length += count;
    for (int at = length - 1; count > 0; count--, at--) {
      bytes[at] = (byte) ('0' - rest % 10);
      rest /= 10;
    }
  }

  void time(long ms) {
    grow(IsoTime.BYTES);
    IsoTime.write(ms, bytes, length);
    length += IsoTime.BYTES;
  }

  /** A string of JSON, with its quotes. */
  void quoted(String value) {
    int clean = 0;
    while (clean < value.length() && isClean(value.charAt(clean))) {
      clean++;
    }
    grow(clean + 3);
    bytes[length++] = '"';
    copy(value, clean);
    for (int i = clean; i < value.length(); i++) {
      char c = value.charAt(i);
      if (isClean(c)) {
        put(c);
      } else if (c < 0x80) {
        escape(c);
      } else {
        i += character(value, i);
      }
    }
    put('"');
  }

  private static boolean isClean(char c) {
    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
  }

  private void escape(char c) {
    switch (c) {
      case '"', '\\' -> shortEscape(c);
      case '\n' -> shortEscape('n');
      case '\r' -> shortEscape('r');
      case '\t' -> shortEscape('t');
      default -> longEscape(c);
    }
  }

  private void shortEscape(char c) {
    put('\\');
    put(c);
  }

  private void longEscape(char c) {
    grow(ESCAPE_BYTES);
    bytes[length++] = '\\';
    bytes[length++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[length++] = (byte) Character.forDigit((c >> shift) & 0xf, 16);
    }
  }

  /**
   * Writes the character at {@code i}, which is beyond ASCII, and returns how many more {@code
   * char}s it took.
   */
  private int character(String value, int i) {
    char c = value.charAt(i);
    if (c == '\u2028' || c == '\u2029') {
      longEscape(c);
      return 0;
    }
    if (!Character.isSurrogate(c)) {
      utf8(c);
      return 0;
    }
    int point = value.codePointAt(i);
    boolean pair = Character.isSupplementaryCodePoint(point);
    utf8(pair ? point : REPLACEMENT);
    return pair ? 1 : 0;
  }

  /** A character beyond ASCII in two to four bytes. */
  private void utf8(int point) {
    grow(UTF8_BYTES_MAX);
    if (point < 0x800) {
      bytes[length++] = (byte) (0xc0 | point >> 6);
    } else if (point < 0x10000) {
      bytes[length++] = (byte) (0xe0 | point >> 12);
      bytes[length++] = (byte) (0x80 | point >> 6 & 0x3f);
    } else {
      bytes[length++] = (byte) (0xf0 | point >> 18);
      bytes[length++] = (byte) (0x80 | point >> 12 & 0x3f);
      bytes[length++] = (byte) (0x80 | point >> 6 & 0x3f);
    }
    bytes[length++] = (byte) (0x80 | point & 0x3f);
  }

  @SuppressWarnings("deprecation") // copies Latin-1 bytes without an encoder; the text is ASCII
  private void copy(String ascii, int count) {
    ascii.getBytes(0, count, bytes, length);
    length += count;
  }

  private void grow(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }
}
