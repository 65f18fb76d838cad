package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;
import io.onefold.message.Told;
import java.util.List;
import java.util.Optional;

/**
 * The protocol freeze → absorb → forward, by which two profiles become one wherever they live.
 *
 * <pre>
 *   unite(x, y): the younger freezes and offers itself, or is asked to
 *     x ──UNITE──▶ y                     y is younger: y freezes
 *     y ──ABSORB──▶ x                    x decides, in one step
 *     x ──ABSORBED──▶ y                  y becomes a forward to x
 *     x ──REJECTED──▶ y                  y thaws; both remember why
 *     x ──FOLLOW──▶ what y had absorbed  they become forwards to x
 * </pre>
 *
 * <p>Every handler may run twice, late or in another order: what no longer applies is dropped, what
 * is still open is sent again by {@link #retry}.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 *
 * <p><b>Source.</b> Linking roots in a fixed total order: Jayanti and Tarjan, "Concurrent disjoint
 * set union", Distributed Computing 34 (2021). One prepared party and one decider: the last-agent
 * form of two-phase commit, Gray and Reuter, "Transaction Processing", section 10.4.
 */
public final class MergeSteps {

  /** How long a profile that has absorbed many waits before it is asked for more: 5 minutes. */
  static final long RATE_WAIT_MS = 300_000;

  public Handled unite(Turn turn, Told.Unite message) {
    ProfileId other = message.other();
    return switch (turn.partition().profiles().get(message.profile())) {
      case null -> LossSteps.unite(turn, message);
      case Entry.Erasing erasing -> refuse(turn, message, Refusal.SUPPRESSED);
      case Entry.Erased erased -> refuse(turn, message, Refusal.SUPPRESSED);
      case Entry.Forward forward -> {
        if (!forward.target().equals(other)) {
          turn.toProfile(
              forward.target(), new Told.Unite(forward.target(), other, message.cause()));
        }
        yield Handled.DONE;
      }
      case Entry.Moving moving ->
          moving.target().equals(other) ? Handled.DONE : new Handled.Waits(message.profile());
      case Entry.Live live -> uniteHere(turn, live, message);
    };
  }

  private Handled uniteHere(Turn turn, Entry.Live live, Told.Unite message) {
    if (isPartOf(turn, live, message.other())) {
      return Handled.DONE;
    }
    Optional<LinkState.Refused> before =
        turn.links(live).refused.stream()
            .filter(r -> r.cause().sameAs(message.cause()))
            .findFirst();
    return before.isPresent()
        ? refuse(turn, message, before.get().reason())
        : unite(turn, live, message.other(), message.cause());
  }

  private static Handled refuse(Turn turn, Told.Unite message, Refusal reason) {
    turn.toProfile(message.other(), new Told.Refused(message.other(), message.cause(), reason));
    return Handled.DONE;
  }

  /** The younger of the two freezes; if that is the other one, it is asked to. */
  Handled unite(Turn turn, Entry.Live live, ProfileId other, Cause cause) {
    if (other.beats(live.id())) {
      int attempt = turn.links(live).attempt + 1;
      turn.decide(new Decision.Froze(live.id(), other, attempt, cause));
      offer(turn, (Entry.Moving) turn.partition().profiles().get(live.id()));
    } else {
      turn.toProfile(other, new Told.Unite(other, live.id(), cause));
    }
    return Handled.DONE;
  }

  private static void offer(Turn turn, Entry.Moving moving) {
    byte[] state = Portable.offer(moving.frozen(), turn.partition().names());
    turn.toProfile(
        moving.target(),
        new Told.Absorb(moving.target(), moving.id(), moving.attempt(), state, moving.cause()));
  }

  public Handled absorb(Turn turn, Told.Absorb message) {
    Entry entry = turn.partition().profiles().get(message.winner());
    return switch (entry) {
      case null -> LossSteps.absorb(turn, message);
      case Entry.Erasing erasing -> tooLate(turn, erasing.left(), message);
      case Entry.Erased erased -> tooLate(turn, erased.left(), message);
      case Entry.Forward forward -> {
        ProfileId next = forward.target();
        turn.toProfile(
            next,
            new Told.Absorb(
                next, message.loser(), message.attempt(), message.state(), message.cause()));
        yield Handled.DONE;
      }
      case Entry.Moving moving ->
          isPartOf(turn, moving.frozen(), message.loser())
              ? absorbed(turn, message)
              : new Handled.Waits(message.winner());
      case Entry.Live live ->
          isPartOf(turn, live, message.loser())
              ? absorbed(turn, message)
              : decide(turn, live, message);
    };
  }

  /** What an erased profile absorbed before is gone with it; nobody joins it any more. */
  private static Handled tooLate(Turn turn, Entry.Left left, Told.Absorb message) {
    return left.merged().contains(message.loser())
        ? absorbed(turn, message)
        : reject(turn, message, Refusal.SUPPRESSED);
  }

  private static Handled absorbed(Turn turn, Told.Absorb message) {
    turn.toProfile(
        message.loser(), new Told.Absorbed(message.loser(), message.attempt(), message.winner()));
    return Handled.DONE;
  }

  /** The decision: one step of the one thread that owns the winner. */
  private Handled decide(Turn turn, Entry.Live winner, Told.Absorb message) {
    LinkState mine = turn.links(winner);
    LinkState theirs = Portable.offeredLinks(message.state());
    Optional<LinkState.TurnedDown> before =
        mine.lastTurnedDown(message.loser()).filter(t -> t.attempt() >= message.attempt());
    if (before.isPresent()) {
      return reject(turn, message, before.get().reason());
    }
    Optional<Refusal> refusal =
        turn.rules(winner.facts().accountId())
            .unite(mine, theirs, message.cause(), birth(mine, theirs, message), turn.nowMs());
    if (refusal.isEmpty()) {
      take(turn, winner, message, mine, theirs);
      absorbed(turn, message);
    } else if (refusal.get().deferred()) {
      putOff(turn, winner, message, refusal.get());
    } else {
      turnDown(turn, winner, message, theirs, refusal.get());
    }
    return new Handled.Released(winner.id());
  }

  private static boolean birth(LinkState mine, LinkState theirs, Told.Absorb message) {
    long cause = message.cause().fingerprint();
    return theirs.birthFingerprint == cause || mine.birthFingerprint == cause;
  }

  private static void turnDown(
      Turn turn, Entry.Live winner, Told.Absorb message, LinkState theirs, Refusal refusal) {
    LinkState mine = turn.links(winner);
    boolean asked = mine.reservedFor(message.cause());
    turn.decide(
        new Decision.TurnedDown(
            winner.id(),
            message.loser(),
            message.attempt(),
            message.cause(),
            Refusals.keptOut(turn, winner, mine, theirs, message.cause(), refusal)));
    reject(turn, message, refusal);
    if (asked) {
      DeviceSteps.refused(turn, winner, message.cause(), refusal);
    }
  }

  /** Not now: the loser takes events again, and who asked will ask again. */
  private static void putOff(Turn turn, Entry.Live winner, Told.Absorb message, Refusal refusal) {
    turn.decide(
        new GuardDecision.Deferred(
            winner.id(),
            message.loser(),
            message.attempt(),
            message.cause(),
            refusal,
            untilMs(turn, refusal)));
    reject(turn, message, refusal);
    lost(turn, winner, message.cause());
  }

  private static void lost(Turn turn, Entry.Live live, Cause cause) {
    if (!cause.byHand()) {
      Hash128 identifier = cause.identifier();
      LossSteps.letGo(turn, identifier, live.id(), turn.links(live).accountsFor(identifier));
    }
  }

  private static long untilMs(Turn turn, Refusal refusal) {
    return refusal == Refusal.RATE ? turn.nowMs() + RATE_WAIT_MS : turn.nowMs();
  }

  private static void take(
      Turn turn, Entry.Live winner, Told.Absorb message, LinkState mine, LinkState theirs) {
    boolean birth = birth(mine, theirs, message);
    Hash128 nonce = turn.fresh().nonce();
    if (!birth) {
      turn.signal(
          new Signal.TrackingIdRenewed(
              winner.facts().accountId(),
              winner.id(),
              List.of(
                  new Signal.Token(winner.id(), mine.nonce),
                  new Signal.Token(message.loser(), theirs.nonce)),
              nonce,
              "merge",
              turn.nowMs()));
    }
    turn.decide(
        new Decision.Absorbed(
            winner.id(),
            message.loser(),
            message.state(),
            message.cause(),
            birth,
            nonce,
            turn.nowMs()));
    int accountId = winner.facts().accountId();
    theirs.held.forEach(held -> follow(turn, winner.id(), message.loser(), accountId, held));
    for (LinkState.Merged part : theirs.merged) {
      turn.toProfile(part.profile(), new Told.Follow(part.profile(), winner.id()));
    }
  }

  /** What the winner has to say to the shard of an identifier that it took over. */
  private static void follow(
      Turn turn, ProfileId winner, ProfileId loser, int accountId, Held held) {
    if (held.pending() != null) {
      ClaimSteps.send(turn, winner, accountId, held.pending());
    } else if (held.mark().onTheMove()) {
      turn.toIdentifier(
          held.hash(), new Told.Reassign(held.hash(), winner, held.mark().generation()));
    } else {
      turn.toIdentifier(held.hash(), new Told.Hint(held.hash(), loser, winner));
    }
  }

  private static Handled reject(Turn turn, Told.Absorb message, Refusal refusal) {
    turn.toProfile(
        message.loser(),
        new Told.Rejected(message.loser(), message.attempt(), message.cause(), refusal));
    return Handled.DONE;
  }

  public Handled absorbed(Turn turn, Told.Absorbed message) {
    if (moving(turn, message.loser(), message.attempt()).isPresent()) {
      turn.decide(new Decision.Forwarded(message.loser(), message.winner(), message.attempt()));
      return new Handled.Released(message.loser());
    }
    return Handled.DONE;
  }

  /**
   * Shortens the way of whoever knows the profile by a former id: to two steps at the most, as long
   * as no message is lost.
   */
  public Handled follow(Turn turn, Told.Follow message) {
    ProfileId target = message.target();
    if (turn.partition().profiles().get(message.profile()) instanceof Entry.Forward forward
        && target.beats(forward.target())) {
      turn.decide(new Decision.Forwarded(forward.id(), target, forward.attempt()));
    }
    return Handled.DONE;
  }

  public Handled rejected(Turn turn, Told.Rejected message) {
    Optional<Entry.Moving> open = moving(turn, message.loser(), message.attempt());
    if (open.isEmpty()) {
      return Handled.DONE;
    }
    Entry.Live frozen = open.get().frozen();
    LinkState mine = turn.links(frozen);
    Cause cause = message.cause();
    Refusal refusal = message.refusal();
    if (refusal.deferred()) {
      turn.decide(new GuardDecision.Resumed(message.loser(), cause, untilMs(turn, refusal)));
      lost(turn, frozen, cause);
    } else {
      boolean asked = mine.reservedFor(cause);
      turn.decide(
          new Decision.Thawed(
              message.loser(), cause, Refusals.keptOut(turn, frozen, mine, mine, cause, refusal)));
      if (asked) {
        DeviceSteps.refused(turn, frozen, cause, refusal);
      }
    }
    return new Handled.Released(message.loser());
  }

  public Handled refused(Turn turn, Told.Refused message) {
    return switch (turn.partition().profiles().get(message.profile())) {
      case null -> Handled.DONE;
      case Entry.Forward forward -> {
        turn.toProfile(
            forward.target(),
            new Told.Refused(forward.target(), message.cause(), message.refusal()));
        yield Handled.DONE;
      }
      case Entry.Moving moving -> new Handled.Waits(message.profile());
      case Entry.Erasing erasing -> Handled.DONE;
      case Entry.Erased erased -> Handled.DONE;
      case Entry.Live live -> {
        LinkState mine = turn.links(live);
        if (mine.reservedFor(message.cause())) {
          turn.decide(
              new Decision.Dropped(
                  live.id(),
                  message.cause(),
                  Refusals.keptOut(turn, live, mine, mine, message.cause(), message.refusal())));
          DeviceSteps.refused(turn, live, message.cause(), message.refusal());
          yield new Handled.Released(live.id());
        }
        yield Handled.DONE;
      }
    };
  }

  /** Sends what an unsettled profile waits for again. */
  public void retry(Turn turn, ProfileId profile) {
    switch (turn.partition().profiles().get(profile)) {
      case null -> {}
      case Entry.Forward forward -> {}
      case Entry.Erased erased -> {}
      case Entry.Erasing erasing -> EraseSteps.retry(turn, erasing);
      case Entry.Moving moving -> offer(turn, moving);
      case Entry.Live live -> {
        ClaimSteps.retry(turn, live);
        PartSteps.reassign(turn, live);
        DeviceSteps.offer(turn, live);
      }
    }
  }

  private static Optional<Entry.Moving> moving(Turn turn, ProfileId loser, int attempt) {
    return turn.partition().profiles().get(loser) instanceof Entry.Moving moving
            && moving.attempt() == attempt
        ? Optional.of(moving)
        : Optional.empty();
  }

  static boolean isPartOf(Turn turn, Entry.Live live, ProfileId other) {
    return other.equals(live.id()) || turn.links(live).absorbed(other);
  }
}
