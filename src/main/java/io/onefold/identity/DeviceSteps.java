package io.onefold.identity;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType.Strength;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision.Joining;
import io.onefold.identity.Decision.Verdict;
import io.onefold.identity.PartDecision.PartTerms;
import io.onefold.identity.Partings.Severed;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;
import io.onefold.message.Told;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of a device on which a second person logs in, by the account's {@link DevicePolicy}.
 * It never joins the two.
 *
 * <pre>
 *   B, refused the device d ──YIELD──▶ shard of d ──YIELD──▶ A, who owns it
 *     isolate            A parts with d; the new profile of d joins nobody
 *     reassign_latest    A ──HANDOVER d, with the message ids it knows──▶ B ──TOOK──▶ A
 *                        what d sends meanwhile waits at A
 * </pre>
 *
 * <p>A {@code YIELD} may be lost: the newcomer's next event on the device sends another one.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
public final class DeviceSteps {

  private static final String BY = "device_policy";

  /** Says on whom the device's last login was, when a remembered refusal kept it from the event. */
  static void login(Turn turn, Entry.Live live, Event event, List<Joining> joining, Rules rules) {
    if (rules.devicePolicy() != DevicePolicy.REASSIGN_LATEST || !event.namesPerson()) {
      return;
    }
    for (Joining one : joining) {
      Identifier identifier = event.identifiers().get(one.index());
      if (one.verdict() instanceof Verdict.KeepOut(Refusal reason)) {
        refused(turn, live, Joins.cause(event, identifier), reason);
      }
    }
  }

  /** The profile reserved a device for this cause, and may not have it. */
  static void refused(Turn turn, Entry.Live live, Cause cause, Refusal reason) {
    boolean twoPeople = reason == Refusal.DEVICE || reason == Refusal.UNIQUE;
    boolean keep = turn.rules(live.facts().accountId()).devicePolicy() == DevicePolicy.KEEP;
    if (twoPeople && !keep && cause.type().strength() == Strength.DEVICE) {
      turn.toIdentifier(cause.identifier(), new Told.Yield(live.id(), cause));
    }
  }

  public Handled yield(Turn turn, Told.Yield message) {
    ProfileId owner = turn.partition().index().get(message.cause().identifier());
    if (owner != null && !owner.equals(message.newcomer())) {
      turn.toProfile(owner, new Told.YieldAt(owner, message.newcomer(), message.cause()));
    }
    return Handled.DONE;
  }

  public Handled yieldAt(Turn turn, Told.YieldAt message) {
    return switch (turn.partition().profiles().get(message.owner())) {
      case Entry.Live live -> yieldBy(turn, live, message);
      case Entry.Moving moving -> new Handled.Waits(message.owner());
      case Entry.Forward forward -> {
        ProfileId next = forward.target();
        turn.toProfile(next, new Told.YieldAt(next, message.newcomer(), message.cause()));
        yield Handled.DONE;
      }
      case null -> Handled.DONE;
      case Entry.Erasing erasing -> Handled.DONE;
      case Entry.Erased erased -> Handled.DONE;
    };
  }

  private static Handled yieldBy(Turn turn, Entry.Live owner, Told.YieldAt message) {
    LinkState state = turn.links(owner);
    Hash128 device = message.cause().identifier();
    Optional<Held> held = state.find(device).filter(h -> !h.open() && !h.mark().shared());
    boolean other = !message.newcomer().equals(owner.id()) && !state.absorbed(message.newcomer());
    boolean person = state.held.size() > 1;
    boolean quiet = state.held.stream().allMatch(h -> h.pending() == null);
    boolean latest = lastLoginMs(state, device) < message.cause().atMs();
    if (held.isEmpty() || !(other && person && quiet && latest)) {
      return Handled.DONE; // the newcomer's next event on the device asks again
    }
    return switch (turn.rules(owner.facts().accountId()).devicePolicy()) {
      case KEEP -> Handled.DONE;
      case ISOLATE -> {
        ProfileId made = PartSteps.part(turn, owner, List.of(device), PartTerms.ISOLATE, BY);
        yield new Handled.Divided(owner.id(), List.of(made));
      }
      case REASSIGN_LATEST -> {
        turn.decide(
            new PartDecision.Yielded(
                owner.id(),
                message.newcomer(),
                device,
                held.get().mark().generation() + 1,
                message.cause(),
                turn.nowMs()));
        offer(turn, owner);
        yield Handled.DONE;
      }
    };
  }

  /** The last time that somebody was named together with the device. */
  static long lastLoginMs(LinkState state, Hash128 device) {
    long namedMs =
        state.edges.stream()
            .filter(e -> e.touches(device))
            .filter(e -> state.holds(e.other(device), Strength.PERSON))
            .mapToLong(LinkState.Edge::lastMs)
            .max()
            .orElse(Long.MIN_VALUE);
    return Math.max(namedMs, state.partings.lastLoginMs(device));
  }

  /** Offers the devices that are to be taken, again if need be. */
  static void offer(Turn turn, Entry.Live owner) {
    LinkState state = turn.links(owner);
    for (Partings.Departed departed : state.partings.departed) {
      if (departed.awaited()) {
        Hash128 device = departed.identifier().hash();
        List<Severed> severed =
            state.partings.severed.stream().filter(cut -> cut.touches(device)).toList();
        Inheritance inherited =
            new Inheritance(owner.seen(), severed, Optional.of(departed.handing()));
        turn.toProfile(
            departed.to(),
            new Told.Handover(
                departed.to(),
                owner.id(),
                departed.identifier(),
                departed.generation(),
                inherited.toBytes(),
                departed.atMs()));
      }
    }
  }

  public Handled handover(Turn turn, Told.Handover message) {
    return switch (turn.partition().profiles().get(message.newcomer())) {
      case Entry.Live live -> take(turn, live, message);
      case Entry.Moving moving -> new Handled.Waits(message.newcomer());
      case Entry.Forward forward -> {
        turn.toProfile(forward.target(), message.to(forward.target()));
        yield Handled.DONE;
      }
      case null -> giveBack(turn, message);
      case Entry.Erasing erasing -> giveBack(turn, message);
      case Entry.Erased erased -> giveBack(turn, message);
    };
  }

  private static Handled take(Turn turn, Entry.Live live, Told.Handover message) {
    LinkState state = turn.links(live);
    Hash128 device = message.device().hash();
    boolean before =
        state.find(device).filter(h -> h.mark().generation() >= message.generation()).isPresent()
            || state
                .partings
                .departure(device)
                .filter(d -> d.generation() > message.generation())
                .isPresent();
    if (!before && !mayTake(state, message)) {
      return giveBack(turn, message);
    }
    if (!before) {
      turn.decide(
          new PartDecision.Taken(
              live.id(),
              message.owner(),
              message.device(),
              message.generation(),
              message.inherited(),
              message.atMs()));
      PartSteps.reassign(turn, live);
    }
    turn.toProfile(message.owner(), new Told.Took(message.owner(), device, message.generation()));
    return new Handled.Released(live.id());
  }

  /**
   * Whether the newcomer is still who logged in, and nothing on it was cut off the device. An owner
   * takes its own device back in any case.
   */
  private static boolean mayTake(LinkState state, Told.Handover message) {
    Hash128 device = message.device().hash();
    boolean own = state.partings.departure(device).filter(d -> d.awaited()).isPresent();
    Inheritance inherited = Inheritance.read(message.inherited());
    Set<Hash128> held = state.hashes();
    boolean cut =
        state.partings.keepApart(held, Set.of(device))
            || inherited.severed().stream()
                .anyMatch(s -> Partings.Severed.joins(held, Set.of(device), s));
    boolean divided =
        state.partings.departed.stream().anyMatch(d -> d.atMs() >= inherited.loginMs());
    return own || !cut && !divided;
  }

  /** Who should have taken the device is no more, or no more the same: its owner keeps it. */
  private static Handled giveBack(Turn turn, Told.Handover message) {
    if (Inheritance.read(message.inherited()).handing().isEmpty()) {
      return Handled.DONE; // it was given back, and nobody waits for it any more
    }
    turn.toProfile(
        message.owner(),
        new Told.Handover(
            message.owner(),
            message.newcomer(),
            message.device(),
            message.generation() + 1,
            Inheritance.NOTHING.toBytes(),
            message.atMs()));
    return Handled.DONE;
  }

  public Handled took(Turn turn, Told.Took message) {
    return switch (turn.partition().profiles().get(message.owner())) {
      case Entry.Live live -> {
        boolean awaited =
            turn.links(live)
                .partings
                .departure(message.device())
                .filter(d -> d.awaited() && d.generation() == message.generation())
                .isPresent();
        if (awaited) {
          turn.decide(
              new PartDecision.HandedOver(live.id(), message.device(), message.generation()));
        }
        yield awaited ? new Handled.Released(live.id()) : Handled.DONE;
      }
      case Entry.Moving moving -> new Handled.Waits(message.owner());
      case Entry.Forward forward -> {
        ProfileId next = forward.target();
        turn.toProfile(next, new Told.Took(next, message.device(), message.generation()));
        yield Handled.DONE;
      }
      case null -> Handled.DONE;
      case Entry.Erasing erasing -> Handled.DONE;
      case Entry.Erased erased -> Handled.DONE;
    };
  }
}
