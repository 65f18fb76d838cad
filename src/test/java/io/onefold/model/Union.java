package io.onefold.model;

/** What becomes of two profiles that are one. */
final class Union {

  private Union() {}

  static void take(Turn turn, int winner, int loser, Profile offer) {
    Scope scope = turn.scope;
    Profile own = turn.change(winner);
    for (int e = 0; e < scope.events().size(); e++) {
      own.count(e, own.count(e) + offer.count(e));
    }
    own.seen |= scope.lacks(Broken.SEEN_NOT_MERGED) ? 0 : offer.seen;
    own.held |= offer.held;
    own.moving |= offer.moving;
    own.handing |= turn.scope.lacks(Broken.HANDOVER_NOT_CARRIED) ? 0 : offer.handing;
    own.merged |= offer.merged | 1 << loser;
    own.refused |= offer.refused;
    own.edges |= offer.edges;
    own.severed |= offer.severed;
    for (int p = 0; p < scope.profileCount(); p++) {
      if (offer.lastTurnedDown(p) > own.lastTurnedDown(p)) {
        own.turnDown(p, offer.lastTurnedDown(p), offer.turnedDownAsStale(p));
      }
    }
    for (int i = 0; i < scope.identifierCount(); i++) {
      takeIdentifier(turn, winner, own, offer, i);
      if (offer.holds(i)) {
        turn.send(new Message.Hint(i, loser, winner));
      }
    }
    own.handing &= ~own.held;
    PartRules.moveAgain(turn, winner, own);
    HandoverRules.handAgain(turn, winner, own);
  }

  private static void takeIdentifier(Turn turn, int winner, Profile own, Profile offer, int i) {
    if (own.holds(i)) {
      own.release(i);
    } else if (offer.reservedFor(i) >= 0
        && own.reservedFor(i) < 0
        && !turn.scope.lacks(Broken.RESERVATIONS_NOT_CARRIED)) {
      own.reserve(i, offer.reservedFor(i));
      turn.send(new Message.Claim(i, winner, offer.reservedFor(i)));
    }
    if (own.holds(i)) {
      own.depart(i, -1);
    } else if (offer.departed(i) >= 0
        && (own.departed(i) < 0 || offer.generation(i) > own.generation(i))
        && !turn.scope.lacks(Broken.DEPARTED_NOT_CARRIED)) {
      own.depart(i, offer.departed(i));
    }
    own.ask(i, Math.max(own.asked(i), offer.asked(i)));
    own.generation(i, Math.max(own.generation(i), offer.generation(i)));
  }
}
