package io.onefold.model;

/** How a profile is erased: a saga that goes on from the profile's own entry. */
final class EraseRules {

  private EraseRules() {}

  /** Facts go at once; what still has to be done elsewhere is what is left on the entry. */
  static void erase(Turn turn, int profile) {
    Profile before = turn.read(profile);
    if (!before.isLive()) {
      return;
    }
    Profile own = turn.change(profile);
    Profile left = new Profile();
    left.status = Profile.Status.ERASING;
    left.held = before.held;
    left.merged = before.merged;
    left.handing = turn.scope.lacks(Broken.ERASED_FORGETS_HANDOVER) ? 0 : before.handing;
    left.seen = left.handing == 0 ? 0 : before.seen;
    left.losers = turn.scope.lacks(Broken.ERASE_FORGETS_LOSERS) ? 0 : before.merged;
    for (int i = 0; i < turn.scope.identifierCount(); i++) {
      left.depart(i, before.departed(i));
      left.generation(i, before.generation(i));
      left.ask(i, before.asked(i));
      boolean ours = before.departed(i) < 0 || turn.scope.lacks(Broken.ERASE_TAKES_FOREIGN);
      if (ours && !turn.scope.lacks(Broken.ERASE_FORGETS_RESERVED)) {
        left.reserve(i, before.reservedFor(i));
      }
    }
    own.become(left);
    turn.world.eraseUsed = true;
    for (int e = 0; e < turn.scope.events().size(); e++) {
      turn.excuse(before.count(e) > 0 ? 1 << e : 0);
    }
    finish(turn, profile);
    askAgain(turn, profile, turn.read(profile));
  }

  static void suppress(Turn turn, Message.Suppress m) {
    int i = m.identifier();
    int known = turn.world.leadsTo(i);
    boolean ours =
        m.held()
            || known < 0
            || known == m.profile()
            || (m.lineage() >> known & 1) == 1
            || turn.scope.lacks(Broken.ERASE_TAKES_FOREIGN);
    if (ours && !turn.world.isSuppressed(i)) {
      turn.suppress(i);
    }
    turn.send(new Message.Suppressed(m.profile(), i));
  }

  static void suppressed(Turn turn, Message.Suppressed m) {
    if (turn.read(m.profile()).status == Profile.Status.ERASING) {
      if (turn.read(m.profile()).has(m.identifier())) {
        Profile own = turn.change(m.profile());
        own.held &= ~(1 << m.identifier());
        own.release(m.identifier());
        finish(turn, m.profile());
      }
    }
  }

  static void forget(Turn turn, Message.Forget m) {
    Profile own = turn.read(m.profile());
    if (own.isLive() || own.isErased()) {
      throw new Violation("I4 profile " + m.profile() + " was absorbed, erased, and lives");
    }
    if (own.status == Profile.Status.MOVING) {
      MergeRules.forward(turn, m.profile(), m.erased());
    }
    turn.send(new Message.Forgotten(m.erased(), m.profile()));
  }

  static void forgotten(Turn turn, Message.Forgotten m) {
    Profile own = turn.read(m.erased());
    boolean waits = own.status == Profile.Status.ERASING && (own.losers >> m.profile() & 1) == 1;
    if (waits) {
      turn.change(m.erased()).losers &= ~(1 << m.profile());
      finish(turn, m.erased());
    }
  }

  static void finish(Turn turn, int profile) {
    Profile own = turn.read(profile);
    boolean isDone = own.all() == 0 && own.losers == 0 && own.handing == 0;
    if (own.status == Profile.Status.ERASING && isDone) {
      turn.change(profile).status = Profile.Status.ERASED;
      turn.change(profile).seen = 0;
    }
  }

  static void askAgain(Turn turn, int profile, Profile own) {
    for (int i = 0; i < turn.scope.identifierCount(); i++) {
      if (own.has(i)) {
        turn.send(new Message.Suppress(i, profile, own.holds(i), own.merged));
      }
    }
    for (int p = 0; p < turn.scope.profileCount(); p++) {
      if ((own.losers >> p & 1) == 1) {
        turn.send(new Message.Forget(p, profile));
      }
    }
  }
}
