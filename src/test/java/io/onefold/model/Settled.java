package io.onefold.model;

/**
 * Whether nothing is left to be done: everything is acknowledged, nobody waits, and whatever events
 * connect is one, unless a refusal, a cut by hand or an erasure says why not.
 */
final class Settled {

  private final Scope scope;
  private final World world;
  private final Roots roots;

  private Settled(Scope scope, World world) {
    this.scope = scope;
    this.world = world;
    this.roots = new Roots(scope, world);
  }

  static boolean is(Scope scope, World world) {
    Settled state = new Settled(scope, world);
    return world.acknowledged == (1 << scope.events().size()) - 1
        && state.nobodyWaits()
        && state.indexIsDirect()
        && state.eventsConnect();
  }

  private boolean nobodyWaits() {
    for (Profile profile : world.profiles) {
      if (profile == null) {
        continue;
      }
      boolean waits =
          switch (profile.status) {
            case LIVE -> profile.hasReserved() || profile.moving != 0 || profile.handing != 0;
            case MOVING, ERASING -> true;
            case FORWARD, ERASED -> false;
          };
      if (waits) {
        return false;
      }
    }
    return true;
  }

  private boolean indexIsDirect() {
    for (int i = 0; i < scope.identifierCount(); i++) {
      if (roots.indexed(i) != roots.holderOf(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean eventsConnect() {
    for (int e = 0; e < scope.events().size(); e++) {
      int route = scope.route(e);
      boolean erased = (world.excused >> e & 1) == 1 || world.isSuppressed(route);
      int named = erased ? 0 : scope.named(e) & ~(1 << route);
      for (int i = 0; i < scope.identifierCount(); i++) {
        if ((named >> i & 1) == 1 && !connects(e, route, i)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean connects(int event, int route, int i) {
    int one = roots.holderOf(route);
    int other = roots.holderOf(i);
    return world.isSuppressed(i) || one == other || isRefused(event, i) || isCut(one, other);
  }

  /** A rule said so, and the profile that counts the event knows. */
  private boolean isRefused(int event, int i) {
    for (Profile profile : world.profiles) {
      if (profile != null && profile.isLive() && profile.count(event) > 0) {
        return profile.hasRefused(i) && (world.ruled & 0x1111 << i) != 0;
      }
    }
    return false;
  }

  private boolean isCut(int one, int other) {
    if (one < 0 || other < 0) {
      return false;
    }
    int across = Conflicts.across(world.profiles[one].held, world.profiles[other].held);
    return (across & (world.severed | world.cut)) != 0;
  }
}
