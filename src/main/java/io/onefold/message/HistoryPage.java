package io.onefold.message;

import io.onefold.event.Event;
import io.onefold.event.EventTime;
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
   * A place in a history: by event time, and within a millisecond by arrival. The fingerprint tells
   * events apart that agree in both.
   *
   * @param arrival as {@link EventTime#arrival} gives it, an unsigned number
   */
  public record Position(long atMs, long arrival, long fingerprint)
      implements Comparable<Position> {

    /** After every event. */
    public static final Position END = new Position(Long.MAX_VALUE, -1, Long.MAX_VALUE);

    /** Where an event stands. */
    public static Position of(Event event) {
      return new Position(event.time().atMs(), event.time().arrival(), event.id().fingerprint());
    }

    @Override
    public int compareTo(Position other) {
      int time = Long.compare(atMs, other.atMs);
      int order = time != 0 ? time : Long.compareUnsigned(arrival, other.arrival);
      return order != 0 ? order : Long.compare(fingerprint, other.fingerprint);
    }
  }
}
