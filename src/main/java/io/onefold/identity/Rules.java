package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.IdentifierType.Strength;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which identifiers may stand on one profile. Asked before a decision and never on replay: a
 * decision in the journal carries its outcome.
 *
 * <ul>
 *   <li>Two different values of a unique type are two people, whatever else ties them.
 *   <li>Two different e-mail addresses are one person only through a customer id or the record of a
 *       source that they are named with, or because somebody says so.
 *   <li>A device or a weak identifier does not join two people: where both sides hold values of a
 *       person type and share none, they stay two. Ids of sources are compared source by source.
 * </ul>
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param version rises with every change of the rules; kept beside each refusal
 * @param types one rule for each type
 * @param devicePolicy what becomes of a device that two people use
 * @param caps what holds for a profile as a whole
 */
public record Rules(
    int version, Map<IdentifierType, TypeRule> types, DevicePolicy devicePolicy, Caps caps) {

  private static final long HOUR_MS = 3_600_000;

  /** Over which the profiles that ask for one identifier are counted: a day. */
  public static final long CLAIM_WINDOW_MS = 86_400_000;

  /**
   * Bounds that keep a profile a person: one that passes them has been welded together of many.
   *
   * @param identifiersMax identifiers of all types
   * @param mergesMax profiles absorbed, those of a birth left out
   * @param mergesPerHourMax of them within an hour; what is beyond waits
   */
  public record Caps(int identifiersMax, int mergesMax, int mergesPerHourMax) {
    public static final Caps STANDARD = new Caps(500, 200, 20);
  }

  /**
   * What holds where nothing else is configured: one customer id; a few addresses and numbers; ids
   * of sources for as many sources as a company has; a hundred devices, a lifetime's worth; two
   * hundred orders, beyond which an order id no longer identifies anybody worth finding.
   */
  public static final Rules STANDARD =
      new Rules(
          1,
          Map.of(
              IdentifierType.CUSTOMER_ID, TypeRule.unique(3),
              IdentifierType.EMAIL, TypeRule.atMost(5, 10),
              IdentifierType.PHONE, TypeRule.atMost(5, 10),
              IdentifierType.SOURCE_ID, TypeRule.atMost(20, 0),
              IdentifierType.ANONYMOUS_ID, TypeRule.atMost(100, 0),
              IdentifierType.ORDER_ID, TypeRule.atMost(200, 0),
              IdentifierType.LINK_TOKEN, TypeRule.atMost(200, 0)),
          DevicePolicy.KEEP,
          Caps.STANDARD);

  public Rules {
    types = Map.copyOf(types);
    if (types.size() != IdentifierType.values().length) {
      throw new IllegalArgumentException("each type of identifier needs a rule");
    }
  }

  /** The rule of a type. */
  public TypeRule type(IdentifierType type) {
    return types.get(type);
  }

  /**
   * Whether a profile may take one more identifier.
   *
   * @param cause the event that names it; its time counts for limits that hold within one
   */
  Optional<Refusal> add(LinkState state, Identifier identifier, Cause cause) {
    TypeRule rule = type(identifier.type());
    if (state.partings.keepApart(state.hashes(), Set.of(identifier.hash()))) {
      return Optional.of(Refusal.SEVERED);
    }
    if (state.held.size() >= caps.identifiersMax()) {
      return Optional.of(Refusal.GIANT_IDENTIFIERS);
    }
    boolean another =
        identifier.type() == IdentifierType.EMAIL && !hashes(state, identifier.type()).isEmpty();
    if (another && !joinsEmails(cause)) {
      return Optional.of(Refusal.DEVICE);
    }
    if (counted(state, identifier.type(), cause.atMs()).size() < rule.countMax()) {
      return Optional.empty();
    }
    return Optional.of(rule.unique() ? Refusal.UNIQUE : Refusal.LIMIT);
  }

  /**
   * Whether two profiles may become one for this cause.
   *
   * @param birth whether one of them exists only because of it
   */
  Optional<Refusal> unite(
      LinkState winner, LinkState loser, Cause cause, boolean birth, long nowMs) {
    return switch (cause.kind()) {
      case FORCED -> Optional.empty();
      case HAND -> evidence(winner, loser, true, true, nowMs).or(() -> caps(winner, loser, birth));
      case EVENT, IDENTIFIED ->
          stale(winner, loser, cause)
              .or(() -> evidence(winner, loser, joinsEmails(cause), provesPerson(cause), nowMs))
              .or(() -> caps(winner, loser, birth))
              .or(() -> rate(winner, birth, nowMs));
    };
  }

  /** Whether a link unites what stands on its two sides, looked at long after its event. */
  boolean join(LinkState one, LinkState other, Cause cause) {
    Optional<Refusal> refusal =
        switch (cause.kind()) {
          case FORCED -> Optional.empty();
          case HAND -> evidence(one, other, true, true, cause.atMs());
          case EVENT, IDENTIFIED -> joinForEvent(one, other, cause);
        };
    return refusal.isEmpty();
  }

  private Optional<Refusal> joinForEvent(LinkState one, LinkState other, Cause cause) {
    if (other.held.size() == 1) {
      return add(one, other.held.getFirst().identifier(), cause);
    }
    return one.held.size() == 1
        ? add(other, one.held.getFirst().identifier(), cause)
        : evidence(one, other, joinsEmails(cause), provesPerson(cause), cause.atMs());
  }

  /**
   * The identifier has to be on both sides still: between the question and the decision it may have
   * been given to a third profile.
   */
  private static Optional<Refusal> stale(LinkState winner, LinkState loser, Cause cause) {
    boolean here = winner.holds(cause.identifier());
    boolean there = loser.holds(cause.identifier());
    boolean tied = cause.type() == IdentifierType.LINK_TOKEN ? here || there : here && there;
    return tied ? Optional.empty() : Optional.of(Refusal.STALE);
  }

  private Optional<Refusal> evidence(
      LinkState one, LinkState other, boolean joinsEmails, boolean provesPerson, long nowMs) {
    Set<Hash128> mine = one.hashes();
    Set<Hash128> theirs = other.hashes();
    if (one.partings.keepApart(mine, theirs) || other.partings.keepApart(mine, theirs)) {
      return Optional.of(Refusal.SEVERED);
    }
    if (one.has(Held.Mark::shared) || other.has(Held.Mark::shared)) {
      return Optional.of(Refusal.SHARED);
    }
    Optional<Refusal> tooMany = tooMany(one, other, nowMs);
    if (tooMany.isPresent()) {
      return tooMany;
    }
    if (!joinsEmails && differ(one, other, IdentifierType.EMAIL)) {
      return Optional.of(Refusal.DEVICE);
    }
    return !provesPerson && twoPeople(one, other) ? Optional.of(Refusal.DEVICE) : Optional.empty();
  }

  /** An address that stands beside somebody's id is one more of that person. */
  static boolean joinsEmails(Cause cause) {
    return switch (cause.type()) {
      case CUSTOMER_ID, SOURCE_ID -> true;
      case EMAIL -> cause.kind() == Cause.Kind.IDENTIFIED;
      case PHONE, ANONYMOUS_ID, ORDER_ID, LINK_TOKEN -> false;
    };
  }

  private static boolean provesPerson(Cause cause) {
    return cause.type().strength() == Strength.PERSON;
  }

  /** A profile that passes these is no person; a birth adds nobody who was seen before. */
  private Optional<Refusal> caps(LinkState winner, LinkState loser, boolean birth) {
    Set<Hash128> both = winner.hashes();
    both.addAll(loser.hashes());
    if (both.size() > Math.max(caps.identifiersMax(), winner.held.size())) {
      return Optional.of(Refusal.GIANT_IDENTIFIERS);
    }
    boolean tooMany = winner.mergesSince(0) + loser.mergesSince(0) >= caps.mergesMax();
    return !birth && tooMany ? Optional.of(Refusal.GIANT_MERGES) : Optional.empty();
  }

  private Optional<Refusal> rate(LinkState winner, boolean birth, long nowMs) {
    boolean tooFast = winner.mergesSince(nowMs - HOUR_MS) >= caps.mergesPerHourMax();
    return !birth && tooFast ? Optional.of(Refusal.RATE) : Optional.empty();
  }

  /**
   * Weak identifiers do not count: many orders are no reason to keep a person in two. A profile
   * that has more than it may, since somebody forced it, may still be united with one that adds
   * nothing to it.
   */
  private Optional<Refusal> tooMany(LinkState one, LinkState other, long nowMs) {
    for (IdentifierType type : IdentifierType.values()) {
      if (type.strength() != Strength.WEAK) {
        Set<Hash128> mine = counted(one, type, nowMs);
        Set<Hash128> theirs = counted(other, type, nowMs);
        int most = Math.max(Math.max(mine.size(), theirs.size()), type(type).countMax());
        mine.addAll(theirs);
        if (mine.size() > most) {
          return Optional.of(type(type).unique() ? Refusal.UNIQUE : Refusal.LIMIT);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean twoPeople(LinkState one, LinkState other) {
    return differ(one, other, IdentifierType.CUSTOMER_ID)
        || differ(one, other, IdentifierType.PHONE)
        || sourceIdsDiffer(one, other);
  }

  private static boolean differ(LinkState one, LinkState other, IdentifierType type) {
    Set<Hash128> mine = hashes(one, type);
    Set<Hash128> theirs = hashes(other, type);
    return !mine.isEmpty() && !theirs.isEmpty() && mine.stream().noneMatch(theirs::contains);
  }

  private static boolean sourceIdsDiffer(LinkState one, LinkState other) {
    List<String> theirs = other.values(IdentifierType.SOURCE_ID).toList();
    return one.values(IdentifierType.SOURCE_ID)
        .anyMatch(
            mine ->
                theirs.stream()
                    .anyMatch(their -> source(mine).equals(source(their)) && !mine.equals(their)));
  }

  private static String source(String sourceId) {
    return sourceId.substring(0, Math.max(0, sourceId.indexOf(':')));
  }

  /** The identifiers of a type that its limit counts. */
  private Set<Hash128> counted(LinkState state, IdentifierType type, long nowMs) {
    long windowMs = type(type).windowMs();
    return state.held.stream()
        .filter(h -> h.identifier().type() == type)
        .filter(h -> windowMs == 0 || h.firstMs() > nowMs - windowMs)
        .map(Held::hash)
        .collect(Collectors.toSet());
  }

  private static Set<Hash128> hashes(LinkState state, IdentifierType type) {
    return state.held.stream()
        .filter(h -> h.identifier().type() == type)
        .map(Held::hash)
        .collect(Collectors.toSet());
  }
}
