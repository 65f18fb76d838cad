package io.onefold.journal.redis;

import io.onefold.journal.Batch;
import io.onefold.journal.BatchCodec;
import io.onefold.journal.BatchCodec.Decoded;
import io.onefold.journal.lane.LanePosition;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One entry of a shard's stream as Redis sends it: an id and one field.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param field {@link #BATCH}, {@link #EPOCH}, or what does not belong here
 */
record WalEntry(StreamId id, String field, byte[] value) {

  /** The field of a batch. */
  static final String BATCH = "b";

  /** The field of a batch that was pressed; never seen outside of here. */
  static final String PRESSED = "z";

  /** The field of an EPOCH record. */
  static final String EPOCH = "e";

  /** Reads the reply of XRANGE or XREVRANGE. */
  static List<WalEntry> list(Response reply, BatchPress press) {
    List<WalEntry> entries = new ArrayList<>(reply.size());
    for (Response entry : reply) {
      entries.add(of(entry, press));
    }
    return entries;
  }

  private static WalEntry of(Response entry, BatchPress press) {
    Response fields = entry.get(1);
    String field = fields.size() == 2 ? fields.get(0).toString() : fields.size() + " fields";
    byte[] value = fields.get(fields.size() - 1).toBytes();
    StreamId id = StreamId.parse(entry.get(0).toString());
    return field.equals(PRESSED)
        ? new WalEntry(id, BATCH, press.unpress(value))
        : new WalEntry(id, field, value);
  }

  /** Whether this is the batch with that writer and crc, undamaged. */
  boolean isBatch(UUID writer, int crc) {
    return field.equals(BATCH)
        && BatchCodec.decode(value) instanceof Decoded.Sound(Batch batch, int found)
        && found == crc
        && batch.writer().equals(writer);
  }

  /** Whether this is the EPOCH record of that writer, undamaged. */
  boolean isEpochOf(UUID writer) {
    return field.equals(EPOCH)
        && EpochRecord.decode(value).filter(record -> record.writer().equals(writer)).isPresent();
  }

  /** Whether this is the last entry of an owner, as it was written. */
  boolean isLastOf(LanePosition position) {
    return position.isAtEpoch()
        ? isEpochOf(position.writer())
        : isBatch(position.writer(), position.lastCrc());
  }

  /** Who wrote this, as far as it can be told. */
  Optional<UUID> writer() {
    if (field.equals(EPOCH)) {
      return EpochRecord.decode(value).map(EpochRecord::writer);
    }
    return BatchCodec.decode(value) instanceof Decoded.Sound(Batch batch, int crc)
        ? Optional.of(batch.writer())
        : Optional.empty();
  }
}
