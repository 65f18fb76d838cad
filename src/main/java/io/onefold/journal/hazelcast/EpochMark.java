package io.onefold.journal.hazelcast;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.journal.CheckpointId;
import java.util.UUID;

/**
 * The EPOCH record: who owns the shard from this place on, and what it found before it.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param last the batch before: its epoch as far as known, seq and crc
 */
record EpochMark(int shard, long epoch, UUID writer, CheckpointId last) {

  /** First byte of the record; a batch's is its version, a small number. */
  static final int KIND = 'E';

  private static final int VERSION = 1;
  private static final int BYTES = 64;

  byte[] encode() {
    PackedWriter out = new PackedWriter(BYTES);
    out.u8(KIND).i32(shard).i64(epoch).u8(VERSION);
    Sealed.writer(out, writer);
    Sealed.anchor(out, last);
    return Sealed.seal(out);
  }

  /** Reads the body of sound bytes. */
  static EpochMark decode(PackedReader in) {
    in.u8();
    int shard = in.i32();
    long epoch = in.i64();
    Sealed.expect(in, VERSION);
    return new EpochMark(shard, epoch, Sealed.writer(in), Sealed.anchor(in));
  }
}
