package io.onefold.message;

/**
 * Why an identifier did not join a profile.
 *
 * <p><b>Threading.</b> Immutable. The ordinal is stored: constants are only ever appended.
 */
public enum Refusal {
  /** Both profiles hold a value of a type that allows one. */
  UNIQUE("unique_identifier_differs"),
  /** A device or a weak identifier is the only tie between two different people. */
  DEVICE("device_joins_two_people"),
  /** The profile has as many identifiers of the type as are allowed. */
  LIMIT("identifier_limit"),
  /** The other profile was lost with the end of its shard's journal. */
  GONE("profile_gone"),
  /** Too many profiles claim the identifier. */
  QUARANTINED("identifier_quarantined"),
  /** The identifier belongs to somebody who was erased. */
  SUPPRESSED("identifier_suppressed"),
  /** Somebody has split these two. */
  SEVERED("severed_by_split"),
  /** Several people use the device: it joins nobody. */
  SHARED("shared_device"),
  /** The profile would have more identifiers than a person has. */
  GIANT_IDENTIFIERS("giant_component_identifiers"),
  /** The profile would have absorbed more profiles than a person leaves behind. */
  GIANT_MERGES("giant_component_merges"),
  /** The profile has absorbed many within an hour: asked again later. */
  RATE("merge_rate"),
  /** The identifier belongs to neither of the two any more: asked again at once. */
  STALE("identifier_moved");

  private static final Refusal[] VALUES = values();

  private final String code;

  Refusal(String code) {
    this.code = code;
  }

  /** The code shown in explanations and counted in metrics. */
  public String code() {
    return code;
  }

  /** Whether it says "not now", and is not remembered. */
  public boolean deferred() {
    return this == RATE || this == STALE;
  }

  /** Whether a profile grew beyond what a person can be: an alert. */
  public boolean giant() {
    return this == GIANT_IDENTIFIERS || this == GIANT_MERGES;
  }

  public static Refusal of(int ordinal) {
    return VALUES[ordinal];
  }
}
