package io.onefold.model;

/** How identifiers leave a profile for one of their own. */
final class PartRules {

  private PartRules() {}

  /** Decided where the profile lives; its new half lives there too, so this is one step. */
  static void takeOut(Turn turn, int part, int profile) {
    Scope.Part wish = turn.scope.parts().get(part);
    Profile before = turn.read(profile);
    int leaving = wish.mask() & before.held;
    int staying = before.held & ~leaving;
    if (!before.isLive() || leaving == 0 || staying == 0) {
      return;
    }
    if (reservesByRoute(turn.scope, before, leaving) && !turn.scope.lacks(Broken.PART_AT_ONCE)) {
      return; // what the leaving events have reserved would stay
    }
    int number = turn.scope.identifierCount() + part;
    Profile own = turn.change(profile);
    Profile other = new Profile();
    divideIdentifiers(turn, own, other, leaving, number);
    divideEdges(turn, wish, own, other, leaving);
    divideEvents(turn, wish, own, other, leaving);
    witness(turn, before, leaving);
    if (turn.scope.lacks(Broken.PART_INHERITS_MERGED)) {
      other.merged = own.merged;
    }
    turn.put(number, other);
    turn.world.partsUsed |= 1 << part;
    moveAgain(turn, number, other);
  }

  static boolean reservesByRoute(Scope scope, Profile own, int leaving) {
    for (int i = 0; i < scope.identifierCount(); i++) {
      int event = own.reservedFor(i);
      if (event >= 0 && (leaving >> scope.route(event) & 1) == 1) {
        return true;
      }
    }
    return false;
  }

  /** Evidence: what counts here ties the halves together no longer. */
  static void witness(Turn turn, Profile before, int leaving) {
    int staying = before.all() & ~leaving;
    turn.world.kept |= Conflicts.pairs(leaving) | Conflicts.pairs(before.held & ~leaving);
    for (int e = 0; e < turn.scope.events().size(); e++) {
      boolean routeLeaves = (leaving >> turn.scope.route(e) & 1) == 1;
      int across = turn.scope.named(e) & (routeLeaves ? staying : leaving);
      turn.world.undone |= before.count(e) > 0 ? across << Scope.NAMES_MAX * e : 0;
    }
  }

  private static void divideIdentifiers(
      Turn turn, Profile own, Profile other, int leaving, int number) {
    own.held &= ~leaving;
    own.moving &= ~leaving;
    other.held = leaving;
    other.moving = leaving;
    for (int i = 0; i < turn.scope.identifierCount(); i++) {
      if ((leaving >> i & 1) == 1) {
        own.generation(i, own.generation(i) + 1);
        other.generation(i, own.generation(i));
        int lastLogin = HandoverRules.lastLogin(turn.scope, own, i);
        boolean forgets = turn.scope.lacks(Broken.LOGINS_NOT_INHERITED);
        other.ask(i, forgets ? -1 : Math.max(own.asked(i), lastLogin));
        if (!turn.scope.lacks(Broken.DEPARTED_FORGOTTEN)) {
          own.depart(i, number);
        }
      }
    }
  }

  private static void divideEdges(
      Turn turn, Scope.Part wish, Profile own, Profile other, int leaving) {
    int cut = own.edges & Conflicts.across(own.all(), leaving);
    if (wish.severed()) {
      turn.world.severed |= cut;
    } else {
      turn.world.cut |= cut;
    }
    other.severed = turn.scope.lacks(Broken.SEVERED_PAIRS_NOT_INHERITED) ? 0 : own.severed;
    if (wish.severed() && !turn.scope.lacks(Broken.NO_SEVERED_PAIRS)) {
      own.severed |= cut;
      other.severed |= cut;
    }
    other.edges = own.edges & Conflicts.pairs(leaving);
    own.edges &= ~cut & ~other.edges;
  }

  private static void divideEvents(
      Turn turn, Scope.Part wish, Profile own, Profile other, int leaving) {
    other.refused = turn.scope.lacks(Broken.REFUSALS_NOT_INHERITED) ? 0 : own.refused;
    other.seen = turn.scope.lacks(Broken.PART_WITHOUT_SEEN) ? 0 : own.seen;
    for (int e = 0; e < turn.scope.events().size(); e++) {
      boolean leaves = (leaving >> turn.scope.route(e) & 1) == 1;
      if (leaves && wish.withEvents()) {
        other.count(e, own.count(e));
        other.seen |= own.count(e) > 0 ? 1 << e : 0;
        own.count(e, 0);
      } else if (leaves && own.count(e) > 0) {
        turn.world.stayed |= 1 << e;
      }
    }
  }

  /** The part that was made last has the identifier, whatever arrives in which order. */
  static void reassign(Turn turn, Message.Reassign m) {
    int i = m.identifier();
    boolean newer = m.generation() > turn.world.generation(i);
    boolean always = turn.scope.lacks(Broken.REASSIGN_WITHOUT_GENERATION);
    if (!turn.world.isSuppressed(i) && (newer || always)) {
      turn.lead(i, m.profile(), m.generation());
    }
    turn.send(new Message.Reassigned(m.profile(), i, m.generation()));
  }

  static void reassigned(Turn turn, Message.Reassigned m) {
    Profile own = turn.read(m.profile());
    boolean waits = own.isLive() && (own.moving >> m.identifier() & 1) == 1;
    if (waits && own.generation(m.identifier()) == m.generation()) {
      turn.change(m.profile()).moving &= ~(1 << m.identifier());
    }
  }

  static void moveAgain(Turn turn, int profile, Profile own) {
    for (int i = 0; i < turn.scope.identifierCount(); i++) {
      if ((own.moving >> i & 1) == 1) {
        turn.send(new Message.Reassign(i, profile, own.generation(i)));
      }
    }
  }
}
