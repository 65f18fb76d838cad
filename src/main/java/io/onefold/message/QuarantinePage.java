package io.onefold.message;

import io.onefold.event.Hash128;

/**
 * Which part of an account's quarantine is asked for, newest first.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param before only what stands behind this place
 * @param countMax 1 or more
 */
public record QuarantinePage(int accountId, Place before, int countMax) {

  /** A place in the list: by the time of the quarantine, and within a millisecond by identifier. */
  public record Place(long atMs, Hash128 identifier) implements Comparable<Place> {

    /** Newer than all that is quarantined. */
    public static final Place END = new Place(Long.MAX_VALUE, new Hash128(-1, -1));

    @Override
    public int compareTo(Place other) {
      int time = Long.compare(atMs, other.atMs);
      return time != 0 ? time : identifier.compareTo(other.identifier);
    }
  }
}
