package io.onefold.shard;

import io.onefold.identity.Partition;

/**
 * Keeps the memory for message ids within its budget: goes round the pages, a few with every tick,
 * and forgets what is older than the window. Where the budget does not hold a full window, the
 * window shrinks by an hour with each round, and grows again when there is room.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
final class DedupWindow {

  /** Pages a tick: 16 × 128 profiles × 20 ids are read in about 50 µs. */
  private static final int PAGES_PER_TICK = 16;

  private static final int ROOM_PERCENT = 80;

  private final Partition partition;
  private final int windowHoursMax;
  private final long bytesMax;
  private int windowHours;
  private int page;
  private long roundIds;

  DedupWindow(Partition partition, int windowHoursMax, long bytesMax) {
    this.partition = partition;
    this.windowHoursMax = windowHoursMax;
    this.bytesMax = bytesMax;
    this.windowHours = windowHoursMax;
  }

  /** Hours for which a repeated message id is recognised for certain. */
  int windowHours() {
    return windowHours;
  }

  void tick(long nowMs) {
    for (int i = 0; i < PAGES_PER_TICK; i++) {
      if (page >= partition.pages()) {
        finishRound();
        return;
      }
      roundIds += partition.forgetSeen(page++, nowMs, windowHours);
    }
  }

  private void finishRound() {
    long bytes = roundIds * Long.BYTES;
    if (bytes > bytesMax && windowHours > 1) {
      windowHours--;
    } else if (bytes < bytesMax * ROOM_PERCENT / 100 && windowHours < windowHoursMax) {
      windowHours++;
    }
    page = 0;
    roundIds = 0;
  }
}
