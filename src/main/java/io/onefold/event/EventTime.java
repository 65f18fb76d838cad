package io.onefold.event;

/**
 * When an event happened and when it arrived, in milliseconds since 1970-01-01 UTC.
 *
 * <p>What happened in one millisecond is in the order of its arrival. A batch arrives at once, so
 * its events are told apart by their place in it.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param atMs the sender's time, corrected for its clock, never more than {@link
 *     Limits#FUTURE_MS_MAX} after {@code receivedAtMs}
 * @param place among what arrived in the same millisecond, see {@link #place}
 */
public record EventTime(long atMs, long receivedAtMs, int place) {

  private static final int INDEX_BITS = 12;
  private static final int INDEX_MAX = (1 << INDEX_BITS) - 1;

  /** 12 bits of index, and 10 for the 1,000 microseconds of a millisecond. */
  private static final int PLACE_BITS = INDEX_BITS + 10;

  /**
   * The place of an event.
   *
   * @param micros of its request's arrival, 0 to 999
   * @param index in its batch, told apart up to 4,095
   */
  public static int place(int micros, int index) {
    return micros << INDEX_BITS | Math.min(index, INDEX_MAX);
  }

  /**
   * A number that rises with the order of arrival, as an unsigned one: 42 bits of time, which last
   * until the year 2109, and the place.
   */
  public long arrival() {
    return receivedAtMs << PLACE_BITS | place;
  }
}
