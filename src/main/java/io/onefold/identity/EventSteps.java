package io.onefold.identity;

import io.onefold.event.Event;
import io.onefold.event.Identifier;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision.Joining;
import io.onefold.identity.Decision.Verdict;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import java.util.List;

/**
 * What an event means for this shard. The event is applied to the profile that its route identifier
 * leads to, at once; the identifiers that are new to the profile are reserved and settle behind the
 * answer.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
public final class EventSteps {

  /** Looks the route identifier up, and gives birth to a profile where it leads nowhere. */
  public Handled apply(Turn turn, Message.Apply message) {
    Event event = message.event();
    ProfileId found = turn.partition().index().get(event.route().hash());
    ProfileId profile = found != null ? found : bear(turn, event);
    Message.ApplyAt at = new Message.ApplyAt(profile, event, message.after(), message.replyTo());
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
    boolean duplicate = live.seen().contains(event.id().fingerprint());
    if (duplicate) {
      return new Handled.Applied(live.id(), true, false, message);
    }
    if (!live.links().holds(event.route().hash())) {
      return stale(turn, message);
    }
    boolean first = live.facts().eventCount() == 0;
    List<Joining> joining = joining(turn, live, event);
    turn.decide(
        new Decision.Applied(
            live.id(), event, joining, turn.rules(event.origin().accountId()).version()));
    claim(turn, live.id(), event, joining);
    boolean named = first || !joining.isEmpty() || !event.facts().attributes().isEmpty();
    return new Handled.Applied(live.id(), false, named, message);
  }

  private static List<Joining> joining(Turn turn, Entry.Live live, Event event) {
    return live.links().holdsAll(event.identifiers())
        ? List.of()
        : Joins.verdicts(
            live.links().unpack(turn.partition().names()),
            event,
            turn.rules(event.origin().accountId()));
  }

  /** What was reserved is asked for: never before it is reserved. */
  private static void claim(Turn turn, ProfileId profile, Event event, List<Joining> joining) {
    for (Joining one : joining) {
      if (one.verdict() instanceof Verdict.Reserve) {
        Identifier identifier = event.identifiers().get(one.index());
        turn.toIdentifier(identifier.hash(), new Message.Claim(identifier.hash(), profile));
      }
    }
  }

  private static Handled follow(Turn turn, Entry.Forward forward, Message.ApplyAt message) {
    ProfileId target = forward.target();
    turn.toProfile(
        target, new Message.ApplyAt(target, message.event(), message.after(), message.replyTo()));
    var route = message.event().route().hash();
    turn.toIdentifier(route, new Message.Hint(route, target));
    return Handled.DONE;
  }

  /**
   * The sender knew a profile that is not here, or is called otherwise here: one of the two
   * memories is older than the data. The sender looks again.
   */
  private static Handled stale(Turn turn, Message.ApplyAt message) {
    LossSteps.missed(turn, message.event().route().hash(), message.profile());
    turn.reply(message.replyTo(), Answer.STALE);
    return Handled.DONE;
  }
}
