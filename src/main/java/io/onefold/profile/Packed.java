package io.onefold.profile;

import io.onefold.event.Event;
import io.onefold.event.EventTime;
import io.onefold.event.PackedWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One array of bytes in sections, which grow and shrink by moving what stands behind them.
 *
 * <pre>
 *   version 1 │ account 2 │ bucket 2 │ decided 6 │ section ends 10 × 3
 *   routes │ ring │ metrics │ visits │ attributes │ consents
 *   orders │ refunds │ clearings │ cart │ slack
 * </pre>
 *
 * <p>Numbers are big-endian and have a fixed place wherever they change after they were written, so
 * that they are changed in place. Times have 48 bits. A <em>stamp</em> is a time and, for what
 * happened in one millisecond, the number that stands for the order of arrival, 14 bytes; the
 * higher one is the later one. Two messages share one only if they happened in one millisecond and
 * their requests arrived in one microsecond, or if both lie beyond the 4,095th place of one batch;
 * which of the two holds is then left to the order in which they are folded.
 *
 * <p>{@link Profile} inherits from this class in place of holding one: that saves an object of 16
 * bytes a profile.
 *
 * <p><b>Threading.</b> Confined to one thread at a time.
 *
 * <p><b>Bounds.</b> Offsets have 24 bits, 16 MB. The sections' own bounds add up to about 2 MB; the
 * usual profile has 1 KB. The slack is at most a sixteenth when a section has grown, and a quarter
 * when one has shrunk.
 */
abstract sealed class Packed permits Profile {

  /**
   * Bits of a name's number, see {@link Names#NAMES_MAX}; it shares an {@code int} with a route.
   */
  static final int NAME_BITS = 20;

  static final int NAME_MASK = (1 << NAME_BITS) - 1;

  /** Bytes of a stamp: 48 bits of time and 64 of {@link EventTime#arrival}. */
  static final int STAMP_BYTES = 6 + 8;

  static final int ACCOUNT_AT = 1;
  static final int BUCKET_AT = 3;
  static final int DECIDED_AT = 5;

  private static final int ENDS_AT = 11;
  private static final int END_BYTES = 3;
  private static final int HEADER_BYTES = ENDS_AT + END_BYTES * Section.COUNT;
  private static final int VERSION = 3;
  private static final long TIME_MAX_MS = (1L << 48) - 1;

  /** Room for the first event: a route of 31, a ring of 4 × 27, a count of 8 and a visit of 16. */
  private static final int FIRST_EVENT_BYTES = 163;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;

  /** Without events. */
  Packed() {
    bytes = new byte[HEADER_BYTES + FIRST_EVENT_BYTES];
    bytes[0] = VERSION;
    for (int section = 0; section < Section.COUNT; section++) {
      u24(ENDS_AT + END_BYTES * section, HEADER_BYTES);
    }
  }

  /** Over an array that was written by {@link #writeTo} and is from now on this profile's own. */
  Packed(byte[] packed) {
    bytes = packed;
    if (bytes.length < HEADER_BYTES || bytes[0] != VERSION || used() > bytes.length) {
      throw new IllegalArgumentException("not a profile of version " + VERSION);
    }
  }

  /** The time of an event as it is kept: 0 means "never", so all times are one higher. */
  static long heldMs(Event event) {
    return heldMs(event.time().atMs());
  }

  static long heldMs(long atMs) {
    return Math.clamp(atMs, 0, TIME_MAX_MS - 1) + 1;
  }

  /** The time that is kept as {@code heldMs}; 0 for "never". */
  static long ms(long heldMs) {
    return Math.max(0, heldMs - 1);
  }

  /** Bytes in use, which is how many {@link #writeTo} writes. */
  public final int packedLength() {
    return used();
  }

  /** Appends the bytes in use; their number is not written. */
  public final void writeTo(PackedWriter out) {
    out.raw(bytes, 0, used());
  }

  /** Length of the array, slack included. */
  final int capacity() {
    return bytes.length;
  }

  final int start(Section section) {
    return section.ordinal() == 0 ? HEADER_BYTES : end(section.ordinal() - 1);
  }

  final int end(Section section) {
    return end(section.ordinal());
  }

  final int length(Section section) {
    return end(section) - start(section);
  }

  /** Makes room for {@code count} zero bytes at offset {@code at} of {@code section}. */
  final void open(Section section, int at, int count) {
    int used = used();
    byte[] from = bytes;
    if (used + count > bytes.length) {
      bytes = Arrays.copyOf(from, roomy(used + count));
    }
    System.arraycopy(from, at, bytes, at + count, used - at);
    Arrays.fill(bytes, at, at + count, (byte) 0);
    moveEnds(section, count);
  }

  /** Takes {@code count} bytes at offset {@code at} out of {@code section}. */
  final void close(Section section, int at, int count) {
    int used = used() - count;
    System.arraycopy(bytes, at + count, bytes, at, used - at);
    moveEnds(section, -count);
    if (bytes.length - used > Math.max(used / 4, FIRST_EVENT_BYTES)) {
      bytes = Arrays.copyOf(bytes, roomy(used));
    }
  }

  /** Whether the stamp given is later than the one at {@code at}. */
  final boolean later(int at, long atMs, long arrival) {
    long heldMs = u48(at);
    return atMs > heldMs || (atMs == heldMs && Long.compareUnsigned(arrival, i64(at + 6)) > 0);
  }

  /**
   * Whether the stamp that {@code other} has at {@code otherAt} is later than the one at {@code
   * at}.
   */
  final boolean later(int at, Packed other, int otherAt) {
    return later(at, other.u48(otherAt), other.i64(otherAt + 6));
  }

  /** Whether the stamp given is earlier than the one at {@code at}. */
  final boolean earlier(int at, long atMs, long arrival) {
    long heldMs = u48(at);
    return atMs < heldMs || (atMs == heldMs && Long.compareUnsigned(arrival, i64(at + 6)) < 0);
  }

  final void stamp(int at, long atMs, long arrival) {
    u48(at, atMs);
    i64(at + 6, arrival);
  }

  final int u8(int at) {
    return bytes[at] & 0xff;
  }

  final void u8(int at, int value) {
    bytes[at] = (byte) value;
  }

  final int u16(int at) {
    return (short) SHORT.get(bytes, at) & 0xffff;
  }

  final void u16(int at, int value) {
    SHORT.set(bytes, at, (short) value);
  }

  final int u24(int at) {
    return u8(at) << 16 | u16(at + 1);
  }

  final void u24(int at, int value) {
    u8(at, value >>> 16);
    u16(at + 1, value);
  }

  final int i32(int at) {
    return (int) INT.get(bytes, at);
  }

  final void i32(int at, int value) {
    INT.set(bytes, at, value);
  }

  final long u48(int at) {
    return (long) u16(at) << 32 | (i32(at + 2) & 0xffff_ffffL);
  }

  final void u48(int at, long value) {
    u16(at, (int) (value >>> 32));
    i32(at + 2, (int) value);
  }

  final long i64(int at) {
    return (long) LONG.get(bytes, at);
  }

  final void i64(int at, long value) {
    LONG.set(bytes, at, value);
  }

  /** Takes over all that {@code other} is; that one is not to be used again. */
  final void become(Packed other) {
    bytes = other.bytes;
  }

  /** Takes {@code count} bytes over from {@code other}. */
  final void copy(Packed other, int from, int at, int count) {
    System.arraycopy(other.bytes, from, bytes, at, count);
  }

  final String text(int at, int count) {
    return Text.read(bytes, at, count);
  }

  final void text(int at, String value) {
    Text.write(value, bytes, at);
  }

  private int used() {
    return end(Section.COUNT - 1);
  }

  private int end(int section) {
    return u24(ENDS_AT + END_BYTES * section);
  }

  private void moveEnds(Section from, int count) {
    for (int section = from.ordinal(); section < Section.COUNT; section++) {
      u24(ENDS_AT + END_BYTES * section, end(section) + count);
    }
  }

  /** A length with slack, such that the array ends where the heap aligns objects anyway. */
  private static int roomy(int used) {
    return (used + used / 16 + 7) & ~7;
  }
}
