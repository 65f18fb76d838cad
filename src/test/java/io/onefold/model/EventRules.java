package io.onefold.model;

/** What an event means for its route's shard and for the profile that it comes to. */
final class EventRules {

  private EventRules() {}

  /** Looks the route up, and gives birth to a profile where it leads nowhere. */
  static void arrive(Turn turn, int event) {
    int route = turn.scope.route(event);
    if (turn.world.isSuppressed(route)) {
      drop(turn, event);
      return;
    }
    int profile = turn.world.leadsTo(route);
    if (profile >= 0) {
      turn.send(new Message.EventAt(profile, event));
      return;
    }
    Profile born = new Profile();
    born.held = 1 << route;
    turn.put(route, born);
    turn.lead(route, route, 0);
    count(turn, route, event, false);
  }

  static void apply(Turn turn, Message.EventAt message, boolean forgetting) {
    int profile = message.profile();
    int event = message.event();
    Profile own = turn.read(profile);
    switch (own.status) {
      case FORWARD -> {
        turn.send(new Message.EventAt(own.target, event));
        turn.send(new Message.Hint(turn.scope.route(event), profile, own.target));
      }
      case MOVING -> {
        if (turn.scope.lacks(Broken.LOSER_NOT_FROZEN)) {
          count(turn, profile, event, forgetting);
        }
      }
      case ERASING, ERASED -> applyToErased(turn, own, event);
      case LIVE -> applyToLive(turn, profile, own, event, forgetting);
    }
  }

  private static void applyToErased(Turn turn, Profile own, int event) {
    int part = own.departed(turn.scope.route(event));
    if ((own.handing >> turn.scope.route(event) & 1) == 1) {
      return;
    }
    if (part >= 0 && !turn.scope.lacks(Broken.ERASED_FORGETS_DEPARTED)) {
      turn.send(new Message.EventAt(part, event));
    } else {
      drop(turn, event);
    }
  }

  /** Answers as if all were well. Whether that is right is checked from outside, with evidence. */
  private static void drop(Turn turn, int event) {
    int route = turn.scope.route(event);
    Roots roots = new Roots(turn.scope, turn.world);
    boolean counts = false;
    for (int p = 0; p < turn.world.profiles.length; p++) {
      Profile profile = turn.world.profiles[p];
      boolean isOwner = profile != null && !profile.isErased() && profile.holds(route);
      if (isOwner && roots.isRoot(p)) {
        throw new Violation("I4 event " + event + " is dropped, and its route belongs to " + p);
      }
      counts |= profile != null && profile.count(event) > 0 && roots.isRoot(p);
    }
    turn.acknowledge(event);
    turn.excuse(counts ? 0 : 1 << event);
  }

  private static void applyToLive(
      Turn turn, int profile, Profile own, int event, boolean forgetting) {
    int route = turn.scope.route(event);
    if ((own.seen >> event & 1) == 1 && !turn.scope.lacks(Broken.NO_DEDUPLICATION)) {
      turn.acknowledge(event);
      return;
    }
    boolean gone =
        turn.scope.lacks(Broken.RESERVED_BEATS_DEPARTED) ? !own.has(route) : !own.holds(route);
    if ((own.handing >> route & 1) == 1 && !turn.scope.lacks(Broken.HANDOVER_WITHOUT_WAIT)) {
      return; // waits until somebody has the device
    }
    if (own.departed(route) >= 0 && gone) {
      turn.send(new Message.EventAt(own.departed(route), event));
    } else if (own.has(route)) {
      if (!own.holds(route) && own.departed(route) < 0) {
        return; // waits until it is known whose it is; retries ask
      }
      count(turn, profile, event, forgetting);
    } else {
      throw new Violation("I3 event " + event + " comes to " + profile + ", not its own");
    }
  }

  private static void count(Turn turn, int profile, int event, boolean forgetting) {
    Profile own = turn.change(profile);
    own.seen |= 1 << event;
    own.count(event, own.count(event) + 1);
    int route = turn.scope.route(event);
    int named = turn.scope.named(event);
    for (int i = 0; i < turn.scope.identifierCount(); i++) {
      if ((named >> i & 1) == 1 && i != route && join(turn, profile, event, i, forgetting)) {
        own.edges |= Scope.pair(route, i);
        if (own.reservedFor(i) == event) {
          turn.send(new Message.Claim(i, profile, event));
        }
      }
    }
    turn.acknowledge(event);
  }

  /** Whether the identifier belongs to the profile, or may soon. */
  private static boolean join(Turn turn, int profile, int event, int i, boolean forgetting) {
    Profile own = turn.change(profile);
    if (own.has(i)) {
      return true;
    }
    boolean conflicts = Conflicts.add(turn.scope, own, i);
    if (own.hasRefused(i) && !forgetting || conflicts) {
      if (conflicts) {
        turn.rule(event, i);
      }
      own.refuse(event, i);
      if (!conflicts) {
        HandoverRules.ask(turn, profile, event, i);
      }
      return false;
    }
    own.reserve(i, event);
    return true;
  }
}
