package io.onefold.journal.hazelcast.model;

/** One who may take the shard over, on the member of its number. */
final class Owner {

  /** How far it has come. */
  enum Status {
    IDLE,
    CLAIMED,
    SCANNED,
    ACTIVE
  }

  Status status = Status.IDLE;
  int epoch;

  /** The version of the table under which its claim was proven last. */
  int proven;

  /** The place of its EPOCH, and what it saw there. */
  int entry;

  int seen;

  /** The place of its first batch that is not committed. */
  int next;

  /** Batches it made so far; the last {@code underWay} of them are not committed. */
  int made;

  int underWay;

  /**
   * Those under way that are acknowledged all the same, a bit each: only where a rule is broken.
   */
  int early;

  Owner copy() {
    Owner copy = new Owner();
    copy.status = status;
    copy.epoch = epoch;
    copy.proven = proven;
    copy.entry = entry;
    copy.seen = seen;
    copy.next = next;
    copy.made = made;
    copy.underWay = underWay;
    copy.early = early;
    return copy;
  }

  void drop() {
    status = Status.IDLE;
    epoch = 0;
    proven = 0;
    entry = 0;
    seen = 0;
    next = 0;
    underWay = 0;
    early = 0;
  }

  /** The number of a batch under way: 0 for the first. */
  int batch(int underWayIndex) {
    return made - underWay + 1 + underWayIndex;
  }

  long hash(long seed) {
    long hash = seed * 131 + status.ordinal();
    for (int field : new int[] {epoch, proven, entry, seen, next, made, underWay, early}) {
      hash = hash * 131 + field;
    }
    return hash;
  }
}
