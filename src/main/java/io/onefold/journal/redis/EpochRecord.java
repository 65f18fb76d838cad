package io.onefold.journal.redis;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * What stands behind an EPOCH id: who won it. Version, writer, crc32c over both.
 *
 * <p><b>Threading.</b> Immutable.
 */
record EpochRecord(UUID writer) {

  private static final int VERSION = 1;
  private static final int BODY_BYTES = 1 + 2 * Long.BYTES;

  byte[] encode() {
    PackedWriter out = new PackedWriter(BODY_BYTES + Integer.BYTES);
    out.u8(VERSION).i64(writer.getMostSignificantBits()).i64(writer.getLeastSignificantBits());
    return out.i32(crc(out.array())).toBytes();
  }

  /** Empty when the bytes are not what {@link #encode} wrote. */
  static Optional<EpochRecord> decode(byte[] bytes) {
    if (bytes.length != BODY_BYTES + Integer.BYTES) {
      return Optional.empty();
    }
    PackedReader in = new PackedReader(bytes);
    int version = in.u8();
    UUID writer = new UUID(in.i64(), in.i64());
    return version == VERSION && in.i32() == crc(bytes)
        ? Optional.of(new EpochRecord(writer))
        : Optional.empty();
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, BODY_BYTES);
    return (int) crc.getValue();
  }
}
