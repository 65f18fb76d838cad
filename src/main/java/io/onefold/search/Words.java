package io.onefold.search;

import java.util.Arrays;

/**
 * The words of a folded name or e-mail address, as places in an array of bytes. A word begins with
 * a letter or digit that follows none. The last label of a domain is no word: half of all addresses
 * would begin with {@code com}.
 *
 * <p><b>Threading.</b> Immutable by agreement; a view, valid while nobody writes to the bytes.
 *
 * @param to end of the text
 * @param startsEnd no word begins here or after
 */
record Words(byte[] bytes, int from, int to, int startsEnd) {

  /** There is no further word. */
  static final int NONE = -1;

  static Words ofName(byte[] bytes, int from, int to) {
    return new Words(bytes, from, to, to);
  }

  static Words ofEmail(byte[] bytes, int from, int to) {
    int dot = to - 1;
    while (dot >= from && bytes[dot] != '.' && bytes[dot] != '@') {
      dot--;
    }
    boolean afterAt = dot > from && bytes[dot] == '.' && contains(bytes, from, dot, '@');
    return new Words(bytes, from, to, afterAt ? dot : to);
  }

  /** Where the first word begins at or after {@code at}. */
  int next(int at) {
    for (int i = at; i < startsEnd; i++) {
      if (isOfWord(bytes[i]) && (i == from || !isOfWord(bytes[i - 1]))) {
        return i;
      }
    }
    return NONE;
  }

  /** Whether the text goes on with {@code prefix}, which begins with a word, from a word on. */
  boolean anyBegins(byte[] prefix) {
    int end = Math.min(startsEnd, to - prefix.length + 1);
    for (int i = from; i < end; i++) {
      if (bytes[i] == prefix[0]
          && (i == from || !isOfWord(bytes[i - 1]))
          && Arrays.equals(bytes, i, i + prefix.length, prefix, 0, prefix.length)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the byte is of a letter or digit: beyond ASCII, all are taken for letters. */
  static boolean isOfWord(byte b) {
    return b < 0 || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9');
  }

  private static boolean contains(byte[] bytes, int from, int to, char ascii) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == ascii) {
        return true;
      }
    }
    return false;
  }
}
