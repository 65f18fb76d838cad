package io.onefold.journal.hazelcast;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.journal.CheckpointId;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The form that heads and EPOCH records have in common: kind, shard, epoch, version, more fields,
 * and a crc32c over all of it at the end. A batch's epoch stands at the same place: see {@link
 * io.onefold.journal.hazelcast.grid.Grid#trim}.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class Sealed {

  private static final int CRC_BYTES = Integer.BYTES;

  private Sealed() {}

  static byte[] seal(PackedWriter out) {
    int crc = crc(out.array(), out.length());
    return out.i32(crc).toBytes();
  }

  /** The body when the crc is right. */
  static Optional<PackedReader> open(byte[] bytes) {
    int body = bytes.length - CRC_BYTES;
    return body > 1 && new PackedReader(bytes, body, CRC_BYTES).i32() == crc(bytes, body)
        ? Optional.of(new PackedReader(bytes, 0, body))
        : Optional.empty();
  }

  /** Passes a version. It is under the crc: another one is of a newer node, not damage. */
  static void expect(PackedReader in, int version) {
    int got = in.u8();
    if (got != version) {
      throw new IllegalStateException("expected version " + version + " got " + got);
    }
  }

  static void writer(PackedWriter out, UUID writer) {
    out.i64(writer.getMostSignificantBits()).i64(writer.getLeastSignificantBits());
  }

  static UUID writer(PackedReader in) {
    return new UUID(in.i64(), in.i64());
  }

  static void anchor(PackedWriter out, CheckpointId place) {
    out.i64(place.epoch()).i64(place.seq()).i32(place.crc());
  }

  static CheckpointId anchor(PackedReader in) {
    return new CheckpointId(in.i64(), in.i64(), in.i32());
  }

  private static int crc(byte[] bytes, int count) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, count);
    return (int) crc.getValue();
  }
}
