package io.onefold.journal.redis;

import io.onefold.journal.CheckpointId;
import java.util.UUID;

/**
 * How far one owner of a shard has come, as far as it knows.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param epoch won by the take-over
 * @param lastSeq of the last batch known to stand
 * @param lastId the last entry of this owner: that batch, or the EPOCH entry before the first one
 * @param lastCrc of that batch; nothing for an EPOCH entry
 */
record LanePosition(long epoch, UUID writer, long lastSeq, StreamId lastId, int lastCrc) {

  static LanePosition atEpoch(long epoch, UUID writer, long lastSeq) {
    return new LanePosition(epoch, writer, lastSeq, new StreamId(epoch, 0), 0);
  }

  LanePosition behind(PendingAppend append) {
    return new LanePosition(epoch, writer, append.batch().seq(), append.id(), append.crc());
  }

  /** After a checkpoint of this owner, which stands in for everything before it. */
  LanePosition at(CheckpointId checkpoint) {
    StreamId place = new StreamId(epoch, checkpoint.seq());
    return new LanePosition(epoch, writer, checkpoint.seq(), place, checkpoint.crc());
  }

  /** Whether {@code entry} is the last entry of this owner, as it was written. */
  boolean isLast(WalEntry entry) {
    return lastId.seq() == 0 ? entry.isEpochOf(writer) : entry.isBatch(writer, lastCrc);
  }
}
