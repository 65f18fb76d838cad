package io.onefold.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes values into a growing array of bytes: whole numbers with a variable length where they are
 * mostly small, strings as UTF-8 behind their length. {@link PackedReader} reads them back.
 *
 * <p><b>Threading.</b> Confined to one thread at a time. <b>Bounds.</b> Up to 2 GiB, the largest
 * array; callers stay far below.
 */
public final class PackedWriter {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int VARINT_BYTES_MAX = 10;

  private byte[] bytes;
  private int length;

  public PackedWriter(int initialBytes) {
    bytes = new byte[Math.max(16, initialBytes)];
  }

  public int length() {
    return length;
  }

  /** Forgets what was written and keeps the array for the next use. */
  public PackedWriter clear() {
    length = 0;
    return this;
  }

  /** The array written into; valid up to {@link #length} and until the next write. */
  public byte[] array() {
    return bytes;
  }

  /** A copy of exactly what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** A view of what was written; valid until the next write. */
  public ByteBuffer view() {
    return ByteBuffer.wrap(bytes, 0, length);
  }

  public PackedWriter u8(int value) {
    grow(1);
    bytes[length++] = (byte) value;
    return this;
  }

  /** A byte that says yes or no. */
  public PackedWriter flag(boolean value) {
    return u8(value ? 1 : 0);
  }

  public PackedWriter i32(int value) {
    grow(Integer.BYTES);
    INT.set(bytes, length, value);
    length += Integer.BYTES;
    return this;
  }

  public PackedWriter i64(long value) {
    grow(Long.BYTES);
    LONG.set(bytes, length, value);
    length += Long.BYTES;
    return this;
  }

  /** An unsigned number in 1 to 10 bytes of 7 bits, lowest first. */
  public PackedWriter varint(long value) {
    grow(VARINT_BYTES_MAX);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    return this;
  }

  /** A signed number; small magnitudes take few bytes. */
  public PackedWriter zigzag(long value) {
    return varint((value << 1) ^ (value >> 63));
  }

  public PackedWriter raw(byte[] source, int offset, int count) {
    grow(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
    return this;
  }

  /** Bytes behind their length. */
  public PackedWriter bytes(byte[] source) {
    return varint(source.length).raw(source, 0, source.length);
  }

  /** A string as UTF-8 behind its length in bytes. */
  public PackedWriter string(String value) {
    int chars = value.length();
    if (chars < 0x80 && isAscii(value)) {
      return ascii(value, chars);
    }
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  public PackedWriter hash(Hash128 hash) {
    return i64(hash.hi()).i64(hash.lo());
  }

  public PackedWriter profileId(ProfileId id) {
    return i64(id.hi()).i64(id.lo());
  }

  /** Overwrites four bytes written earlier, for a length that is known only afterwards. */
  public PackedWriter patchI32(int at, int value) {
    INT.set(bytes, at, value);
    return this;
  }

  @SuppressWarnings("deprecation") // copies Latin-1 bytes without an encoder; the text is ASCII
  private PackedWriter ascii(String value, int chars) {
    grow(chars + 1);
    bytes[length++] = (byte) chars;
    value.getBytes(0, chars, bytes, length);
    length += chars;
    return this;
  }

  private static boolean isAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private void grow(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }
}
