package io.onefold.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link PackedWriter} wrote.
 *
 * <p><b>Threading.</b> Confined to one thread at a time. <b>Errors.</b> {@link
 * IndexOutOfBoundsException} when the bytes end too early, {@link ArithmeticException} and {@link
 * IllegalArgumentException} when they cannot have been written. To whoever has checked a checksum
 * this is a defect; who has not, takes all three for damage.
 */
public final class PackedReader {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private int position;

  public PackedReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  public PackedReader(byte[] bytes, int offset, int count) {
    this.bytes = bytes;
    this.position = offset;
    this.end = offset + count;
  }

  public boolean hasMore() {
    return position < end;
  }

  /** Offset of the next byte in the array that is read from. */
  public int position() {
    return position;
  }

  public int u8() {
    return bytes[advance(1)] & 0xff;
  }

  /** What {@link PackedWriter#flag} wrote. */
  public boolean flag() {
    int value = u8();
    if (value > 1) {
      throw new IllegalArgumentException("neither yes nor no: " + value);
    }
    return value == 1;
  }

  public int i32() {
    return (int) INT.get(bytes, advance(Integer.BYTES));
  }

  public long i64() {
    return (long) LONG.get(bytes, advance(Long.BYTES));
  }

  public long varint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = bytes[advance(1)];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  /** A number that was written by {@link PackedWriter#varint} and fits into an {@code int}. */
  public int count() {
    return Math.toIntExact(varint());
  }

  /**
   * How many items follow, of at least a byte each. Never more than there is room for in what is
   * left, so that an array for them is no larger than a few times what was sent.
   */
  public int items() {
    int items = count();
    if (items < 0 || items > end - position) {
      throw new IndexOutOfBoundsException(items + " items at " + position + " of " + end);
    }
    return items;
  }

  public long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  public byte[] raw(int count) {
    int from = advance(count);
    return Arrays.copyOfRange(bytes, from, from + count);
  }

  public byte[] bytes() {
    return raw(count());
  }

  public String string() {
    int count = count();
    return new String(bytes, advance(count), count, StandardCharsets.UTF_8);
  }

  /** Passes over a string or bytes behind their length. */
  public PackedReader skipBytes() {
    advance(count());
    return this;
  }

  public PackedReader skip(int count) {
    advance(count);
    return this;
  }

  public Hash128 hash() {
    return new Hash128(i64(), i64());
  }

  public ProfileId profileId() {
    return new ProfileId(i64(), i64());
  }

  private int advance(int count) {
    int from = position;
    if (count < 0 || end - from < count) {
      throw new IndexOutOfBoundsException("need " + count + " bytes at " + from + " of " + end);
    }
    position = from + count;
    return from;
  }
}
