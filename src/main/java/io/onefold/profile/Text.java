package io.onefold.profile;

import java.nio.charset.StandardCharsets;

/**
 * Strings inside a packed array, without an object in between: what is written in place of an equal
 * string costs nothing but the copy.
 *
 * <p>UTF-8, as {@link String#getBytes(java.nio.charset.Charset)} writes it: half of a surrogate
 * pair becomes a question mark.
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Source.</b> The hash is FNV-1a (Fowler, Noll, Vo) over UTF-16 units, then the finaliser of
 * SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014). It is
 * the same on all nodes; it is not keyed, and decides only inside one profile.
 */
final class Text {

  private static final long FNV_OFFSET = 0xcbf2_9ce4_8422_2325L;
  private static final long FNV_PRIME = 0x100_0000_01b3L;

  private Text() {}

  /** How many bytes {@link #write} will write. */
  static int bytes(String value) {
    int count = 0;
    for (int i = 0; i < value.length(); i++) {
      int codePoint = value.codePointAt(i);
      i += Character.charCount(codePoint) - 1;
      count += bytes(codePoint);
    }
    return count;
  }

  static void write(String value, byte[] target, int at) {
    int to = at;
    for (int i = 0; i < value.length(); i++) {
      int codePoint = value.codePointAt(i);
      i += Character.charCount(codePoint) - 1;
      to = write(codePoint, target, to);
    }
  }

  static String read(byte[] source, int at, int count) {
    return new String(source, at, count, StandardCharsets.UTF_8);
  }

  /** A 64-bit hash, never 0. */
  static long hash(String value) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < value.length(); i++) {
      hash = (hash ^ value.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d0_49bb_1331_11ebL;
    hash ^= hash >>> 31;
    return hash == 0 ? 1 : hash;
  }

  private static int bytes(int codePoint) {
    if (codePoint < 0x80 || isLone(codePoint)) {
      return 1;
    }
    return codePoint < 0x800 ? 2 : codePoint < 0x1_0000 ? 3 : 4;
  }

  private static int write(int codePoint, byte[] target, int at) {
    int count = bytes(codePoint);
    if (count == 1) {
      target[at] = (byte) (isLone(codePoint) ? '?' : codePoint);
      return at + 1;
    }
    int rest = codePoint;
    for (int i = at + count - 1; i > at; i--) {
      target[i] = (byte) (0x80 | (rest & 0x3f));
      rest >>>= 6;
    }
    target[at] = (byte) (0xf00 >> count | rest);
    return at + count;
  }

  private static boolean isLone(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
