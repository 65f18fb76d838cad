package io.onefold.identity;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.IdentifierType.Strength;
import io.onefold.event.ProfileId;
import io.onefold.message.Told;
import java.util.List;
import java.util.Optional;

/**
 * Identifiers that too many share: a shop's own address, a value that a form fills in. Such a one
 * is still seen on profiles, and links nobody.
 *
 * <p>Its own shard counts who claims it. But an identifier that is always the strongest on its
 * event is never claimed: it routes, and the devices come to it. So the profile that it routes to
 * counts the devices as well.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
public final class Quarantine {

  /**
   * How long an identifier that somebody vouches for still does not route: as long as message ids
   * are known at the most. An event that went on without it and comes again goes the same way, and
   * is recognised where it was applied.
   */
  static final long AFTERMATH_MS = 30L * 3_600_000;

  /** A person may well sign in on some devices within a day. */
  private static final int DEVICES_MIN = 10;

  /** Whether events by this identifier go on without it, where they have another one. */
  static boolean bars(Turn turn, Entry.Live live, Hash128 identifier) {
    if (!live.links().barred(identifier)) {
      return false;
    }
    boolean still =
        turn.links(live)
            .find(identifier)
            .filter(h -> h.mark().barredUntilMs() > turn.nowMs())
            .isPresent();
    if (!still) {
      turn.decide(new GuardDecision.Barred(live.id(), identifier, 0));
    }
    return still;
  }

  /** Bars the event's route when it has brought too many devices together within a day. */
  static void count(Turn turn, Entry.Live live, Event event, Rules rules) {
    Identifier route = event.route();
    int most = rules.type(route.type()).claimantsMax();
    if (most == 0 || route.type().strength() != Strength.PERSON) {
      return;
    }
    LinkState state = turn.links(live);
    long sinceMs = event.time().atMs() - Rules.CLAIM_WINDOW_MS;
    long devices =
        state.edges.stream()
            .filter(e -> e.touches(route.hash()) && e.firstMs() > sinceMs)
            .filter(e -> state.holds(e.other(route.hash()), Strength.DEVICE))
            .count();
    if (devices > Math.max(most, DEVICES_MIN)) {
      turn.decide(new GuardDecision.Barred(live.id(), route.hash(), Held.Mark.FOR_GOOD));
      turn.toIdentifier(route.hash(), new Told.Suspect(route.hash(), event.origin().accountId()));
    }
  }

  /** At the identifier's shard: it routes so many together that it shall not be claimed either. */
  public Handled suspect(Turn turn, Told.Suspect message) {
    if (!turn.partition().marks().quarantined(message.identifier())) {
      turn.decide(
          new GuardDecision.Quarantined(message.identifier(), message.accountId(), turn.nowMs()));
    }
    return Handled.DONE;
  }

  /** The shard of the identifier has found that too many claim it. */
  public Handled distrust(Turn turn, Told.Distrust message) {
    return changed(turn, message.profile(), message.identifier(), Held.Mark.FOR_GOOD, message);
  }

  /** Somebody vouches for the identifier. */
  public Handled trust(Turn turn, Told.Trust message) {
    long untilMs = turn.nowMs() + AFTERMATH_MS;
    return changed(turn, message.profile(), message.identifier(), untilMs, message);
  }

  private static Handled changed(
      Turn turn, ProfileId profile, Hash128 identifier, long untilMs, Told message) {
    return switch (turn.partition().profiles().get(profile)) {
      case Entry.Live live -> {
        boolean held = live.links().holds(identifier);
        if (held && live.links().barred(identifier) != (untilMs == Held.Mark.FOR_GOOD)) {
          turn.decide(new GuardDecision.Barred(profile, identifier, untilMs));
        }
        yield Handled.DONE;
      }
      case Entry.Moving moving -> new Handled.Waits(profile);
      case Entry.Forward forward -> {
        turn.toProfile(forward.target(), to(forward.target(), identifier, message));
        yield Handled.DONE;
      }
      case null -> Handled.DONE;
      case Entry.Erasing erasing ->
          erasing.find(identifier).isPresent()
              ? new Handled.Waits(profile)
              : leftBehind(turn, erasing.left(), identifier, message);
      case Entry.Erased erased -> leftBehind(turn, erased.left(), identifier, message);
    };
  }

  private static Handled leftBehind(Turn turn, Entry.Left left, Hash128 identifier, Told message) {
    left.departure(identifier)
        .ifPresent(next -> turn.toProfile(next, to(next, identifier, message)));
    return Handled.DONE;
  }

  private static Told to(ProfileId next, Hash128 identifier, Told message) {
    return message instanceof Told.Trust
        ? new Told.Trust(next, identifier)
        : new Told.Distrust(next, identifier);
  }

  /** The event without the identifier that routes it; empty when no other one can. */
  static Optional<Event> without(Event event) {
    List<Identifier> rest = event.identifiers().subList(1, event.identifiers().size());
    return rest.stream().anyMatch(i -> i.type() != IdentifierType.LINK_TOKEN)
        ? Optional.of(event.with(rest))
        : Optional.empty();
  }
}
