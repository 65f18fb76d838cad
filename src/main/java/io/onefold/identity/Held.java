package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.message.Cause;

/**
 * An identifier of a profile.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param pending why it was reserved, {@code null} once its own shard has granted it
 */
record Held(
    Identifier identifier, String source, long firstMs, long lastMs, Cause pending, Mark mark) {

  /**
   * What is special about an identifier.
   *
   * @param generation how often it was given from one profile to another
   * @param onTheMove whether its shard has yet to hear that it leads here now
   * @param shared whether several people use it, so that it joins nobody
   * @param barredUntilMs until when it is quarantined, and does not route where another identifier
   *     can; 0 if it is not
   */
  record Mark(int generation, boolean onTheMove, boolean shared, long barredUntilMs) {

    static final long FOR_GOOD = Long.MAX_VALUE;
    static final Mark NONE = new Mark(0, false, false, 0);

    boolean barred() {
      return barredUntilMs > 0;
    }

    Mark at(int newGeneration) {
      return new Mark(newGeneration, false, shared, barredUntilMs);
    }

    /** As it leaves one profile for another. */
    Mark moved(boolean nowShared) {
      return new Mark(generation + 1, true, shared || nowShared, barredUntilMs);
    }

    Mark barredUntil(long untilMs) {
      return new Mark(generation, onTheMove, shared, untilMs);
    }

    Mark unshared() {
      return new Mark(generation, onTheMove, false, barredUntilMs);
    }
  }

  Hash128 hash() {
    return identifier.hash();
  }

  /** Whether its own shard has yet to say that it leads here. */
  boolean open() {
    return pending != null || mark.onTheMove();
  }

  /** With the value that an event names it by, if it is not known. */
  Held called(Identifier named) {
    return identifier.value().isEmpty()
        ? new Held(named, source, firstMs, lastMs, pending, mark)
        : this;
  }

  Held seenAt(long atMs) {
    return new Held(
        identifier, source, Math.min(firstMs, atMs), Math.max(lastMs, atMs), pending, mark);
  }

  Held granted(int generation) {
    return new Held(identifier, source, firstMs, lastMs, null, mark.at(generation));
  }

  Held marked(Mark other) {
    return new Held(identifier, source, firstMs, lastMs, pending, other);
  }

  /** The same identifier of two profiles that become one: who holds it has the last word on it. */
  Held with(Held other) {
    Held earlier = firstMs <= other.firstMs ? this : other;
    Cause waits = pending == null || other.pending == null ? null : pending;
    Mark holders = other.holdsRatherThan(this) ? other.mark : mark;
    return new Held(
        identifier.value().isEmpty() ? other.identifier : identifier,
        earlier.source,
        earlier.firstMs,
        Math.max(lastMs, other.lastMs),
        waits,
        holders.barredUntil(Math.max(mark.barredUntilMs(), other.mark.barredUntilMs())));
  }

  private boolean holdsRatherThan(Held other) {
    return (pending == null) == (other.pending == null)
        ? mark.generation() > other.mark.generation()
        : pending == null;
  }
}
