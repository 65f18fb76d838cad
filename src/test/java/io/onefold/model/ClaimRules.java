package io.onefold.model;

/** How a profile comes by an identifier that it has reserved. */
final class ClaimRules {

  private ClaimRules() {}

  static void claim(Turn turn, Message.Claim message) {
    int identifier = message.identifier();
    int claimant = message.claimant();
    boolean forgets = turn.scope.lacks(Broken.SUPPRESSED_GRANTED_AGAIN);
    if (turn.world.isSuppressed(identifier) && !forgets) {
      turn.send(new Message.Refused(claimant, message.event(), identifier));
      return;
    }
    if (turn.world.leadsTo(identifier) < 0) {
      turn.lead(identifier, claimant, 0);
    }
    int owner = turn.world.leadsTo(identifier);
    int generation = turn.world.generation(identifier);
    turn.send(
        owner == claimant
            ? new Message.Claimed(claimant, identifier, message.event(), generation)
            : new Message.Owned(claimant, identifier, owner, message.event(), generation));
  }

  static void claimed(Turn turn, Message.Claimed message) {
    int i = message.identifier();
    if (isOpen(turn, message.claimant(), i, message.event(), message.generation())) {
      confirm(turn, message.claimant(), i, message.generation());
    }
  }

  static void owned(Turn turn, Message.Owned message) {
    int claimant = message.claimant();
    int i = message.identifier();
    if (!isOpen(turn, claimant, i, message.event(), message.generation())) {
      return;
    }
    int owner = message.owner();
    Profile own = turn.read(claimant);
    if (owner == claimant || own.hasMerged(owner)) {
      confirm(turn, claimant, i, message.generation());
      turn.send(new Message.Hint(i, owner, claimant));
    } else {
      MergeRules.unite(turn, claimant, owner, own.reservedFor(i), i);
    }
  }

  /**
   * Whether the answer is for the reservation that is open. One of a lower generation than the
   * profile knows was given before the identifier went to a part: it is asked for again.
   */
  private static boolean isOpen(Turn turn, int profile, int i, int event, int generation) {
    Profile own = turn.read(profile);
    boolean sameCause = own.reservedFor(i) == event;
    boolean fresh =
        generation >= own.generation(i) || turn.scope.lacks(Broken.CLAIMED_WITHOUT_GENERATION);
    return own.isLive() && sameCause && fresh;
  }

  private static void confirm(Turn turn, int profile, int i, int generation) {
    Profile own = turn.change(profile);
    own.release(i);
    own.held |= 1 << i;
    own.depart(i, -1);
    own.generation(i, Math.max(own.generation(i), generation));
  }

  static void hint(Turn turn, Message.Hint message) {
    int i = message.identifier();
    int known = turn.world.leadsTo(i);
    boolean same = known == message.from() || turn.scope.lacks(Broken.HINT_WITHOUT_COMPARE);
    if (known >= 0 && same && turn.scope.beats(message.to(), known)) {
      turn.lead(i, message.to(), turn.world.generation(i));
    }
  }

  static void askAgain(Turn turn, int profile, Profile own) {
    for (int i = 0; i < turn.scope.identifierCount(); i++) {
      if (own.reservedFor(i) >= 0) {
        turn.send(new Message.Claim(i, profile, own.reservedFor(i)));
      }
    }
  }
}
