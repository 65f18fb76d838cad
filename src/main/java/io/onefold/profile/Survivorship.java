package io.onefold.profile;

/**
 * Chooses the value that a reader sees among those that sources and identifiers gave for one
 * attribute or one purpose. This is the only place that chooses: the values themselves are all
 * kept, so that a new rule holds from the next read on.
 *
 * <p><b>Threading.</b> Stateless and pure.
 */
final class Survivorship {

  private Survivorship() {}

  /**
   * Whether the attribute in {@code row} is preferred to the one in {@code other}: the later one.
   */
  static boolean prefersAttribute(Packed profile, int row, int other) {
    return Statements.isLater(profile, row, other);
  }

  /** The same for consent: the later one, and of two at the same time the "no". */
  static boolean prefersConsent(Packed profile, int row, int other) {
    if (Statements.atMs(profile, row) == Statements.atMs(profile, other)) {
      boolean granted = Consents.granted(profile, row);
      if (granted != Consents.granted(profile, other)) {
        return !granted;
      }
    }
    return Statements.isLater(profile, row, other);
  }
}
