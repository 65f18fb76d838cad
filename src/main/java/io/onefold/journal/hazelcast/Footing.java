package io.onefold.journal.hazelcast;

import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.hazelcast.grid.Place;
import io.onefold.journal.lane.LanePosition;
import io.vertx.core.Future;

/**
 * What is there of an owner: the head, and what stands at the place of its last entry.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param last while the owner has written no batch, its EPOCH record or whatever has taken the
 *     place of that
 */
record Footing(LanePosition position, Heads.Read read, byte[] last) {

  /**
   * The last entry is asked for first: one that is trimmed in between is in the checkpoint that is
   * seen then, or the head is another's.
   */
  static Future<Footing> of(Grid grid, int shard, LanePosition position) {
    long seq = position.isAtEpoch() ? position.lastSeq() + 1 : position.lastSeq();
    return grid.read(new Place.Slot(shard, seq))
        .compose(
            last -> new Heads(grid, shard).read().map(now -> new Footing(position, now, last)));
  }

  Head head() {
    return read.head();
  }

  /** Whether there is a head at all. */
  boolean isThere() {
    return !read.isNew();
  }

  boolean isMine() {
    return head().isOf(position.epoch(), position.writer());
  }

  /** Whether the owner's last entry is there, or in the checkpoint. */
  boolean isWhole() {
    if (position.isAtEpoch()) {
      return last.length > 0;
    }
    return head().anchor().seq() >= position.lastSeq()
        || (Entry.of(last) instanceof Entry.Sound sound && sound.crc() == position.lastCrc());
  }
}
