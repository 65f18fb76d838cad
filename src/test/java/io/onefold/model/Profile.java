package io.onefold.model;

import java.util.Objects;

/**
 * One profile, packed into numbers: what it counts, what it holds, and what it remembers. Changed
 * only as a fresh copy within a {@link Turn}; from then on shared by all states that contain it.
 */
final class Profile {

  /** Where a profile is in its life. */
  enum Status {
    LIVE,
    MOVING,
    FORWARD,
    ERASING,
    ERASED
  }

  private static final int CAUSE_BITS = 3;
  private static final int DEPARTED_BITS = 4;
  private static final int OFFER_BITS = 5;

  Status status = Status.LIVE;

  /** How often each event counts, two bits an event. */
  int counts;

  /** Events whose message id is known. */
  int seen;

  /** Identifiers that are its own. */
  int held;

  /** Identifiers that are reserved, with the event that named them. */
  private int reserved;

  /** Identifiers held whose shard has not acknowledged that they went to this part. */
  int moving;

  /** The generation of each identifier that this profile knows of. */
  private int generations;

  /** Devices that it has let go and that nobody has taken yet. */
  int handing;

  /** By device, the latest event + 1 for which it went to somebody. */
  private int asked;

  int merged;
  private long turnedDown;

  /** Reasons refused: event and identifier. */
  int refused;

  /** Pairs of identifiers that events named together. */
  int edges;

  /** Pairs that must not stand on one profile. */
  int severed;

  /** The profiles to which identifiers went. */
  private int departed;

  int attempt;
  int target;

  /** Of a profile that is being erased: absorbed ones that may still hold what they offered. */
  int losers;

  int causeEvent;
  int causeIdentifier;

  Profile copy() {
    Profile copy = new Profile();
    copy.become(this);
    return copy;
  }

  /** Takes over all that the other one says. */
  void become(Profile other) {
    status = other.status;
    counts = other.counts;
    seen = other.seen;
    held = other.held;
    reserved = other.reserved;
    moving = other.moving;
    generations = other.generations;
    handing = other.handing;
    asked = other.asked;
    merged = other.merged;
    turnedDown = other.turnedDown;
    refused = other.refused;
    edges = other.edges;
    severed = other.severed;
    departed = other.departed;
    attempt = other.attempt;
    target = other.target;
    losers = other.losers;
    causeEvent = other.causeEvent;
    causeIdentifier = other.causeIdentifier;
  }

  boolean isLive() {
    return status == Status.LIVE;
  }

  boolean isErased() {
    return status == Status.ERASING || status == Status.ERASED;
  }

  int count(int event) {
    return counts >> 2 * event & 3;
  }

  void count(int event, int times) {
    counts = counts & ~(3 << 2 * event) | Math.min(3, times) << 2 * event;
  }

  boolean holds(int identifier) {
    return (held >> identifier & 1) == 1;
  }

  /** The event for which the identifier is reserved, or -1. */
  int reservedFor(int identifier) {
    return (reserved >> CAUSE_BITS * identifier & 7) - 1;
  }

  void reserve(int identifier, int event) {
    reserved = reserved & ~(7 << CAUSE_BITS * identifier) | event + 1 << CAUSE_BITS * identifier;
  }

  void release(int identifier) {
    reserve(identifier, -1);
  }

  boolean hasReserved() {
    return reserved != 0;
  }

  int reservedMask() {
    int mask = 0;
    for (int i = 0; i < Scope.NAMES_MAX; i++) {
      mask |= reservedFor(i) >= 0 ? 1 << i : 0;
    }
    return mask;
  }

  /** Held or reserved. */
  int all() {
    return held | reservedMask();
  }

  boolean has(int identifier) {
    return (all() >> identifier & 1) == 1;
  }

  int generation(int identifier) {
    return generations >> 3 * identifier & 7;
  }

  void generation(int identifier, int generation) {
    if (generation > 7) {
      throw new Violation("L " + letters(1 << identifier) + " goes to and fro without end");
    }
    generations = generations & ~(7 << 3 * identifier) | generation << 3 * identifier;
  }

  /** The part to which the identifier went, or -1. */
  int departed(int identifier) {
    return (departed >> DEPARTED_BITS * identifier & 15) - 1;
  }

  void depart(int identifier, int profile) {
    departed =
        departed & ~(15 << DEPARTED_BITS * identifier) | profile + 1 << DEPARTED_BITS * identifier;
  }

  /** The latest event for which the identifier went to somebody, or -1. */
  int asked(int identifier) {
    return (asked >> 3 * identifier & 7) - 1;
  }

  void ask(int identifier, int event) {
    asked = asked & ~(7 << 3 * identifier) | event + 1 << 3 * identifier;
  }

  boolean hasMerged(int profile) {
    return (merged >> profile & 1) == 1;
  }

  int lastTurnedDown(int loser) {
    return (int) (turnedDown >> OFFER_BITS * loser) & 15;
  }

  boolean turnedDownAsStale(int loser) {
    return (turnedDown >> OFFER_BITS * loser + 4 & 1) == 1;
  }

  void turnDown(int loser, int lastAttempt, boolean stale) {
    if (lastAttempt > 15) {
      throw new IllegalStateException("more attempts than the model has room for");
    }
    long bits = lastAttempt | (stale ? 16L : 0);
    turnedDown = turnedDown & ~(31L << OFFER_BITS * loser) | bits << OFFER_BITS * loser;
  }

  boolean hasRefused(int event, int identifier) {
    return (refused & Scope.said(event, identifier)) != 0;
  }

  void refuse(int event, int identifier) {
    refused |= Scope.said(event, identifier);
  }

  /** Whether the identifier was refused for any event. */
  boolean hasRefused(int identifier) {
    return (refused & 0x1111 << identifier) != 0;
  }

  /** Gives the reservation up, if it was made for this event. */
  void giveUp(int event, int identifier) {
    if (reservedFor(identifier) == event) {
      release(identifier);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Profile p
        && status == p.status
        && counts == p.counts
        && seen == p.seen
        && held == p.held
        && reserved == p.reserved
        && moving == p.moving
        && generations == p.generations
        && handing == p.handing
        && asked == p.asked
        && merged == p.merged
        && turnedDown == p.turnedDown
        && refused == p.refused
        && edges == p.edges
        && severed == p.severed
        && departed == p.departed
        && attempt == p.attempt
        && target == p.target
        && losers == p.losers
        && causeEvent == p.causeEvent
        && causeIdentifier == p.causeIdentifier;
  }

  @Override
  public int hashCode() {
    long hash = status.ordinal();
    hash = hash * 0x9E3779B97F4A7C15L + (counts | (long) seen << 8 | (long) held << 12);
    hash = hash * 0x9E3779B97F4A7C15L + (reserved | (long) moving << 12 | (long) merged << 16);
    hash = hash * 0x9E3779B97F4A7C15L + turnedDown;
    hash = hash * 0x9E3779B97F4A7C15L + (generations | (long) refused << 16);
    hash = hash * 0x9E3779B97F4A7C15L + (edges | (long) severed << 8 | (long) departed << 16);
    hash =
        hash * 0x9E3779B97F4A7C15L
            + (attempt
                | target << 4
                | causeEvent << 8
                | losers << 12
                | handing << 20
                | (long) asked << 24);
    hash = hash * 0x9E3779B97F4A7C15L + causeIdentifier;
    return Long.hashCode(hash ^ hash >>> 29);
  }

  @Override
  public String toString() {
    return status
        + "{held="
        + letters(held)
        + (hasReserved() ? " reserved=" + letters(reservedMask()) : "")
        + (moving == 0 ? "" : " onTheMove=" + letters(moving))
        + " counts="
        + Objects.toString(Integer.toString(counts, 4))
        + (isLive() ? "" : " target=" + target + " attempt=" + attempt)
        + "}";
  }

  static String letters(int mask) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Scope.NAMES_MAX; i++) {
      text.append((mask >> i & 1) == 1 ? "" + (char) ('a' + i) : "");
    }
    return text.toString();
  }
}
