package io.onefold.journal.lane;

import io.onefold.journal.CheckpointId;
import java.util.UUID;

/**
 * How far one owner of a shard has come, as far as it knows.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param epoch won by the take-over
 * @param lastSeq of the last batch known to stand
 * @param isAtEpoch whether this owner has written nothing but its EPOCH entry
 * @param lastCrc of that batch; nothing while there is only the EPOCH entry
 */
public record LanePosition(long epoch, UUID writer, long lastSeq, boolean isAtEpoch, int lastCrc) {

  public static LanePosition atEpoch(long epoch, UUID writer, long lastSeq) {
    return new LanePosition(epoch, writer, lastSeq, true, 0);
  }

  LanePosition behind(PendingAppend append) {
    return new LanePosition(epoch, writer, append.batch().seq(), false, append.crc());
  }

  /** After a checkpoint of this owner, which stands in for everything before it. */
  LanePosition at(CheckpointId checkpoint) {
    return new LanePosition(
        epoch, writer, checkpoint.seq(), checkpoint.seq() == 0, checkpoint.crc());
  }
}
