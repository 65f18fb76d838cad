package io.onefold.identity;

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
 *   <li>Two different e-mail addresses are one person only through a shared customer id or the
 *       record of a source.
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

  /** Whether a profile may take one more identifier. */
  Optional<Refusal> add(LinkState state, Identifier identifier) {
    IdentifierType type = identifier.type();
    if (state.values(type).count() < type(type).countMax()) {
      return Optional.empty();
    }
    return Optional.of(type(type).unique() ? Refusal.UNIQUE : Refusal.LIMIT);
  }

  /** Whether two profiles may become one for this cause. */
  Optional<Refusal> unite(LinkState one, LinkState other, Cause cause) {
    Optional<Refusal> tooMany = tooMany(one, other);
    if (tooMany.isPresent()) {
      return tooMany;
    }
    boolean mayJoinEmails =
        cause.type() == IdentifierType.CUSTOMER_ID || cause.type() == IdentifierType.SOURCE_ID;
    if (!mayJoinEmails && differ(one, other, IdentifierType.EMAIL)) {
      return Optional.of(Refusal.DEVICE);
    }
    boolean provesPerson = cause.type().strength() == Strength.PERSON;
    return !provesPerson && twoPeople(one, other) ? Optional.of(Refusal.DEVICE) : Optional.empty();
  }

  /** Weak identifiers do not count: many orders are no reason to keep a person in two. */
  private Optional<Refusal> tooMany(LinkState one, LinkState other) {
    for (IdentifierType type : IdentifierType.values()) {
      Set<String> both = values(one, type);
      both.addAll(values(other, type));
      if (both.size() > type(type).countMax() && type.strength() != Strength.WEAK) {
        return Optional.of(type(type).unique() ? Refusal.UNIQUE : Refusal.LIMIT);
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
    Set<String> mine = values(one, type);
    Set<String> theirs = values(other, type);
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

  private static Set<String> values(LinkState state, IdentifierType type) {
    return state.values(type).collect(Collectors.toSet());
  }
}
