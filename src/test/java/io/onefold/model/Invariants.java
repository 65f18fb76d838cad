package io.onefold.model;

/**
 * What must hold in every state.
 *
 * <p>I1 forwards and offers rise in the order of ids, and nothing goes round. I2 whatever is named
 * exists. I3 an identifier leads to the one profile that has it, over its parts if it is on the
 * move. I4 an event counts at most once over all live profiles; exactly once when acknowledged,
 * unless it was erased; never again when it was. I5 it counts where its route leads, unless it was
 * left behind. I6 unique identifiers are alone, and severed pairs apart. I7 only events join, and
 * no event that a part has undone. I8 what is joined stays joined, but by hand. I9 a device joins
 * no two people. I10 nothing leads to an erased profile, and nobody holds what is suppressed.
 */
final class Invariants {

  private final Scope scope;
  private final World world;
  private final Roots roots;
  private final int[] holders;

  private Invariants(Scope scope, World world) {
    this.scope = scope;
    this.world = world;
    this.roots = new Roots(scope, world);
    this.holders = new int[scope.identifierCount()];
  }

  /**
   * Checks one state.
   *
   * @return the pairs of identifiers that share a profile, and from bit 8 those that are somebody's
   */
  static int check(Scope scope, World world) {
    Invariants state = new Invariants(scope, world);
    state.forwardsRise();
    state.identifiersAreHeld();
    state.eventsCountOnce();
    state.pairsMayMeet();
    state.erasedIsGone();
    return state.joined();
  }

  private void forwardsRise() {
    for (int p = 0; p < world.profiles.length; p++) {
      Profile profile = world.profiles[p];
      if (profile != null && !profile.isLive() && !profile.isErased()) {
        if (!scope.beats(profile.target, p)) {
          throw new Violation("I1 profile " + p + " goes to the younger " + profile.target);
        }
        roots.rootOf(p);
      }
    }
  }

  private void identifiersAreHeld() {
    for (int i = 0; i < holders.length; i++) {
      holders[i] = roots.holderOf(i);
      int indexed = roots.indexed(i);
      if (holders[i] != indexed) {
        Profile holder = world.profiles[holders[i]];
        if (!holder.isErased() && (holder.moving >> i & 1) == 0) {
          throw new Violation("I3 " + Roots.name(i) + " is settled and leads to " + indexed);
        }
      }
    }
    for (int p = 0; p < world.profiles.length; p++) {
      if (roots.isRoot(p) && !world.profiles[p].isErased()) {
        onlyItsOwn(p, world.profiles[p]);
      }
    }
  }

  private void onlyItsOwn(int p, Profile profile) {
    for (int i = 0; i < holders.length; i++) {
      if (!profile.holds(i)) {
        continue;
      }
      if (world.isSuppressed(i)) {
        throw new Violation("I10 profile " + p + " holds the suppressed " + Roots.name(i));
      }
      if (holders[i] != p) {
        throw new Violation(
            "I3 profile " + p + " holds " + Roots.name(i) + ", which is " + holders[i] + "'s");
      }
    }
    if (Integer.bitCount(profile.all() & scope.ofKind(Kind.UNIQUE)) > 1) {
      throw new Violation("I6 profile " + p + " has two unique identifiers");
    }
  }

  private void eventsCountOnce() {
    for (int e = 0; e < scope.events().size(); e++) {
      int times = 0;
      int place = -1;
      for (int p = 0; p < world.profiles.length; p++) {
        if (world.profiles[p] != null && world.profiles[p].count(e) > 0 && roots.isRoot(p)) {
          times += world.profiles[p].count(e);
          place = p;
        }
      }
      boolean excused = (world.excused >> e & 1) == 1;
      if (times > 1) {
        throw new Violation("I4 event " + e + " counts " + times + " times");
      }
      if (times == 0 && !excused && (world.acknowledged >> e & 1) == 1) {
        throw new Violation("I4 event " + e + " is acknowledged and lost");
      }
      if (times == 1 && excused) {
        throw new Violation("I4 event " + e + " was erased and counts");
      }
      boolean stayed = (world.stayed >> e & 1) == 1;
      if (times == 1 && !stayed && holders[scope.route(e)] != place) {
        throw new Violation("I5 event " + e + " counts at " + place + ", off its route");
      }
    }
  }

  private void pairsMayMeet() {
    int unique = scope.ofKind(Kind.UNIQUE);
    int persons = scope.ofKind(Kind.PERSON);
    boolean onlyDevices = (scope.ofKind(Kind.UNIQUE) | scope.ofKind(Kind.SOURCE)) == 0;
    for (int i = 0; i < holders.length; i++) {
      for (int j = i + 1; j < holders.length; j++) {
        if (!shared(i, j)) {
          continue;
        }
        String pair = Roots.name(i) + " and " + Roots.name(j);
        if ((world.severed & Scope.pair(i, j)) != 0) {
          throw new Violation("I6 the severed " + pair + " are one");
        }
        int both = 1 << i | 1 << j;
        if ((unique & both) == both) {
          throw new Violation("I6 the unique " + pair + " are one");
        }
        if (!Components.connected(scope, world, i, j, 0)) {
          throw new Violation("I7 nothing connects " + pair);
        }
        boolean people = (persons & both) == both && onlyDevices;
        if (people && !Components.connected(scope, world, i, j, scope.ofKind(Kind.DEVICE))) {
          throw new Violation("I9 only a device connects " + pair);
        }
      }
    }
  }

  private boolean shared(int i, int j) {
    return holders[i] >= 0
        && holders[i] == holders[j]
        && !roots.isWaiting(holders[i], i)
        && !roots.isWaiting(holders[j], j);
  }

  private void erasedIsGone() {
    for (int i = 0; i < holders.length; i++) {
      if (holders[i] >= 0 && world.profiles[holders[i]].status == Profile.Status.ERASED) {
        throw new Violation("I10 " + Roots.name(i) + " leads to the erased " + holders[i]);
      }
    }
    for (int p = 0; p < world.profiles.length; p++) {
      Profile profile = world.profiles[p];
      if (profile != null && profile.status == Profile.Status.MOVING) {
        if (world.profiles[roots.rootOf(p)].status == Profile.Status.ERASED) {
          throw new Violation("I10 profile " + p + " still holds what was erased");
        }
      }
    }
  }

  private int joined() {
    int pairs = 0;
    int owned = 0;
    for (int i = 0; i < holders.length; i++) {
      boolean isOwned = holders[i] >= 0 && !roots.isWaiting(holders[i], i);
      owned |= isOwned ? 1 << i : 0;
      for (int j = i + 1; j < holders.length; j++) {
        pairs |= shared(i, j) ? Scope.pair(i, j) : 0;
      }
    }
    return pairs | owned << 8;
  }

  /** What two states, one after the other, must have in common. */
  static void staysJoined(int before, int after, Action action) {
    int separated = before & 63 & Conflicts.pairs(after >> 8) & ~after;
    if (separated != 0 && !isParting(action)) {
      throw new Violation("I8 what was one is two");
    }
  }

  private static boolean isParting(Action action) {
    return action instanceof Action.TakeOut
        || action instanceof Action.Deliver(Message.YieldAt letsGo, boolean forgetting);
  }
}
