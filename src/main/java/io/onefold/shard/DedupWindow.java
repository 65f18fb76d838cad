package io.onefold.shard;

import io.onefold.identity.Partition;

/**
 * Keeps the memory for message ids within its budget: goes round the pages slowly and forgets what
 * is older than the window. Where the budget does not hold a full window, the window shrinks by an
 * hour with each round, and grows again when there is room.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 *
 * <p><b>Bounds.</b> A round takes ten minutes, whatever the number of pages: a page of 128 profiles
 * with 20 ids each is read in about 5 µs.
 */
final class DedupWindow {

  private static final long ROUND_MS = 600_000;
  private static final int ROOM_PERCENT = 80;

  private final Partition partition;
  private final int windowHoursMax;
  private final long bytesMax;
  private int windowHours;
  private long roundStartMs;
  private int page;
  private long roundIds;

  DedupWindow(Partition partition, int windowHoursMax, long bytesMax, long nowMs) {
    this.partition = partition;
    this.windowHoursMax = windowHoursMax;
    this.bytesMax = bytesMax;
    this.windowHours = windowHoursMax;
    this.roundStartMs = nowMs;
  }

  /** Hours for which a repeated message id is recognised for certain. */
  int windowHours() {
    return windowHours;
  }

  /** Looks at the pages whose turn has come. */
  void tick(long nowMs) {
    int pages = partition.pages();
    long dueUntil = pages * (nowMs - roundStartMs) / ROUND_MS;
    while (page < Math.min(pages, dueUntil)) {
      roundIds += partition.forgetSeen(page++, nowMs, windowHours);
    }
    if (nowMs - roundStartMs >= ROUND_MS) {
      finishRound(nowMs);
    }
  }

  private void finishRound(long nowMs) {
    long bytes = roundIds * Long.BYTES;
    if (bytes > bytesMax && windowHours > 1) {
      windowHours--;
    } else if (bytes < bytesMax * ROOM_PERCENT / 100 && windowHours < windowHoursMax) {
      windowHours++;
    }
    roundStartMs = nowMs;
    page = 0;
    roundIds = 0;
  }
}
