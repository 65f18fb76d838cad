package io.onefold.journal.history;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.journal.HistoryPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One page as it stands in a segment. Frames of a profile stand one after the other; each says how
 * long it is.
 *
 * <pre>
 *   varint length of the body · body · i32 crc32c of the body
 *   body: varint fromSeq · varint toSeq · varint raw length · entries, pressed if that helps
 *   entry: varint seq − fromSeq · varint length · encoded event
 * </pre>
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param body offset of the body in {@code bytes}
 * @param end offset behind the frame
 */
record HistoryFrame(byte[] bytes, int body, int end) {

  /**
   * Pages are small; a higher level than for checkpoints gains a tenth and is not on a hot path.
   */
  private static final int LEVEL = 3;

  private static final int CRC_BYTES = Integer.BYTES;

  static byte[] encode(HistoryPage page) {
    PackedWriter raw = new PackedWriter(1_024);
    for (HistoryPage.Entry entry : page.entries()) {
      raw.varint(entry.seq() - page.fromSeq()).bytes(entry.encodedEvent());
    }
    byte[] entries = raw.toBytes();
    byte[] pressed = Zstd.compress(entries, LEVEL);
    byte[] stored = pressed.length < entries.length ? pressed : entries;
    PackedWriter body = new PackedWriter(stored.length + 32);
    body.varint(page.fromSeq()).varint(page.toSeq()).varint(entries.length);
    body.raw(stored, 0, stored.length);
    PackedWriter frame = new PackedWriter(body.length() + 16);
    frame.varint(body.length()).raw(body.array(), 0, body.length());
    return frame.i32(crc(body.array(), 0, body.length())).toBytes();
  }

  /** The frame at an offset; empty when there is none of that length. */
  static Optional<HistoryFrame> at(byte[] bytes, int offset) {
    PackedReader in = new PackedReader(bytes, offset, bytes.length - offset);
    try {
      int length = in.count();
      int body = in.position();
      in.skip(length).skip(CRC_BYTES);
      return Optional.of(new HistoryFrame(bytes, body, in.position()));
    } catch (IndexOutOfBoundsException | ArithmeticException damaged) {
      return Optional.empty();
    }
  }

  boolean isSound() {
    int bodyEnd = end - CRC_BYTES;
    return new PackedReader(bytes, bodyEnd, CRC_BYTES).i32() == crc(bytes, body, bodyEnd - body);
  }

  long fromSeq() {
    return reader().varint();
  }

  long toSeq() {
    PackedReader in = reader();
    in.varint();
    return in.varint();
  }

  /** The events of a sound frame with a seq above {@code seq}, in order. */
  List<HistoryPage.Entry> entriesAbove(long seq) {
    PackedReader in = reader();
    long fromSeq = in.varint();
    in.varint();
    int rawBytes = in.count();
    byte[] stored = Arrays.copyOfRange(bytes, in.position(), end - CRC_BYTES);
    PackedReader raw =
        new PackedReader(stored.length == rawBytes ? stored : unpress(stored, rawBytes));
    List<HistoryPage.Entry> entries = new ArrayList<>();
    while (raw.hasMore()) {
      HistoryPage.Entry entry = new HistoryPage.Entry(fromSeq + raw.varint(), raw.bytes());
      if (entry.seq() > seq) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private PackedReader reader() {
    return new PackedReader(bytes, body, end - CRC_BYTES - body);
  }

  private static byte[] unpress(byte[] stored, int rawBytes) {
    byte[] raw = new byte[rawBytes];
    if (Zstd.decompressByteArray(raw, 0, rawBytes, stored, 0, stored.length) != rawBytes) {
      throw new ZstdException(0, "frame of another length");
    }
    return raw;
  }

  private static int crc(byte[] bytes, int from, int count) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, count);
    return (int) crc.getValue();
  }
}
