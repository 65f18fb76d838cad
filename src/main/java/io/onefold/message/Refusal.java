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
  GONE("profile_gone");

  private static final Refusal[] VALUES = values();

  private final String code;

  Refusal(String code) {
    this.code = code;
  }

  /** The code shown in explanations and counted in metrics. */
  public String code() {
    return code;
  }

  public static Refusal of(int ordinal) {
    return VALUES[ordinal];
  }
}
