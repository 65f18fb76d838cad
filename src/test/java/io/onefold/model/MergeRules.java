package io.onefold.model;

/** Freeze, absorb, forward. */
final class MergeRules {

  /**
   * A bound of the search: so often may a profile offer itself where it can only be turned down as
   * stale. Beyond that it waits until its question can be answered.
   */
  private static final int FRUITLESS_MAX = 1;

  private MergeRules() {}

  static void unite(Turn turn, Message.Unite m, boolean forgetting) {
    int profile = m.profile();
    int other = m.other();
    Profile own = turn.read(profile);
    switch (own.status) {
      case FORWARD -> {
        if (own.target != other) {
          turn.send(new Message.Unite(own.target, other, m.event(), m.identifier()));
        }
      }
      case MOVING -> {} // waits, or is on its way to the other already
      case ERASING, ERASED -> {
        if (own.departed(m.identifier()) < 0) {
          turn.send(new Message.Refused(other, m.event(), m.identifier()));
        }
      }
      case LIVE -> {
        boolean remembered = own.hasRefused(m.event(), m.identifier());
        if (other == profile || own.hasMerged(other)) {
          return;
        }
        if (remembered && !forgetting) {
          turn.send(new Message.Refused(other, m.event(), m.identifier()));
        } else if (!remembered || own.attempt < FRUITLESS_MAX) {
          unite(turn, profile, other, m.event(), m.identifier());
        }
      }
    }
  }

  /** The younger of the two freezes; if that is the other one, it is asked to. */
  static void unite(Turn turn, int profile, int other, int event, int identifier) {
    Profile own = turn.read(profile);
    boolean holds = own.has(identifier) || turn.scope.lacks(Broken.UNION_WITHOUT_HOLDING);
    if (!holds) {
      return; // the other one asks again
    }
    boolean loses =
        turn.scope.beats(other, profile) || turn.scope.lacks(Broken.DIRECTION_BY_CHANCE);
    if (!loses) {
      turn.send(new Message.Unite(other, profile, event, identifier));
    } else if (own.attempt < FRUITLESS_MAX || canAnswer(turn, other, identifier)) {
      Profile frozen = turn.change(profile);
      frozen.status = Profile.Status.MOVING;
      frozen.attempt++;
      frozen.target = other;
      frozen.causeEvent = event;
      frozen.causeIdentifier = identifier;
      offer(turn, profile, turn.scope.lacks(Broken.LOSER_NOT_FROZEN) ? frozen.copy() : frozen);
      if (turn.scope.lacks(Broken.FORWARD_BEFORE_DECISION)) {
        turn.change(profile).status = Profile.Status.FORWARD;
      }
    }
  }

  private static boolean canAnswer(Turn turn, int profile, int identifier) {
    Profile root = turn.read(profile);
    while (root.status == Profile.Status.FORWARD) {
      root = turn.read(root.target);
    }
    return root.isErased() || root.has(identifier);
  }

  static void offer(Turn turn, int profile, Profile own) {
    Profile offer = own.copy();
    turn.send(new Message.Absorb(own.target, profile, own.attempt, offer));
  }

  static void absorb(Turn turn, Message.Absorb m) {
    Profile winner = turn.read(m.winner());
    boolean again = winner.hasMerged(m.loser()) && !turn.scope.lacks(Broken.ABSORB_NOT_IDEMPOTENT);
    switch (winner.status) {
      case FORWARD -> {
        if (winner.target == m.loser()) {
          throw new Violation("I1 the offer of " + m.loser() + " is forwarded to itself");
        }
        turn.send(new Message.Absorb(winner.target, m.loser(), m.attempt(), m.offer()));
      }
      case ERASING, ERASED -> {
        if (again && !turn.scope.lacks(Broken.ERASED_FORGETS_MERGED)) {
          turn.send(new Message.Absorbed(m.loser(), m.attempt(), m.winner()));
        } else {
          boolean departed = winner.departed(m.offer().causeIdentifier) >= 0;
          turn.send(new Message.Rejected(m.loser(), m.attempt(), departed));
        }
      }
      case MOVING -> {
        if (again) {
          turn.send(new Message.Absorbed(m.loser(), m.attempt(), m.winner()));
        }
      }
      case LIVE -> {
        if (again) {
          turn.send(new Message.Absorbed(m.loser(), m.attempt(), m.winner()));
        } else {
          decide(turn, m, winner);
        }
      }
    }
  }

  /** The decision: one step of the one who owns the winner. */
  private static void decide(Turn turn, Message.Absorb m, Profile winner) {
    Scope scope = turn.scope;
    Profile offer = m.offer();
    int identifier = offer.causeIdentifier;
    if (winner.lastTurnedDown(m.loser()) >= m.attempt()
        && !scope.lacks(Broken.NO_MEMORY_OF_REJECTED_ATTEMPTS)) {
      boolean stale =
          winner.turnedDownAsStale(m.loser()) && !scope.lacks(Broken.STALE_REASON_FORGOTTEN);
      turn.send(new Message.Rejected(m.loser(), m.attempt(), stale));
      return;
    }
    boolean bothHold = winner.has(identifier) && offer.has(identifier);
    if (!bothHold && !scope.lacks(Broken.UNION_WITHOUT_HOLDING)) {
      if (!scope.lacks(Broken.STALE_ATTEMPT_FORGOTTEN)) {
        turn.change(m.winner()).turnDown(m.loser(), m.attempt(), true);
      }
      turn.send(new Message.Rejected(m.loser(), m.attempt(), true));
    } else if (Conflicts.unite(scope, winner, offer, identifier)) {
      Profile own = turn.change(m.winner());
      own.turnDown(m.loser(), m.attempt(), false);
      own.refuse(offer.causeEvent, identifier);
      turn.rule(offer.causeEvent, identifier);
      if (own.reservedFor(identifier) == offer.causeEvent) {
        HandoverRules.ask(turn, m.winner(), offer.causeEvent, identifier);
      }
      own.giveUp(offer.causeEvent, identifier);
      turn.send(new Message.Rejected(m.loser(), m.attempt(), false));
    } else {
      Union.take(turn, m.winner(), m.loser(), offer);
      turn.send(new Message.Absorbed(m.loser(), m.attempt(), m.winner()));
    }
  }

  static void absorbed(Turn turn, Message.Absorbed m) {
    Profile own = turn.read(m.loser());
    if (own.isLive() || own.isErased()) {
      throw new Violation("I4 profile " + m.loser() + " was absorbed and lives");
    }
    if (own.status == Profile.Status.MOVING && own.attempt == m.attempt()) {
      forward(turn, m.loser(), m.winner());
    }
  }

  static void forward(Turn turn, int profile, int winner) {
    int attempt = turn.read(profile).attempt;
    Profile forward = turn.change(profile);
    Profile empty = new Profile();
    empty.status = Profile.Status.FORWARD;
    empty.target = winner;
    empty.attempt = attempt;
    forward.become(empty);
  }

  static void rejected(Turn turn, Message.Rejected m) {
    Profile own = turn.read(m.loser());
    if (own.status == Profile.Status.MOVING && own.attempt == m.attempt()) {
      Profile thawed = turn.change(m.loser());
      if (!m.stale()) {
        thawed.refuse(own.causeEvent, own.causeIdentifier);
        if (own.reservedFor(own.causeIdentifier) == own.causeEvent) {
          HandoverRules.ask(turn, m.loser(), own.causeEvent, own.causeIdentifier);
        }
        thawed.giveUp(own.causeEvent, own.causeIdentifier);
      }
      thawed.status = Profile.Status.LIVE;
      thawed.target = 0;
      thawed.causeEvent = 0;
      thawed.causeIdentifier = 0;
    }
  }

  static void refused(Turn turn, Message.Refused m) {
    Profile own = turn.read(m.profile());
    switch (own.status) {
      case FORWARD -> turn.send(new Message.Refused(own.target, m.event(), m.identifier()));
      case LIVE -> {
        if (own.reservedFor(m.identifier()) == m.event()) {
          Profile changed = turn.change(m.profile());
          changed.release(m.identifier());
          changed.refuse(m.event(), m.identifier());
          HandoverRules.ask(turn, m.profile(), m.event(), m.identifier());
        }
      }
      case MOVING, ERASING, ERASED -> {}
    }
  }
}
