package io.onefold.model;

/**
 * A device goes to whoever logged in on it last. The owner lets go of it in one step and the
 * newcomer takes it in another; between the two nobody holds it, and its events wait at the owner.
 */
final class HandoverRules {

  private HandoverRules() {}

  /**
   * The newcomer was refused and asks for the device itself. The later event is the later login.
   */
  static void ask(Turn turn, int newcomer, int event, int i) {
    boolean isDevice = (turn.scope.ofKind(Kind.DEVICE) >> i & 1) == 1;
    if (turn.scope.latest() && isDevice) {
      turn.send(new Message.Yield(i, newcomer, event));
    }
  }

  static void yield(Turn turn, Message.Yield m) {
    int owner = turn.world.leadsTo(m.identifier());
    if (owner >= 0) {
      turn.send(new Message.YieldAt(owner, m.identifier(), m.newcomer(), m.event()));
    }
  }

  static void yieldAt(Turn turn, Message.YieldAt m) {
    int i = m.identifier();
    Profile before = turn.read(m.owner());
    if (before.status == Profile.Status.FORWARD) {
      turn.send(new Message.YieldAt(before.target, i, m.newcomer(), m.event()));
      return;
    }
    boolean isLater =
        m.event() > lastLogin(turn.scope, before, i)
            && (m.event() > before.asked(i) || turn.scope.lacks(Broken.YIELD_NOT_REMEMBERED));
    boolean isOther = m.newcomer() != m.owner() && !before.hasMerged(m.newcomer());
    boolean mayLeave = before.isLive() && before.holds(i) && Integer.bitCount(before.held) > 1;
    boolean busy = PartRules.reservesByRoute(turn.scope, before, 1 << i);
    if (isOther && mayLeave && !busy && isLater) {
      Profile own = turn.change(m.owner());
      PartRules.witness(turn, before, 1 << i);
      turn.world.cut |= Conflicts.across(before.held & ~(1 << i), 1 << i);
      for (int e = 0; e < turn.scope.events().size(); e++) {
        turn.world.stayed |= before.count(e) > 0 && turn.scope.route(e) == i ? 1 << e : 0;
      }
      own.held &= ~(1 << i);
      own.moving &= ~(1 << i);
      own.edges &= ~Conflicts.across(before.all() & ~(1 << i), 1 << i);
      own.generation(i, own.generation(i) + 1);
      own.depart(i, m.newcomer());
      own.ask(i, m.event());
      own.handing |= 1 << i;
      handAgain(turn, m.owner(), own);
    }
  }

  static int lastLogin(Scope scope, Profile owner, int i) {
    int last = -1;
    for (int e = 0; e < scope.events().size(); e++) {
      boolean names = (scope.named(e) >> i & 1) == 1 && scope.route(e) != i;
      last = names && owner.count(e) > 0 ? e : last;
    }
    return last;
  }

  static void handAgain(Turn turn, int profile, Profile own) {
    for (int i = 0; i < turn.scope.identifierCount(); i++) {
      if ((own.handing >> i & 1) == 1) {
        int seen = turn.scope.lacks(Broken.HANDOVER_WITHOUT_SEEN) ? 0 : own.seen;
        turn.send(
            new Message.Handover(
                own.departed(i), profile, i, own.asked(i), own.generation(i), seen, own.severed));
      }
    }
  }

  static void handover(Turn turn, Message.Handover m) {
    int i = m.identifier();
    Profile before = turn.read(m.newcomer());
    boolean known = before.generation(i) >= m.generation();
    switch (before.status) {
      case FORWARD -> turn.send(m.to(before.target));
      case MOVING -> {}
      case ERASING, ERASED ->
          turn.send(
              known || turn.scope.lacks(Broken.ERASED_TAKES_DEVICE)
                  ? new Message.Took(m.owner(), i, m.generation())
                  : new Message.HandoverRefused(m.owner(), i, m.generation()));
      case LIVE -> {
        boolean back = (before.handing >> i & 1) == 1 && before.generation(i) == m.generation();
        if (back) {
          takeBack(turn, m.newcomer(), i);
        } else if (!known && !mayTake(turn, before, m)) {
          turn.send(new Message.HandoverRefused(m.owner(), i, m.generation()));
        } else {
          if (!known || turn.scope.lacks(Broken.HANDOVER_WITHOUT_GENERATION)) {
            take(turn, m, i);
          }
          turn.send(new Message.Took(m.owner(), i, m.generation()));
        }
      }
    }
  }

  /** Whoever logged in is still the newcomer, and holds nothing that the device was cut from. */
  private static boolean mayTake(Turn turn, Profile newcomer, Message.Handover m) {
    int all = newcomer.all() | newcomer.handing | 1 << m.identifier();
    boolean loggedIn = newcomer.holds(turn.scope.route(m.event()));
    boolean meetsSevered = Conflicts.joinsSevered(all, newcomer.severed | m.severed());
    return (loggedIn || turn.scope.lacks(Broken.HANDOVER_TO_ANOTHER))
        && (!meetsSevered || turn.scope.lacks(Broken.HANDOVER_OF_SEVERED));
  }

  private static void take(Turn turn, Message.Handover m, int i) {
    Profile own = turn.change(m.newcomer());
    own.held |= 1 << i;
    own.moving |= 1 << i;
    own.handing &= ~(1 << i); // what comes back had been taken
    own.release(i);
    own.depart(i, -1);
    own.generation(i, m.generation());
    own.seen |= m.seen();
    own.severed |= m.severed();
    PartRules.moveAgain(turn, m.newcomer(), own);
  }

  static void took(Turn turn, Message.Took m) {
    Profile own = turn.read(m.owner());
    if (own.status == Profile.Status.FORWARD) {
      turn.send(new Message.Took(own.target, m.identifier(), m.generation()));
    } else if (isHanding(own, m.identifier(), m.generation())) {
      turn.change(m.owner()).handing &= ~(1 << m.identifier());
      EraseRules.finish(turn, m.owner());
    }
  }

  static void refused(Turn turn, Message.HandoverRefused m) {
    Profile own = turn.read(m.owner());
    if (own.status == Profile.Status.FORWARD) {
      turn.send(new Message.HandoverRefused(own.target, m.identifier(), m.generation()));
    } else if (isHanding(own, m.identifier(), m.generation())) {
      takeBack(turn, m.owner(), m.identifier());
    }
  }

  private static boolean isHanding(Profile own, int i, int generation) {
    boolean acts = own.isLive() || own.status == Profile.Status.ERASING;
    return acts && (own.handing >> i & 1) == 1 && own.generation(i) == generation;
  }

  private static void takeBack(Turn turn, int profile, int i) {
    Profile own = turn.change(profile);
    own.handing &= ~(1 << i);
    own.depart(i, -1);
    own.release(i);
    own.held |= 1 << i;
    own.moving |= 1 << i;
    turn.world.kept |= Conflicts.pairs(own.held);
    if (own.isLive()) {
      PartRules.moveAgain(turn, profile, own);
    } else {
      EraseRules.askAgain(turn, profile, own);
    }
  }
}
