package io.onefold.fault;

import java.util.Arrays;

/**
 * How long shards were unavailable: the longest time in which somebody waited for a shard and
 * nobody was answered by it.
 *
 * <pre>
 *   acknowledged  ●  ●●            ●  ●
 *   sent              ○ ○  ○
 *   gap               └────────────┘        from the earliest that waits, or the last answer
 * </pre>
 *
 * <p>It is taken at the client, so that it holds the time until the client tries again.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
final class Gaps {

  private final long[] lastNs;
  private final long[] longestNs;
  private long slowestNs;

  Gaps(int shards) {
    lastNs = new long[shards];
    Arrays.fill(lastNs, System.nanoTime());
    longestNs = new long[shards];
  }

  /**
   * What was seen since the last time that somebody asked.
   *
   * @param longestMs gap of each shard
   * @param slowestMs from when a request was first sent until it was acknowledged
   */
  record Seen(long[] longestMs, long slowestMs) {

    long longest() {
      return Arrays.stream(longestMs).max().orElse(0);
    }

    /** How many shards had a gap of more than that. */
    long over(long ms) {
      return Arrays.stream(longestMs).filter(gap -> gap > ms).count();
    }
  }

  /** A request that needed this shard alone was acknowledged. */
  synchronized void answered(int shard, long firstSentNs) {
    long nowNs = System.nanoTime();
    long gapNs = nowNs - Math.max(lastNs[shard], firstSentNs);
    longestNs[shard] = Math.max(longestNs[shard], gapNs);
    lastNs[shard] = nowNs;
    slow(nowNs - firstSentNs);
  }

  /** A request that needed several shards was acknowledged. */
  synchronized void answered(long firstSentNs) {
    slow(System.nanoTime() - firstSentNs);
  }

  private void slow(long tookNs) {
    slowestNs = Math.max(slowestNs, tookNs);
  }

  /** What was seen, and begins anew. */
  synchronized Seen take() {
    Seen seen =
        new Seen(
            Arrays.stream(longestNs).map(ns -> ns / 1_000_000).toArray(), slowestNs / 1_000_000);
    Arrays.fill(longestNs, 0);
    slowestNs = 0;
    return seen;
  }
}
