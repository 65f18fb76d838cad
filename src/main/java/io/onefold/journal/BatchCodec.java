package io.onefold.journal;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The bytes of a {@link Batch}: version, fields, ops, and a crc32c over all of it at the end.
 *
 * <pre>
 *   u8 version = 1 · i32 shard · i64 epoch · i64 seq · i32 prevCrc · 16 writer · i32 configVersion
 *   varint count of deps, each varint · varint length of ops · ops · i32 crc32c
 * </pre>
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Errors.</b> Damage is the value {@link Decoded.Damaged}: one changed byte anywhere changes
 * the crc, a missing or an added one too.
 */
public final class BatchCodec {

  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 80;
  private static final int CRC_BYTES = Integer.BYTES;

  private BatchCodec() {}

  /** What a row of bytes turned out to be. */
  public sealed interface Decoded {

    /** A sound batch and its crc, which was read and found right. */
    record Sound(Batch batch, int crc) implements Decoded {}

    /** Not a batch as it was written. */
    record Damaged(String what) implements Decoded {}
  }

  /** The bytes to be stored; the last four are the {@link Batch#crc}. */
  public static byte[] encode(Batch batch) {
    PackedWriter out = header(batch, batch.ops().length + CRC_BYTES);
    out.raw(batch.ops(), 0, batch.ops().length);
    CRC32C crc = new CRC32C();
    crc.update(out.array(), 0, out.length());
    return out.i32((int) crc.getValue()).toBytes();
  }

  /** Verifies and reads what {@link #encode} wrote. */
  public static Decoded decode(byte[] bytes) {
    if (bytes.length <= CRC_BYTES) {
      return new Decoded.Damaged("only " + bytes.length + " bytes");
    }
    int body = bytes.length - CRC_BYTES;
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, body);
    int got = (int) crc.getValue();
    int stored = crcOf(bytes);
    if (got != stored) {
      return new Decoded.Damaged("expected crc=%08x got=%08x".formatted(stored, got));
    }
    PackedReader in = new PackedReader(bytes, 0, body);
    int version = in.u8();
    return version == VERSION
        ? new Decoded.Sound(body(in), stored)
        : new Decoded.Damaged("expected version " + VERSION + " got " + version);
  }

  /** The crc that stands at the end of encoded bytes, unverified. */
  public static int crcOf(byte[] encoded) {
    return new PackedReader(encoded, encoded.length - CRC_BYTES, CRC_BYTES).i32();
  }

  static int crc(Batch batch) {
    PackedWriter header = header(batch, 0);
    CRC32C crc = new CRC32C();
    crc.update(header.array(), 0, header.length());
    crc.update(batch.ops());
    return (int) crc.getValue();
  }

  private static PackedWriter header(Batch batch, int moreBytes) {
    long[] deps = batch.deps();
    PackedWriter out = new PackedWriter(HEADER_BYTES + 10 * deps.length + moreBytes);
    out.u8(VERSION).i32(batch.shard()).i64(batch.epoch()).i64(batch.seq()).i32(batch.prevCrc());
    out.i64(batch.writer().getMostSignificantBits()).i64(batch.writer().getLeastSignificantBits());
    out.i32(batch.configVersion()).varint(deps.length);
    for (long dep : deps) {
      out.varint(dep);
    }
    return out.varint(batch.ops().length);
  }

  private static Batch body(PackedReader in) {
    int shard = in.i32();
    long epoch = in.i64();
    long seq = in.i64();
    int prevCrc = in.i32();
    UUID writer = new UUID(in.i64(), in.i64());
    int configVersion = in.i32();
    long[] deps = new long[in.count()];
    for (int i = 0; i < deps.length; i++) {
      deps[i] = in.varint();
    }
    return new Batch(shard, epoch, seq, prevCrc, writer, configVersion, deps, in.bytes());
  }
}
