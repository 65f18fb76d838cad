package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision.KeptOut;
import io.onefold.message.Cause;
import io.onefold.message.Message;
import io.onefold.message.Refusal;
import java.util.Optional;

/**
 * The protocol freeze → absorb → forward, by which two profiles become one wherever they live.
 *
 * <pre>
 *   p reserves i ──CLAIM──▶ shard of i ──CLAIMED──▶ p holds i
 *                                      ──OWNED q──▶ unite(p, q)
 *
 *   unite(x, y): the younger freezes and offers itself, or is asked to
 *     x ──UNITE──▶ y                     y is younger: y freezes
 *     y ──ABSORB──▶ x                    x decides, in one step
 *     x ──ABSORBED──▶ y                  y becomes a forward to x
 *     x ──REJECTED──▶ y                  y thaws; both remember why
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

  public Handled claim(Turn turn, Message.Claim message) {
    Hash128 identifier = message.identifier();
    ProfileId owner = turn.partition().index().get(identifier);
    if (owner == null) {
      turn.decide(new Decision.Granted(identifier, message.claimant()));
      owner = message.claimant();
    }
    turn.toProfile(
        message.claimant(),
        owner.equals(message.claimant())
            ? new Message.Claimed(message.claimant(), identifier)
            : new Message.Owned(message.claimant(), identifier, owner));
    return Handled.DONE;
  }

  public Handled claimed(Turn turn, Message.Claimed message) {
    return switch (turn.partition().profiles().get(message.claimant())) {
      case Entry.Moving moving -> new Handled.Waits(message.claimant());
      case Entry.Live live when reserved(turn, live, message.identifier()).isPresent() -> {
        turn.decide(new Decision.Confirmed(live.id(), message.identifier()));
        yield Handled.DONE;
      }
      case null -> Handled.DONE;
      case Entry.Live live -> Handled.DONE;
      case Entry.Forward forward -> Handled.DONE; // the winner took the reservation over
    };
  }

  public Handled owned(Turn turn, Message.Owned message) {
    return switch (turn.partition().profiles().get(message.claimant())) {
      case Entry.Moving moving -> new Handled.Waits(message.claimant());
      case Entry.Live live -> ownedBy(turn, live, message);
      case null -> Handled.DONE;
      case Entry.Forward forward -> Handled.DONE;
    };
  }

  private Handled ownedBy(Turn turn, Entry.Live live, Message.Owned message) {
    Hash128 identifier = message.identifier();
    Optional<Cause> open = reserved(turn, live, identifier);
    if (open.isEmpty()) {
      return Handled.DONE;
    }
    if (isPartOf(turn, live, message.owner())) {
      turn.decide(new Decision.Confirmed(live.id(), identifier));
      turn.toIdentifier(identifier, new Message.Hint(identifier, live.id()));
      return Handled.DONE;
    }
    return unite(turn, live, message.owner(), open.get());
  }

  public Handled unite(Turn turn, Message.Unite message) {
    ProfileId other = message.other();
    return switch (turn.partition().profiles().get(message.profile())) {
      case null -> LossSteps.unite(turn, message);
      case Entry.Forward forward -> {
        if (!forward.target().equals(other)) {
          turn.toProfile(
              forward.target(), new Message.Unite(forward.target(), other, message.cause()));
        }
        yield Handled.DONE;
      }
      case Entry.Moving moving ->
          moving.target().equals(other) ? Handled.DONE : new Handled.Waits(message.profile());
      case Entry.Live live -> uniteHere(turn, live, message);
    };
  }

  private Handled uniteHere(Turn turn, Entry.Live live, Message.Unite message) {
    if (isPartOf(turn, live, message.other())) {
      return Handled.DONE;
    }
    Optional<LinkState.Refused> before =
        state(turn, live).refused.stream()
            .filter(r -> r.cause().sameAs(message.cause()))
            .findFirst();
    if (before.isPresent()) {
      turn.toProfile(
          message.other(),
          new Message.Refused(message.other(), message.cause(), before.get().reason()));
      return Handled.DONE;
    }
    return unite(turn, live, message.other(), message.cause());
  }

  /** The younger of the two freezes; if that is the other one, it is asked to. */
  private Handled unite(Turn turn, Entry.Live live, ProfileId other, Cause cause) {
    if (other.beats(live.id())) {
      int attempt = state(turn, live).attempt + 1;
      turn.decide(new Decision.Froze(live.id(), other, attempt, cause));
      offer(turn, (Entry.Moving) turn.partition().profiles().get(live.id()));
    } else {
      turn.toProfile(other, new Message.Unite(other, live.id(), cause));
    }
    return Handled.DONE;
  }

  private static void offer(Turn turn, Entry.Moving moving) {
    byte[] state = Portable.offer(moving.frozen(), turn.partition().names());
    turn.toProfile(
        moving.target(),
        new Message.Absorb(moving.target(), moving.id(), moving.attempt(), state, moving.cause()));
  }

  public Handled absorb(Turn turn, Message.Absorb message) {
    Entry entry = turn.partition().profiles().get(message.winner());
    return switch (entry) {
      case null -> LossSteps.absorb(turn, message);
      case Entry.Forward forward -> {
        ProfileId next = forward.target();
        turn.toProfile(
            next,
            new Message.Absorb(
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

  private static Handled absorbed(Turn turn, Message.Absorb message) {
    turn.toProfile(
        message.loser(),
        new Message.Absorbed(message.loser(), message.attempt(), message.winner()));
    return Handled.DONE;
  }

  /** The decision: one step of the one thread that owns the winner. */
  private Handled decide(Turn turn, Entry.Live winner, Message.Absorb message) {
    LinkState mine = state(turn, winner);
    LinkState theirs = Portable.offeredLinks(message.state());
    if (mine.lastTurnedDown(message.loser()) >= message.attempt()) {
      return reject(turn, message, Refusals.reason(mine, message.cause()));
    }
    Optional<Refusal> refusal =
        turn.rules(winner.facts().accountId()).unite(mine, theirs, message.cause());
    if (refusal.isPresent()) {
      KeptOut keptOut = keptOut(turn, winner, mine, theirs, message.cause(), refusal.get());
      turn.decide(
          new Decision.TurnedDown(
              winner.id(), message.loser(), message.attempt(), message.cause(), keptOut));
      reject(turn, message, refusal.get());
      return new Handled.Renamed(winner.id());
    }
    take(turn, winner, message, mine, theirs);
    absorbed(turn, message);
    return new Handled.Renamed(winner.id());
  }

  private static void take(
      Turn turn, Entry.Live winner, Message.Absorb message, LinkState mine, LinkState theirs) {
    long cause = message.cause().fingerprint();
    boolean birth = theirs.birthFingerprint == cause || mine.birthFingerprint == cause;
    turn.decide(
        new Decision.Absorbed(
            winner.id(),
            message.loser(),
            message.state(),
            message.cause(),
            birth,
            turn.fresh().nonce(),
            turn.nowMs()));
    for (LinkState.Held held : theirs.held) {
      Hash128 hash = held.identifier().hash();
      Message next =
          held.pending() == null
              ? new Message.Hint(hash, winner.id())
              : new Message.Claim(hash, winner.id());
      turn.toIdentifier(hash, next);
    }
  }

  private static Handled reject(Turn turn, Message.Absorb message, Refusal refusal) {
    turn.toProfile(
        message.loser(),
        new Message.Rejected(message.loser(), message.attempt(), message.cause(), refusal));
    return Handled.DONE;
  }

  public Handled absorbed(Turn turn, Message.Absorbed message) {
    if (moving(turn, message.loser(), message.attempt()).isPresent()) {
      turn.decide(new Decision.Forwarded(message.loser(), message.winner(), message.attempt()));
      return new Handled.Released(message.loser());
    }
    return Handled.DONE;
  }

  public Handled rejected(Turn turn, Message.Rejected message) {
    Optional<Entry.Moving> open = moving(turn, message.loser(), message.attempt());
    if (open.isPresent()) {
      Entry.Live frozen = open.get().frozen();
      LinkState mine = state(turn, frozen);
      turn.decide(
          new Decision.Thawed(
              message.loser(),
              message.cause(),
              keptOut(turn, frozen, mine, mine, message.cause(), message.refusal())));
      return new Handled.Released(message.loser());
    }
    return Handled.DONE;
  }

  public Handled refused(Turn turn, Message.Refused message) {
    return switch (turn.partition().profiles().get(message.profile())) {
      case null -> Handled.DONE;
      case Entry.Forward forward -> {
        turn.toProfile(
            forward.target(),
            new Message.Refused(forward.target(), message.cause(), message.refusal()));
        yield Handled.DONE;
      }
      case Entry.Moving moving -> new Handled.Waits(message.profile());
      case Entry.Live live -> {
        LinkState mine = state(turn, live);
        if (mine.reservedFor(message.cause())) {
          turn.decide(
              new Decision.Dropped(
                  live.id(),
                  message.cause(),
                  keptOut(turn, live, mine, mine, message.cause(), message.refusal())));
          yield new Handled.Renamed(live.id());
        }
        yield Handled.DONE;
      }
    };
  }

  public Handled hint(Turn turn, Message.Hint message) {
    ProfileId known = turn.partition().index().get(message.identifier());
    if (known != null && message.profile().beats(known)) {
      turn.decide(new Decision.Hinted(message.identifier(), message.profile()));
    }
    return Handled.DONE;
  }

  /** Sends what an unsettled profile waits for again. */
  public void retry(Turn turn, ProfileId profile) {
    switch (turn.partition().profiles().get(profile)) {
      case null -> {}
      case Entry.Forward forward -> {}
      case Entry.Moving moving -> offer(turn, moving);
      case Entry.Live live ->
          state(turn, live).held.stream()
              .filter(held -> held.pending() != null)
              .map(held -> held.identifier().hash())
              .forEach(hash -> turn.toIdentifier(hash, new Message.Claim(hash, profile)));
    }
  }

  private static KeptOut keptOut(
      Turn turn, Entry.Live live, LinkState mine, LinkState theirs, Cause cause, Refusal refusal) {
    Identifier identifier =
        mine.find(cause.identifier())
            .or(() -> theirs.find(cause.identifier()))
            .map(LinkState.Held::identifier)
            .orElseGet(() -> new Identifier(cause.type(), "", cause.identifier()));
    return new KeptOut(
        identifier, refusal, turn.nowMs(), turn.rules(live.facts().accountId()).version());
  }

  private static Optional<Entry.Moving> moving(Turn turn, ProfileId loser, int attempt) {
    return turn.partition().profiles().get(loser) instanceof Entry.Moving moving
            && moving.attempt() == attempt
        ? Optional.of(moving)
        : Optional.empty();
  }

  private static Optional<Cause> reserved(Turn turn, Entry.Live live, Hash128 identifier) {
    return live.links().hasPending()
        ? state(turn, live).find(identifier).map(LinkState.Held::pending)
        : Optional.empty();
  }

  private static boolean isPartOf(Turn turn, Entry.Live live, ProfileId other) {
    return other.equals(live.id()) || state(turn, live).absorbed(other);
  }

  private static LinkState state(Turn turn, Entry.Live live) {
    return live.links().unpack(turn.partition().names());
  }
}
