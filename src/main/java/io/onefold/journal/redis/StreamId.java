package io.onefold.journal.redis;

import io.onefold.journal.lane.LanePosition;
import io.onefold.journal.lane.PendingAppend;
import java.nio.charset.StandardCharsets;

/**
 * An entry's id in a shard's stream: epoch, then seq. Redis refuses any id that is not above all
 * that it ever accepted, which is the whole fence.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param seq 0 for the EPOCH entry
 */
record StreamId(long epoch, long seq) {

  static final StreamId NONE = new StreamId(0, 0);

  static StreamId parse(String text) {
    int dash = text.indexOf('-');
    return new StreamId(
        Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
  }

  static StreamId of(PendingAppend append) {
    return new StreamId(append.batch().epoch(), append.batch().seq());
  }

  /** The last entry of an owner: its last batch, or the EPOCH entry before the first one. */
  static StreamId lastOf(LanePosition position) {
    return new StreamId(position.epoch(), position.isAtEpoch() ? 0 : position.lastSeq());
  }

  String text() {
    return epoch + "-" + seq;
  }

  byte[] bytes() {
    return text().getBytes(StandardCharsets.US_ASCII);
  }

  /** The smallest id above this one. */
  StreamId next() {
    return new StreamId(epoch, seq + 1);
  }
}
