package io.onefold.decode.id;

import io.onefold.event.Hash128;

/**
 * SipHash-2-4 with 64 or 128 bits of result, fed piece by piece so that a text is hashed without a
 * copy of its bytes.
 *
 * <p><b>Threading.</b> Confined to the call that made it; used for one result.
 *
 * <p><b>Source.</b> Aumasson and Bernstein, "SipHash: a fast short-input PRF", Indocrypt 2012; the
 * 128-bit form is the authors' later addition to their reference code.
 */
final class SipHash {

  /** What tells the 128-bit form from the 64-bit form, at the start and before the first result. */
  private static final int WIDE = 0xee;

  private static final int NARROW_END = 0xff;
  private static final int WIDE_SECOND_HALF = 0xdd;

  private long v0;
  private long v1;
  private long v2;
  private long v3;

  /** Bytes not yet compressed, the first in the lowest place. */
  private long word;

  private int length;

  private SipHash(SipKey key, int form) {
    v0 = 0x736f6d6570736575L ^ key.k0();
    v1 = 0x646f72616e646f6dL ^ key.k1() ^ form;
    v2 = 0x6c7967656e657261L ^ key.k0();
    v3 = 0x7465646279746573L ^ key.k1();
  }

  /** A hash that ends with {@link #bits64}. */
  static SipHash narrow(SipKey key) {
    return new SipHash(key, 0);
  }

  /** A hash that ends with {@link #bits128}. */
  static SipHash wide(SipKey key) {
    return new SipHash(key, WIDE);
  }

  /** Adds the lowest eight bits of {@code value}. */
  SipHash octet(int value) {
    // A shift by a long's width or more wraps: the byte lands at length mod 8.
    word |= (value & 0xffL) << (length << 3);
    length++;
    if ((length & 7) == 0) {
      compress(word);
      word = 0;
    }
    return this;
  }

  /** Adds four bytes, the lowest first. */
  SipHash i32(int value) {
    return octet(value).octet(value >>> 8).octet(value >>> 16).octet(value >>> 24);
  }

  SipHash octets(byte[] bytes) {
    for (byte b : bytes) {
      octet(b);
    }
    return this;
  }

  /** Adds the text's UTF-8 bytes; a lone surrogate counts as {@code ?}, as in the JDK's encoder. */
  SipHash utf8(String text) {
    int at = ascii(text);
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      codePoint(codePoint);
      at += Character.charCount(codePoint);
    }
    return this;
  }

  /** Adds what can be added by eight characters at a time, and returns where to go on. */
  private int ascii(String text) {
    int at = 0;
    while (at + Long.BYTES <= text.length()) {
      long eight = eight(text, at);
      if (eight < 0) {
        break;
      }
      octets(eight);
      at += Long.BYTES;
    }
    return at;
  }

  /** Eight characters as bytes, the first in the lowest place; negative if one is beyond ASCII. */
  private static long eight(String text, int from) {
    long low = four(text, from);
    long high = four(text, from + 4);
    return (low | high) < 0 ? -1 : high << 32 | low;
  }

  private static long four(String text, int from) {
    int a = text.charAt(from);
    int b = text.charAt(from + 1);
    int c = text.charAt(from + 2);
    int d = text.charAt(from + 3);
    return (a | b | c | d) < 0x80 ? a | b << 8 | c << 16 | d << 24 : -1;
  }

  /** Adds eight bytes at once, be the last ones complete or not. */
  private void octets(long eight) {
    int filled = (length & 7) << 3;
    compress(word | eight << filled);
    word = filled == 0 ? 0 : eight >>> Long.SIZE - filled;
    length += Long.BYTES;
  }

  private void codePoint(int codePoint) {
    if (codePoint < 0x80) {
      octet(codePoint);
    } else if (codePoint < 0x800) {
      octet(0xc0 | codePoint >> 6).octet(continuation(codePoint));
    } else if (codePoint >= Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      octet(0xf0 | codePoint >> 18).octet(continuation(codePoint >> 12));
      octet(continuation(codePoint >> 6)).octet(continuation(codePoint));
    } else if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
      octet('?');
    } else {
      octet(0xe0 | codePoint >> 12).octet(continuation(codePoint >> 6));
      octet(continuation(codePoint));
    }
  }

  private static int continuation(int bits) {
    return 0x80 | bits & 0x3f;
  }

  long bits64() {
    finish(NARROW_END);
    return v0 ^ v1 ^ v2 ^ v3;
  }

  Hash128 bits128() {
    finish(WIDE);
    long first = v0 ^ v1 ^ v2 ^ v3;
    v1 ^= WIDE_SECOND_HALF;
    fourRounds();
    return new Hash128(first, v0 ^ v1 ^ v2 ^ v3);
  }

  private void finish(int mark) {
    compress(word | (long) length << 56);
    v2 ^= mark;
    fourRounds();
  }

  private void compress(long bytes) {
    v3 ^= bytes;
    round();
    round();
    v0 ^= bytes;
  }

  private void fourRounds() {
    round();
    round();
    round();
    round();
  }

  private void round() {
    v0 += v1;
    v2 += v3;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v1;
    v0 += v3;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 = Long.rotateLeft(v2, 32);
  }
}
