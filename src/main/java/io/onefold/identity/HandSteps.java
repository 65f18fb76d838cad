package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.identity.PartDecision.PartTerms;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Decline;
import io.onefold.message.Message;
import io.onefold.message.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What people do to a profile by hand: divide it, take an identifier off it, unite it with another,
 * give it another tracking id, erase it.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
public final class HandSteps {

  private final MergeSteps merges;
  private final EraseSteps erasures;

  public HandSteps(MergeSteps merges, EraseSteps erasures) {
    this.merges = merges;
    this.erasures = erasures;
  }

  /** Looks up whom it is about. */
  public Handled change(Turn turn, Message.Change message) {
    ProfileId profile = turn.partition().index().get(message.identifier());
    if (profile == null) {
      return reply(turn, message, Answer.NOT_FOUND);
    }
    turn.toProfile(profile, new Message.ChangeAt(profile, message.act(), message.replyTo()));
    return Handled.DONE;
  }

  /** Does it to a profile that lives here, or sends it after the one that it became. */
  public Handled changeAt(Turn turn, Message.ChangeAt message) {
    return switch (turn.partition().profiles().get(message.profile())) {
      case null -> reply(turn, message, Answer.NOT_FOUND);
      case Entry.Erased erased -> reply(turn, message, Answer.NOT_FOUND);
      case Entry.Erasing erasing -> erasing(turn, erasing, message);
      case Entry.Moving moving -> new Handled.Waits(message.profile());
      case Entry.Forward forward -> {
        ProfileId next = forward.target();
        turn.toProfile(next, new Message.ChangeAt(next, message.act(), message.replyTo()));
        yield Handled.DONE;
      }
      case Entry.Live live ->
          live.facts().accountId() == message.act().accountId() && !turn.partition().vacant(live)
              ? act(turn, live, message)
              : reply(turn, message, Answer.NOT_FOUND);
    };
  }

  private Handled erasing(Turn turn, Entry.Erasing erasing, Message.ChangeAt message) {
    boolean same =
        message.act() instanceof Act.Erase && erasing.accountId() == message.act().accountId();
    if (!same) {
      return reply(turn, message, Answer.NOT_FOUND);
    }
    erasures.await(erasing.id(), message);
    return Handled.DONE;
  }

  private Handled act(Turn turn, Entry.Live live, Message.ChangeAt message) {
    return switch (message.act()) {
      case Act.Split(int account, List<Hash128> identifiers, String by) ->
          divide(turn, live, message, identifiers, PartTerms.SPLIT);
      case Act.Remove(int account, Hash128 identifier, String by) ->
          divide(turn, live, message, List.of(identifier), PartTerms.REMOVE);
      case Act.Unravel(int account, Hash128 identifier, String by) ->
          unravel(turn, live, message, identifier);
      case Act.Merge merge -> merge(turn, live, message, merge);
      case Act.Renew(int account, String by) -> renew(turn, live, message);
      case Act.Erase(int account, String by) -> erasures.erase(turn, live, message);
    };
  }

  private static Handled divide(
      Turn turn,
      Entry.Live live,
      Message.ChangeAt message,
      List<Hash128> identifiers,
      PartTerms terms) {
    LinkState state = turn.links(live);
    List<Hash128> going =
        terms.events() ? PartSteps.alongWith(state, identifiers) : List.copyOf(identifiers);
    if (!going.stream().allMatch(state::holds)) {
      return reply(turn, message, new Answer.Declined(Decline.NOT_HELD));
    }
    if (state.held.stream().anyMatch(h -> h.pending() != null)) {
      return reply(turn, message, new Answer.Busy(Answer.Reason.MERGING));
    }
    if (going.size() == state.held.size()) {
      return reply(turn, message, new Answer.Declined(Decline.NOTHING_LEFT));
    }
    ProfileId made = PartSteps.part(turn, live, going, terms, message.act().by());
    return made(turn, live, message, List.of(made));
  }

  /** The identifier stands alone, and each part that it held together becomes a profile. */
  private static Handled unravel(
      Turn turn, Entry.Live live, Message.ChangeAt message, Hash128 through) {
    LinkState state = turn.links(live);
    if (!state.holds(through)) {
      return reply(turn, message, new Answer.Declined(Decline.NOT_HELD));
    }
    if (state.held.stream().anyMatch(h -> h.pending() != null)) {
      return reply(turn, message, new Answer.Busy(Answer.Reason.MERGING));
    }
    List<Set<Hash128>> components = PartSteps.components(state, through);
    if (components.isEmpty()) {
      return reply(turn, message, new Answer.Declined(Decline.NOTHING_TO_CUT));
    }
    List<ProfileId> made = new ArrayList<>();
    String by = message.act().by();
    made.add(PartSteps.part(turn, live, List.of(through), PartTerms.SPLIT, by));
    for (Set<Hash128> component : components.subList(1, components.size())) {
      made.add(PartSteps.part(turn, live, List.copyOf(component), PartTerms.SPLIT, by));
    }
    return made(turn, live, message, made);
  }

  private static Handled made(
      Turn turn, Entry.Live live, Message.ChangeAt message, List<ProfileId> made) {
    reply(turn, message, new Answer.Changed(live.id(), made));
    return new Handled.Divided(live.id(), made);
  }

  /** Says that it was begun; how it ends is to be read from the two. */
  private Handled merge(Turn turn, Entry.Live live, Message.ChangeAt message, Act.Merge merge) {
    LinkState state = turn.links(live);
    if (merge.with().equals(live.id()) || state.absorbed(merge.with())) {
      return reply(turn, message, new Answer.Declined(Decline.SAME_PROFILE));
    }
    reply(turn, message, new Answer.Changed(live.id(), List.of()));
    return merges.unite(turn, live, merge.with(), merge.cause());
  }

  private static Handled renew(Turn turn, Entry.Live live, Message.ChangeAt message) {
    Hash128 former = live.links().nonce();
    Hash128 nonce = turn.fresh().nonce();
    turn.decide(new GuardDecision.Renewed(live.id(), nonce, turn.nowMs()));
    turn.signal(
        new Signal.TrackingIdRenewed(
            live.facts().accountId(),
            live.id(),
            List.of(new Signal.Token(live.id(), former)),
            nonce,
            "demand",
            turn.nowMs()));
    return reply(turn, message, new Answer.Changed(live.id(), List.of()));
  }

  /** Lets an identifier of this shard link again. */
  public Handled readmit(Turn turn, Message.Readmit message) {
    Marks marks = turn.partition().marks();
    Hash128 identifier = message.identifier();
    if (marks.suppressedForNowMs(identifier) > turn.nowMs()) {
      return reply(turn, message, new Answer.Declined(Decline.TOO_EARLY));
    }
    if (marks.quarantined(identifier) || marks.suppressed(identifier)) {
      turn.decide(new GuardDecision.Readmitted(identifier, message.accountId()));
    }
    turn.partition()
        .lookUp(identifier)
        .ifPresent(owner -> turn.toProfile(owner, new Told.Trust(owner, identifier)));
    return reply(turn, message, Answer.READMITTED);
  }

  private static Handled reply(Turn turn, Message.Asked message, Answer answer) {
    turn.reply(message.replyTo(), answer);
    return Handled.DONE;
  }
}
