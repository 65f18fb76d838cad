package io.onefold.model;

/** Who owns what in a state, seen from outside. */
final class Roots {

  private static final int STEPS_MAX = 24;

  private final Scope scope;
  private final World world;

  Roots(Scope scope, World world) {
    this.scope = scope;
    this.world = world;
  }

  /** Where the forwards of a profile end; what an offer was taken from counts as a forward. */
  int rootOf(int profile) {
    int at = profile;
    for (int step = 0; step < STEPS_MAX; step++) {
      Profile here = world.profiles[at];
      if (here == null) {
        throw new Violation("I2 something leads to profile " + at + ", which was never born");
      }
      int next = next(at, here);
      if (next == at) {
        return at;
      }
      at = next;
    }
    throw new Violation("I1 forwards go round at profile " + profile);
  }

  private int next(int at, Profile here) {
    return switch (here.status) {
      case FORWARD -> here.target;
      case MOVING -> takenBy(at);
      case LIVE, ERASING, ERASED -> at;
    };
  }

  private int takenBy(int loser) {
    for (int p = 0; p < world.profiles.length; p++) {
      Profile other = world.profiles[p];
      boolean isEntry = p != loser && other != null && other.status != Profile.Status.FORWARD;
      if (isEntry && other.hasMerged(loser)) {
        return p;
      }
    }
    return loser;
  }

  boolean isRoot(int profile) {
    return world.profiles[profile] != null && rootOf(profile) == profile;
  }

  /** Where the index leads by forwards alone, or -1. */
  int indexed(int identifier) {
    int profile = world.leadsTo(identifier);
    return profile < 0 ? -1 : rootOf(profile);
  }

  /** Whose the identifier is: where the index, forwards and parts lead; or -1. */
  int holderOf(int identifier) {
    int at = indexed(identifier);
    for (int step = 0; at >= 0 && step < STEPS_MAX; step++) {
      Profile here = world.profiles[at];
      if (here.holds(identifier) && !here.isErased()) {
        return at;
      }
      if (isWaiting(at, identifier)) {
        return at; // nobody holds it; this one answers for it
      }
      if (here.departed(identifier) >= 0) {
        at = rootOf(here.departed(identifier));
      } else if (here.isErased() || here.reservedFor(identifier) >= 0) {
        return at;
      } else {
        throw new Violation("I3 " + name(identifier) + " leads to " + at + ", which has it not");
      }
    }
    if (at >= 0) {
      throw new Violation("I1 parts go round at identifier " + name(identifier));
    }
    return -1;
  }

  /** Whether the profile has let the device go and the newcomer does not know it yet. */
  boolean isWaiting(int profile, int identifier) {
    Profile owner = world.profiles[profile];
    if ((owner.handing >> identifier & 1) == 0) {
      return false;
    }
    int newcomer = rootOf(owner.departed(identifier));
    boolean knows = world.profiles[newcomer].generation(identifier) >= owner.generation(identifier);
    return newcomer == profile || !knows;
  }

  static char name(int identifier) {
    return (char) ('a' + identifier);
  }

  Scope scope() {
    return scope;
  }
}
