package io.onefold.journal.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which segments a shard's history consists of, how full they are and how new.
 *
 * <p><b>Threading.</b> Confined to the shard's context.
 *
 * <p><b>Bounds.</b> At most {@link #SEGMENTS_MAX} segments.
 */
final class HistorySegments {

  /**
   * Segments of a shard: so many look-ups does reading cost, and a sixteenth of the history goes at
   * once when there is no room.
   */
  static final int SEGMENTS_MAX = 16;

  private final TreeMap<Long, Segment> byNumber = new TreeMap<>();

  /**
   * What is known of one.
   *
   * @param openedMs when it was begun
   * @param newestMs when it was written last, hence not before its newest event was received
   */
  record Segment(long bytes, long openedMs, long newestMs) {

    Segment grown(long addedBytes, long nowMs) {
      return new Segment(bytes + addedBytes, openedMs, nowMs);
    }

    Segment shrunk(long removedBytes) {
      return new Segment(Math.max(0, bytes - removedBytes), openedMs, newestMs);
    }

    /** As it stands in Redis. */
    String text() {
      return bytes + ":" + openedMs + ":" + newestMs;
    }

    static Segment parse(String text) {
      String[] parts = text.split(":");
      return new Segment(
          Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }
  }

  /**
   * When a segment is full.
   *
   * @param segmentBytesMax so that all segments of all shards fit into the budget
   * @param retentionMs of which a segment spans a sixteenth at the most: a quiet shard would
   *     otherwise never fill one, and never drop one
   */
  record Bounds(long segmentBytesMax, long retentionMs) {

    private boolean isFull(Segment segment, long nowMs) {
      return segment.bytes() >= segmentBytesMax
          || nowMs - segment.openedMs() >= retentionMs / SEGMENTS_MAX;
    }
  }

  void put(long number, Segment segment) {
    byNumber.put(number, segment);
  }

  /** Those that were last written at {@code oldestMs} or later, the oldest first. */
  List<Long> numbersSince(long oldestMs) {
    return byNumber.entrySet().stream()
        .filter(segment -> segment.getValue().newestMs() >= oldestMs)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** All of them, the oldest first. */
  List<Long> numbers() {
    return List.copyOf(byNumber.keySet());
  }

  Segment get(long number) {
    return byNumber.get(number);
  }

  /** The segment to write to: the last one, or a new one when that is full. */
  long writable(Bounds bounds, long nowMs) {
    if (byNumber.isEmpty() || bounds.isFull(byNumber.lastEntry().getValue(), nowMs)) {
      long next = byNumber.isEmpty() ? 1 : byNumber.lastKey() + 1;
      byNumber.put(next, new Segment(0, nowMs, nowMs));
    }
    return byNumber.lastKey();
  }

  /** Takes out those that are too many, or were last written before {@code oldestMs}. */
  List<Long> dropOld(long oldestMs) {
    List<Long> dropped = new ArrayList<>();
    while (byNumber.size() > SEGMENTS_MAX
        || (!byNumber.isEmpty() && byNumber.firstEntry().getValue().newestMs() < oldestMs)) {
      dropped.add(byNumber.pollFirstEntry().getKey());
    }
    return dropped;
  }
}
