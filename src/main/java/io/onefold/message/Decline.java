package io.onefold.message;

/**
 * Why something that was asked for by hand cannot be done.
 *
 * <p><b>Threading.</b> Immutable. The ordinal goes over the wire: constants are only ever appended.
 */
public enum Decline {
  NOT_HELD("identifier_not_on_profile", "the profile does not hold the identifier"),
  NOTHING_LEFT("nothing_left", "at least one identifier has to stay on the profile"),
  NOTHING_TO_CUT("nothing_to_cut", "the profile holds nothing together through this identifier"),
  SAME_PROFILE("same_profile", "both are the same profile already"),
  TOO_EARLY(
      "too_early",
      "another profile that had the identifier until lately counts events that came by it, and they"
          + " may come again: it can be let in 30 hours after it left that profile");

  private static final Decline[] VALUES = values();

  private final String code;
  private final String message;

  Decline(String code, String message) {
    this.code = code;
    this.message = message;
  }

  public String code() {
    return code;
  }

  public String message() {
    return message;
  }

  public static Decline of(int ordinal) {
    return VALUES[ordinal];
  }
}
