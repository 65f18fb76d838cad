package io.onefold.identity;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision.Joining;
import io.onefold.identity.Decision.Verdict;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import io.onefold.message.Refusal;
import io.onefold.message.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an event means for this shard. The event is applied to the profile that its route identifier
 * leads to, at once; the identifiers that are new to the profile are reserved and settle behind the
 * answer.
 *
 * <pre>
 *   Apply ──▶ shard of the route identifier ──ApplyAt──▶ home of the profile
 *                │ suppressed: dropped                     │ seen: acknowledged
 *                └ unknown: a profile is born              │ given away: ──ApplyAt──▶ who has it now
 *                                                          │ quarantined: ──Apply──▶ the next identifier
 *                                                          └ applied
 * </pre>
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
public final class EventSteps {

  /** Looks the route identifier up, and gives birth to a profile where it leads nowhere. */
  public Handled apply(Turn turn, Message.Apply message) {
    Event event = message.event();
    Hash128 route = event.route().hash();
    ProfileId found = turn.partition().index().get(route);
    if (found == null && turn.partition().marks().suppressed(route)) {
      return dropped(turn, message);
    }
    ProfileId profile = found != null ? found : bear(turn, event);
    boolean quarantined = turn.partition().marks().quarantined(route);
    Message.ApplyAt at =
        new Message.ApplyAt(profile, event, quarantined, message.after(), message.replyTo());
    if (profile.homeShard() == turn.partition().shard()) {
      return applyAt(turn, at);
    }
    turn.toProfile(profile, at);
    return Handled.DONE;
  }

  /** Applies the event to a profile that lives here, or sends it after the one that absorbed it. */
  public Handled applyAt(Turn turn, Message.ApplyAt message) {
    ProfileId profile = message.profile();
    return switch (turn.partition().profiles().get(profile)) {
      case null -> stale(turn, message);
      case Entry.Live live -> applyTo(turn, live, message);
      case Entry.Moving moving -> new Handled.Waits(profile);
      case Entry.Forward forward -> follow(turn, forward, message);
      case Entry.Erasing erasing ->
          erasing
              .find(message.event().route().hash())
              .map(open -> whileErased(turn, open, message))
              .orElseGet(() -> afterErasure(turn, erasing.left(), message));
      case Entry.Erased erased -> afterErasure(turn, erased.left(), message);
    };
  }

  private ProfileId bear(Turn turn, Event event) {
    ProfileId profile = turn.fresh().profileId(turn.nowMs());
    turn.decide(
        new Decision.Born(
            profile,
            event.origin().accountId(),
            event.route(),
            event.origin().source(),
            turn.fresh().nonce(),
            event.id().fingerprint(),
            event.time().atMs()));
    return profile;
  }

  private Handled applyTo(Turn turn, Entry.Live live, Message.ApplyAt message) {
    Event event = message.event();
    Hash128 route = event.route().hash();
    boolean duplicate = live.seen().contains(event.id().fingerprint());
    if (duplicate) {
      return new Handled.Applied(live.id(), true, false, message);
    }
    if (!live.links().owns(route)) {
      return elsewhere(turn, live, message);
    }
    if (message.quarantined() && !live.links().barred(route)) {
      turn.decide(new GuardDecision.Barred(live.id(), route, Held.Mark.FOR_GOOD));
    }
    Optional<Event> rest =
        Quarantine.bars(turn, live, route) ? Quarantine.without(event) : Optional.empty();
    if (rest.isPresent()) {
      turn.toIdentifier(
          rest.get().route().hash(),
          new Message.Apply(rest.get(), message.after(), message.replyTo()));
      return Handled.DONE;
    }
    return live.links().holdsAll(event.identifiers())
        ? applyKnown(turn, live, message)
        : applyNew(turn, live, message);
  }

  private Handled applyKnown(Turn turn, Entry.Live live, Message.ApplyAt message) {
    Event event = message.event();
    int rules = turn.rules(event.origin().accountId()).version();
    boolean named = live.facts().isEmpty() || !event.facts().attributes().isEmpty();
    turn.decide(new Decision.Applied(live.id(), event, List.of(), rules));
    return new Handled.Applied(live.id(), false, named, message);
  }

  /** The event names identifiers that the profile does not hold. */
  private Handled applyNew(Turn turn, Entry.Live live, Message.ApplyAt message) {
    Event event = message.event();
    Rules rules = turn.rules(event.origin().accountId());
    Room.make(turn, live, event, rules);
    LinkState state = turn.links(live);
    List<Joining> joining = Joins.verdicts(live.id(), state, event, rules);
    keptOut(state, event, joining).forEach(reason -> turn.signal(new Signal.KeptOut(reason)));
    turn.decide(new Decision.Applied(live.id(), event, joining, rules.version()));
    Quarantine.count(turn, live, event, rules);
    claim(turn, live.id(), event, joining);
    DeviceSteps.login(turn, live, event, joining, rules);
    return new Handled.Applied(live.id(), false, true, message);
  }

  private static List<Refusal> keptOut(LinkState state, Event event, List<Joining> joining) {
    List<Refusal> reasons = new ArrayList<>(0);
    for (Joining one : joining) {
      if (one.verdict() instanceof Verdict.KeepOut(Refusal reason)
          && !state.refuses(event.identifiers().get(one.index()).hash())) {
        reasons.add(reason);
      }
    }
    return reasons;
  }

  /** What was reserved is asked for: never before it is reserved. */
  private static void claim(Turn turn, ProfileId profile, Event event, List<Joining> joining) {
    for (Joining one : joining) {
      if (one.verdict() instanceof Verdict.Reserve) {
        Identifier identifier = event.identifiers().get(one.index());
        ClaimSteps.send(turn, profile, event.origin().accountId(), Joins.cause(event, identifier));
      }
    }
  }

  private static Handled follow(Turn turn, Entry.Forward forward, Message.ApplyAt message) {
    ProfileId target = forward.target();
    turn.toProfile(target, message.to(target));
    Hash128 route = message.event().route().hash();
    turn.toIdentifier(route, new Told.Hint(route, forward.id(), target));
    return Handled.DONE;
  }

  /**
   * The profile is not called by the route identifier, or was: what still comes by one that was
   * given away is sent after it, even if it has been asked for again. What comes by one that is
   * only asked for waits for the answer: another profile may have it by now.
   */
  private static Handled elsewhere(Turn turn, Entry.Live live, Message.ApplyAt message) {
    LinkState state = turn.links(live);
    Hash128 route = message.event().route().hash();
    Optional<Partings.Departed> departure = state.partings.departure(route);
    if (departure.isEmpty()) {
      return state.holds(route) ? untilAnswered(turn, live, state, message) : stale(turn, message);
    }
    return departure.get().awaited()
        ? new Handled.Waits(live.id())
        : after(turn, departure.get().to(), message);
  }

  /** The timer asks; where the rules have put that off, it takes too long to wait for. */
  private static Handled untilAnswered(
      Turn turn, Entry.Live live, LinkState state, Message.ApplyAt message) {
    if (turn.nowMs() >= state.retryAfterMs) {
      return new Handled.Waits(live.id());
    }
    turn.reply(message.replyTo(), new Answer.Busy(Answer.Reason.MERGING));
    return Handled.DONE;
  }

  /** What many use, or the person has only asked for, may turn out to be of somebody else. */
  private static Handled whileErased(Turn turn, Entry.Open open, Message.ApplyAt message) {
    boolean others = open.common() || message.quarantined() || !open.held();
    return others ? new Handled.Waits(message.profile()) : dropped(turn, message);
  }

  /** The event's identifier was given away, or never was the erased person's. */
  private static Handled afterErasure(Turn turn, Entry.Left left, Message.ApplyAt message) {
    return left.departure(message.event().route().hash())
        .map(next -> after(turn, next, message))
        .orElseGet(() -> stale(turn, message));
  }

  private static Handled after(Turn turn, ProfileId next, Message.ApplyAt message) {
    turn.toProfile(next, message.to(next));
    return Handled.DONE;
  }

  /**
   * The sender knew a profile that is not here, or is called otherwise here: one of the two
   * memories is older than the data. The sender looks again.
   */
  private static Handled stale(Turn turn, Message.ApplyAt message) {
    Identifier route = message.event().route();
    if (route.type() != IdentifierType.LINK_TOKEN) {
      LossSteps.missed(turn, route.hash(), message.profile());
    }
    turn.reply(message.replyTo(), Answer.STALE);
    return Handled.DONE;
  }

  private static Handled dropped(Turn turn, Message.Asked message) {
    turn.reply(message.replyTo(), Answer.DROPPED);
    return Handled.DONE;
  }
}
