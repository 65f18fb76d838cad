package io.onefold.model;

/** Which identifiers may stand on one profile. */
final class Conflicts {

  private Conflicts() {}

  /** Whether the profile may not take one more identifier. */
  static boolean add(Scope scope, Profile profile, int identifier) {
    int all = profile.all() | profile.handing | 1 << identifier;
    return tooMany(scope, all) || joinsSevered(all, profile.severed);
  }

  /** Whether the two may not become one because of the identifier. */
  static boolean unite(Scope scope, Profile one, Profile other, int identifier) {
    int all = one.all() | one.handing | other.all() | other.handing;
    return tooMany(scope, all)
        || joinsSevered(all, one.severed | other.severed)
        || twoPeople(scope, one, other, identifier);
  }

  private static boolean tooMany(Scope scope, int identifiers) {
    return Integer.bitCount(identifiers & scope.ofKind(Kind.UNIQUE)) > 1;
  }

  static boolean joinsSevered(int identifiers, int severed) {
    return severed != 0 && (pairs(identifiers) & severed) != 0;
  }

  /** A device does not join profiles that hold different addresses. */
  private static boolean twoPeople(Scope scope, Profile one, Profile other, int identifier) {
    int persons = scope.ofKind(Kind.PERSON);
    boolean provesPerson = (scope.ofKind(Kind.DEVICE) >> identifier & 1) == 0;
    int mine = one.all() & persons;
    int theirs = other.all() & persons;
    return !provesPerson
        && mine != 0
        && theirs != 0
        && (mine & theirs) == 0
        && !scope.lacks(Broken.DEVICE_UNITES);
  }

  /** All pairs within a set of identifiers. */
  static int pairs(int identifiers) {
    int pairs = 0;
    for (int i = 0; i < Scope.NAMES_MAX; i++) {
      for (int j = i + 1; j < Scope.NAMES_MAX; j++) {
        boolean both = (identifiers >> i & 1) == 1 && (identifiers >> j & 1) == 1;
        pairs |= both ? Scope.pair(i, j) : 0;
      }
    }
    return pairs;
  }

  /** All pairs of one identifier here and one there. */
  static int across(int here, int there) {
    return pairs(here | there) & ~pairs(here) & ~pairs(there);
  }
}
