package io.onefold.identity;

/**
 * What holds for the identifiers of one type on one profile.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param unique whether two different values are two people, whatever ties them
 * @param countMax most values on one profile, 1 where {@code unique}
 * @param windowMs only values first seen within so many milliseconds count; 0 for all of them
 * @param beyond what becomes of one value more
 * @param claimantsMax profiles that may ask for one value within {@link Rules#CLAIM_WINDOW_MS}
 *     before it is quarantined; 0 for any number
 */
public record TypeRule(
    boolean unique, int countMax, long windowMs, Beyond beyond, int claimantsMax) {

  /** What becomes of an identifier that a profile has no room for. */
  public enum Beyond {
    /** It is not linked. */
    REFUSE,
    /** It is linked, and the value that was seen last the longest ago leaves the profile. */
    REPLACE_OLDEST
  }

  public TypeRule {
    if (countMax < 1 || windowMs < 0 || claimantsMax < 0 || (unique && countMax != 1)) {
      throw new IllegalArgumentException(
          "a rule needs countMax ≥ 1 (1 where unique), windowMs ≥ 0 and claimantsMax ≥ 0");
    }
  }

  static TypeRule unique(int claimantsMax) {
    return new TypeRule(true, 1, 0, Beyond.REFUSE, claimantsMax);
  }

  static TypeRule atMost(int countMax, int claimantsMax) {
    return new TypeRule(false, countMax, 0, Beyond.REFUSE, claimantsMax);
  }
}
