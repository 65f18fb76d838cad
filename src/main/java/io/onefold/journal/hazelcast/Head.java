package io.onefold.journal.hazelcast;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.journal.CheckpointId;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of a shard without its batches: who claimed it last, where its log begins, and its
 * checkpoint. It outlives every batch.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param epoch the highest that was claimed
 * @param writer who claimed it
 * @param floor the place behind which batches are kept; what stands at it or below is not the log's
 * @param pointer to the current checkpoint
 */
record Head(int shard, long epoch, UUID writer, CheckpointId floor, Optional<Pointer> pointer) {

  private static final int KIND = 'H';
  private static final int VERSION = 1;
  private static final int BYTES = 96;
  private static final CheckpointId BEGINNING = new CheckpointId(0, 0, 0);
  private static final UUID NOBODY = new UUID(0, 0);

  /**
   * Where the manifest of a checkpoint is.
   *
   * @param manifestCrc of its bytes: two manifests of one id may differ, if an owner tried twice
   */
  record Pointer(CheckpointId id, int manifestCrc) {

    /** The name of the manifest among the pieces; no chunk of a section has three parts. */
    String piece() {
      String place = id.epoch() + "-" + id.seq();
      return place + ":manifest:" + HexFormat.of().toHexDigits(manifestCrc);
    }
  }

  /** Of a shard that nobody ever claimed. */
  static Head none(int shard) {
    return new Head(shard, 0, NOBODY, BEGINNING, Optional.empty());
  }

  /** Where the reading of the log begins: the checkpoint contains what is before. */
  CheckpointId anchor() {
    return pointer.map(Pointer::id).orElse(floor);
  }

  /** Whether no batch and no checkpoint below {@code lastSeq} was ever taken in. */
  boolean isBare() {
    return floor.seq() == 0 && pointer.isEmpty();
  }

  boolean isOf(long ownersEpoch, UUID owner) {
    return epoch == ownersEpoch && writer.equals(owner);
  }

  Head claimed(long newEpoch, UUID owner) {
    return new Head(shard, newEpoch, owner, floor, pointer);
  }

  Head raised(CheckpointId newFloor) {
    return new Head(shard, epoch, writer, newFloor, pointer);
  }

  Head pointing(Pointer to) {
    return new Head(shard, epoch, writer, floor, Optional.of(to));
  }

  byte[] encode() {
    PackedWriter out = new PackedWriter(BYTES);
    out.u8(KIND).i32(shard).i64(epoch).u8(VERSION);
    Sealed.writer(out, writer);
    Sealed.anchor(out, floor);
    pointer.ifPresent(
        to -> {
          Sealed.anchor(out, to.id());
          out.i32(to.manifestCrc());
        });
    return Sealed.seal(out);
  }

  /** Empty when the bytes are not what {@link #encode} wrote for this shard. */
  static Optional<Head> decode(int shard, byte[] bytes) {
    return Sealed.open(bytes).map(Head::body).filter(head -> head.shard == shard);
  }

  private static Head body(PackedReader in) {
    in.u8();
    int shard = in.i32();
    long epoch = in.i64();
    Sealed.expect(in, VERSION);
    UUID writer = Sealed.writer(in);
    CheckpointId floor = Sealed.anchor(in);
    Optional<Pointer> pointer =
        in.hasMore() ? Optional.of(new Pointer(Sealed.anchor(in), in.i32())) : Optional.empty();
    return new Head(shard, epoch, writer, floor, pointer);
  }
}
