package io.onefold.decode.id;

import io.onefold.event.IdentifierType;
import io.onefold.event.IdentifierType.Strength;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An account's own rules for the identifiers of an event: how they are spelt, which one decides
 * where the event goes, and whose word is taken for them.
 *
 * <p><b>Threading.</b> Immutable, free to share.
 */
public final class IdentifierRules {

  /** The order of the types where an account has no other. */
  public static final List<IdentifierType> STANDARD_ORDER = List.of(IdentifierType.values());

  private final IdentifierNormaliser normaliser;
  private final int[] ranks;
  private final Optional<UserHashes> vouching;

  /**
   * @param order the types, strongest first; those left out, as link tokens are, come last
   * @param vouching who has to vouch for people; empty when the sender's word is enough
   */
  public IdentifierRules(
      IdentifierNormaliser normaliser, List<IdentifierType> order, Optional<UserHashes> vouching) {
    this(normaliser, ranks(order), vouching);
  }

  private IdentifierRules(
      IdentifierNormaliser normaliser, int[] ranks, Optional<UserHashes> vouching) {
    this.normaliser = normaliser;
    this.ranks = ranks;
    this.vouching = vouching;
  }

  /** Rules that differ from the standard in how values are spelt at most. */
  public static IdentifierRules of(IdentifierNormaliser normaliser) {
    return new IdentifierRules(normaliser, STANDARD_ORDER, Optional.empty());
  }

  /** The same for a sender whose word is enough, as that of a back end with a key of its own. */
  public IdentifierRules trusting() {
    return vouching.isEmpty() ? this : new IdentifierRules(normaliser, ranks, Optional.empty());
  }

  public IdentifierNormaliser normaliser() {
    return normaliser;
  }

  /** Where a type stands, the strongest lowest. */
  public int rank(IdentifierType type) {
    return ranks[type.ordinal()];
  }

  /**
   * Whether a normalised value may link.
   *
   * @param userHashes that were sent along
   */
  public boolean believes(IdentifierType type, String normalised, List<String> userHashes) {
    return vouching.isEmpty()
        || type.strength() != Strength.PERSON
        || vouching.get().vouch(type, normalised, userHashes);
  }

  private static int[] ranks(List<IdentifierType> order) {
    int[] ranks = new int[IdentifierType.values().length];
    Arrays.fill(ranks, ranks.length);
    for (int i = 0; i < order.size(); i++) {
      ranks[order.get(i).ordinal()] = i;
    }
    return ranks;
  }
}
