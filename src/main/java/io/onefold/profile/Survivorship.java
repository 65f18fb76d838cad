package io.onefold.profile;

import java.util.List;
import java.util.Map;

/**
 * The rule of an account by which one value is shown, or all, where several sources and identifiers
 * gave one for the same attribute. The values themselves are all kept, so that a new rule holds
 * from the next read on.
 *
 * <p>Consent goes by a rule of its own, which takes only the order of the sources from here: what
 * nobody has said counts for nothing. A "no" outweighs a "yes", unless the "yes" is later and its
 * source at least as strong. Of two answers by the same source and identifier the later one counts.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param sourceOrder names of sources, the strongest first; all others are weaker, and equal
 * @param policies by attribute key; {@link Policy#MOST_RECENT} for all others
 */
public record Survivorship(List<String> sourceOrder, Map<String, Policy> policies) {

  /** How the value of an attribute is chosen among the last ones by each source and identifier. */
  public enum Policy {
    /** The latest. */
    MOST_RECENT,

    /**
     * The one of the strongest source; of several, the latest. A source without a value, or with an
     * empty one, leaves the choice to the next.
     */
    SOURCE_PRIORITY,

    /** The earliest of those that still stand: what a source has replaced itself is gone. */
    OLDEST,

    /** All different ones, as a list, the latest first. */
    UNION
  }

  /** What holds where nothing is configured. */
  public static final Survivorship STANDARD = new Survivorship(List.of(), Map.of());

  public Survivorship {
    sourceOrder = List.copyOf(sourceOrder);
    policies = Map.copyOf(policies);
  }

  /** How the value of this attribute is chosen. */
  public Policy policy(String attributeKey) {
    return policies.getOrDefault(attributeKey, Policy.MOST_RECENT);
  }

  /** The place of a source in the order: the lower, the stronger. */
  int rank(String source) {
    int rank = sourceOrder.indexOf(source);
    return rank < 0 ? sourceOrder.size() : rank;
  }
}
