package io.onefold.journal.redis;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.journal.Batch;

/**
 * Presses encoded batches on their way to Redis, which holds the journal in memory: events of one
 * shard resemble each other, and shrink to about a third for 1 µs a KiB. It spares Redis, and the
 * file it writes, more time than it costs here.
 *
 * <p>What is pressed is the whole encoded batch, its crc included, so damage to pressed bytes is
 * found by the batch's own crc.
 *
 * <p><b>Threading.</b> Confined to one event loop. Holds about a megabyte outside of the heap.
 */
final class BatchPress {

  /** Below this, pressing gains less than it costs. */
  static final int BYTES_MIN = 1_024;

  /** The fastest of the levels that still reach the size of level 1 on packed events. */
  private static final int LEVEL = -1;

  /** No batch is longer: its ops, and its fields. */
  private static final int RAW_BYTES_MAX = Batch.BYTES_MAX + 64 * 1024;

  private final ZstdCompressCtx pressing = new ZstdCompressCtx().setLevel(LEVEL);
  private final ZstdDecompressCtx unpressing = new ZstdDecompressCtx();

  /** The pressed form, or {@code encoded} itself when that is short or does not shrink. */
  byte[] press(byte[] encoded) {
    if (encoded.length < BYTES_MIN) {
      return encoded;
    }
    byte[] pressed = pressing.compress(encoded);
    PackedWriter out = new PackedWriter(pressed.length + Integer.BYTES);
    out.i32(encoded.length).raw(pressed, 0, pressed.length);
    return out.length() < encoded.length ? out.toBytes() : encoded;
  }

  /** Undoes {@link #press}; nothing, which is no batch, when the bytes are damaged. */
  byte[] unpress(byte[] stored) {
    if (stored.length < Integer.BYTES) {
      return new byte[0];
    }
    int rawBytes = new PackedReader(stored).i32();
    if (rawBytes < 0 || rawBytes > RAW_BYTES_MAX) {
      return new byte[0];
    }
    byte[] raw = new byte[rawBytes];
    int pressed = stored.length - Integer.BYTES;
    try {
      long count = unpressing.decompressByteArray(raw, 0, rawBytes, stored, Integer.BYTES, pressed);
      return count == rawBytes ? raw : new byte[0];
    } catch (ZstdException damaged) {
      return new byte[0];
    }
  }
}
