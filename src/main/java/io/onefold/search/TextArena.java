package io.onefold.search;

import io.onefold.event.ProfileId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps the folded names and e-mail addresses of profiles, one record each time a profile is put,
 * in chunks of bytes that never move. An address is the number of a byte.
 *
 * <pre>
 *   profile id 16 │ next record 4 │ name length 2 │ email length 2 │ 0 │ name │ 1 │ email │ 2
 * </pre>
 *
 * <p>Folded text has no byte below 32. So the three marks end a comparison, sort before every
 * character, and lead from any place in the text back to the beginning of its record.
 *
 * <p>Derived, like the index that it belongs to.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 *
 * <p><b>Bounds.</b> 2<sup>32</sup> bytes. A record takes 27 bytes and its text, rounded up to 8.
 * Space that is freed is used again for records of the same size, of which there are {@code 1,056 /
 * 8}.
 *
 * <p><b>Source.</b> Free lists by size: Knuth, "The Art of Computer Programming", volume 1, section
 * 2.5.
 */
final class TextArena {

  /** No record. */
  static final int NONE = -1;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private static final int NEXT_AT = 16;
  private static final int NAME_LENGTH_AT = 20;
  private static final int EMAIL_LENGTH_AT = 22;
  private static final int RECORD_MARK_AT = 24;
  private static final int TEXT_AT = 25;
  private static final byte RECORD_MARK = 0;
  private static final byte NAME_END = 1;
  private static final byte EMAIL_END = 2;
  private static final int UNIT = 8;
  private static final int RECORD_BYTES_MAX = roundUp(TEXT_AT + 2 + 2 * Folding.BYTES_MAX);

  /** 32 KiB: a shard with few names costs little, and a record that does not fit wastes 3 %. */
  private static final int CHUNK_BITS = 15;

  private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

  private final List<byte[]> chunks = new ArrayList<>();
  private final int[] freeBySize = new int[RECORD_BYTES_MAX / UNIT + 1];
  private int nextFree;
  private int records;

  TextArena() {
    Arrays.fill(freeBySize, NONE);
  }

  int records() {
    return records;
  }

  long heapBytes() {
    return ((long) chunks.size() << CHUNK_BITS) + (long) freeBySize.length * Integer.BYTES;
  }

  /** Keeps a record in front of {@code next} and returns its address. */
  int add(ProfileId profile, int next, byte[] name, byte[] email) {
    int record = allocate(roundUp(TEXT_AT + name.length + 1 + email.length + 1));
    byte[] chunk = chunk(record);
    int at = record & CHUNK_MASK;
    LONG.set(chunk, at, profile.hi());
    LONG.set(chunk, at + Long.BYTES, profile.lo());
    INT.set(chunk, at + NEXT_AT, next);
    SHORT.set(chunk, at + NAME_LENGTH_AT, (short) name.length);
    SHORT.set(chunk, at + EMAIL_LENGTH_AT, (short) email.length);
    chunk[at + RECORD_MARK_AT] = RECORD_MARK;
    int text = at + TEXT_AT;
    System.arraycopy(name, 0, chunk, text, name.length);
    chunk[text + name.length] = NAME_END;
    System.arraycopy(email, 0, chunk, text + name.length + 1, email.length);
    chunk[text + name.length + 1 + email.length] = EMAIL_END;
    records++;
    return record;
  }

  /** Forgets a record. Until its space is used again, it can still be asked whose it was. */
  void free(int record) {
    byte[] chunk = chunk(record);
    int at = record & CHUNK_MASK;
    int text = unsigned(chunk, at + NAME_LENGTH_AT) + unsigned(chunk, at + EMAIL_LENGTH_AT);
    int size = roundUp(TEXT_AT + text + 2) / UNIT;
    setNext(record, freeBySize[size]);
    freeBySize[size] = record;
    records--;
  }

  int next(int record) {
    return (int) INT.get(chunk(record), (record & CHUNK_MASK) + NEXT_AT);
  }

  void setNext(int record, int next) {
    INT.set(chunk(record), (record & CHUNK_MASK) + NEXT_AT, next);
  }

  ProfileId profile(int record) {
    byte[] chunk = chunk(record);
    int at = record & CHUNK_MASK;
    return new ProfileId((long) LONG.get(chunk, at), (long) LONG.get(chunk, at + Long.BYTES));
  }

  boolean isOf(int record, ProfileId profile) {
    byte[] chunk = chunk(record);
    int at = record & CHUNK_MASK;
    return (long) LONG.get(chunk, at + Long.BYTES) == profile.lo()
        && (long) LONG.get(chunk, at) == profile.hi();
  }

  /** The second half of the record's profile id, which is random. */
  long profileLo(int record) {
    return (long) LONG.get(chunk(record), (record & CHUNK_MASK) + Long.BYTES);
  }

  /** The words of the record's name, as places in its chunk. */
  Words name(int record) {
    byte[] chunk = chunk(record);
    int at = record & CHUNK_MASK;
    int from = at + TEXT_AT;
    return Words.ofName(chunk, from, from + unsigned(chunk, at + NAME_LENGTH_AT));
  }

  /** The words of the record's e-mail address, as places in its chunk. */
  Words email(int record) {
    byte[] chunk = chunk(record);
    int at = record & CHUNK_MASK;
    int from = at + TEXT_AT + unsigned(chunk, at + NAME_LENGTH_AT) + 1;
    return Words.ofEmail(chunk, from, from + unsigned(chunk, at + EMAIL_LENGTH_AT));
  }

  /** The address of a place in the record's chunk. */
  int address(int record, int place) {
    return (record & ~CHUNK_MASK) | place;
  }

  /**
   * Orders addresses by the text from there to the end of its field; of equal texts, a whole field
   * comes first, then the smaller profile id.
   */
  int compare(int left, int right) {
    byte[] leftChunk = chunk(left);
    byte[] rightChunk = chunk(right);
    int i = left & CHUNK_MASK;
    int j = right & CHUNK_MASK;
    while (leftChunk[i] == rightChunk[j] && !isMark(leftChunk[i])) {
      i++;
      j++;
    }
    if (isMark(leftChunk[i]) && isMark(rightChunk[j])) {
      return compareEqualTexts(left, right);
    }
    return Byte.compareUnsigned(leftChunk[i], rightChunk[j]);
  }

  /** Orders the text at {@code address} against a prefix; 0 when it begins with it. */
  int compareToPrefix(int address, byte[] prefix) {
    byte[] chunk = chunk(address);
    int at = address & CHUNK_MASK;
    for (int i = 0; i < prefix.length; i++) {
      byte b = chunk[at + i];
      if (b != prefix[i]) { // a mark at the latest, and it is smaller than all text
        return Byte.compareUnsigned(b, prefix[i]);
      }
    }
    return 0;
  }

  /** The record in whose text {@code address} lies. */
  int record(int address) {
    byte[] chunk = chunk(address);
    int at = address & CHUNK_MASK;
    while (chunk[at] != RECORD_MARK) {
      at--;
    }
    return (address & ~CHUNK_MASK) | (at - RECORD_MARK_AT);
  }

  private int compareEqualTexts(int left, int right) {
    int whole = Boolean.compare(beginsField(right), beginsField(left));
    if (whole != 0) {
      return whole;
    }
    int byProfile = profile(record(left)).compareTo(profile(record(right)));
    return byProfile != 0 ? byProfile : Integer.compare(left, right);
  }

  private boolean beginsField(int address) {
    return isMark(chunk(address)[(address & CHUNK_MASK) - 1]);
  }

  private int allocate(int bytes) {
    int reused = freeBySize[bytes / UNIT];
    if (reused != NONE) {
      freeBySize[bytes / UNIT] = next(reused);
      return reused;
    }
    int left = (chunks.size() << CHUNK_BITS) - nextFree;
    if (left < bytes) {
      nextFree = chunks.size() << CHUNK_BITS;
      chunks.add(new byte[1 << CHUNK_BITS]);
    }
    int record = nextFree;
    nextFree += bytes;
    return record;
  }

  private byte[] chunk(int address) {
    return chunks.get(address >>> CHUNK_BITS);
  }

  private static boolean isMark(byte b) {
    return b >= RECORD_MARK && b <= EMAIL_END;
  }

  private static int unsigned(byte[] chunk, int at) {
    return Short.toUnsignedInt((short) SHORT.get(chunk, at));
  }

  private static int roundUp(int bytes) {
    return (bytes + UNIT - 1) / UNIT * UNIT;
  }
}
