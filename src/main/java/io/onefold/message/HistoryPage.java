package io.onefold.message;

import io.onefold.event.EventType;
import io.onefold.event.Limits;
import java.util.Optional;

/**
 * Which part of a history is asked for, newest first.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param before only events before this place
 * @param countMax 1 to {@link Limits#TIMELINE_PAGE_MAX}
 * @param type only events of this type, when present
 */
public record HistoryPage(int accountId, Position before, int countMax, Optional<EventType> type) {

  /**
   * A place in a history: by event time, then by fingerprint, so that two events of one millisecond
   * have an order too.
   */
  public record Position(long atMs, long fingerprint) implements Comparable<Position> {

    /** After every event. */
    public static final Position END = new Position(Long.MAX_VALUE, Long.MAX_VALUE);

    @Override
    public int compareTo(Position other) {
      int time = Long.compare(atMs, other.atMs);
      return time != 0 ? time : Long.compare(fingerprint, other.fingerprint);
    }
  }
}
