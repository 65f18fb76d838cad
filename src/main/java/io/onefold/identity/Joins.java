package io.onefold.identity;

import io.onefold.event.Event;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision.Joining;
import io.onefold.identity.Decision.Verdict;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * What an event's new identifiers mean for the profile that it is applied to: the verdicts before
 * the decision, and their place in the links after it.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class Joins {

  /**
   * How long a refusal is remembered before the identifier is asked for again: an hour. A second
   * person on a shared device costs one frozen profile an hour, not one an event; and a link that
   * has become right in the meantime is found.
   */
  static final long REFUSAL_MEMORY_MS = 3_600_000;

  private Joins() {}

  static Cause cause(Event event, Identifier identifier) {
    return new Cause(
        saysWho(event) ? Cause.Kind.IDENTIFIED : Cause.Kind.EVENT,
        identifier.hash(),
        identifier.type(),
        event.id().fingerprint(),
        event.id().text(),
        event.origin().source(),
        event.time().atMs());
  }

  private static boolean saysWho(Event event) {
    return event.identifiers().stream()
        .map(Identifier::type)
        .anyMatch(t -> t == IdentifierType.CUSTOMER_ID || t == IdentifierType.SOURCE_ID);
  }

  /** Verdicts on the identifiers that the profile neither holds nor has reserved. */
  static List<Joining> verdicts(ProfileId profile, LinkState state, Event event, Rules rules) {
    List<Joining> joining = new java.util.ArrayList<>();
    List<Identifier> identifiers = event.identifiers();
    for (int i = 0; i < identifiers.size(); i++) {
      Identifier identifier = identifiers.get(i);
      if (!state.holds(identifier.hash()) && !names(identifier, profile, state)) {
        Verdict verdict = verdict(state, identifier, event, rules);
        joining.add(new Joining(i, verdict));
        if (verdict instanceof Verdict.Reserve) {
          state.observe(identifier, event, cause(event, identifier));
        }
      }
    }
    return joining;
  }

  /** A mail's recipient is who reads it: there is nothing to join. */
  private static boolean names(Identifier identifier, ProfileId profile, LinkState state) {
    if (identifier.type() != IdentifierType.LINK_TOKEN) {
      return false;
    }
    ProfileId recipient = ClaimSteps.recipient(identifier.hash());
    return recipient.equals(profile) || state.absorbed(recipient);
  }

  private static Verdict verdict(LinkState state, Identifier identifier, Event event, Rules rules) {
    Optional<Refusal> refusal =
        remembered(state, identifier, event, rules)
            .or(() -> rules.add(state, identifier, cause(event, identifier)));
    return refusal.<Verdict>map(Verdict.KeepOut::new).orElseGet(Verdict.Reserve::new);
  }

  private static Optional<Refusal> remembered(
      LinkState state, Identifier identifier, Event event, Rules rules) {
    long sinceMs = event.time().receivedAtMs() - REFUSAL_MEMORY_MS;
    boolean provesMore = Rules.joinsEmails(cause(event, identifier));
    return state.refused.stream()
        .filter(r -> r.identifier().hash().equals(identifier.hash()))
        .filter(r -> r.rules() == rules.version() && r.atMs() > sinceMs)
        .filter(r -> r.reason() != Refusal.GONE) // the identifier is free, or will be
        .filter(r -> r.reason() != Refusal.DEVICE || !provesMore)
        .map(LinkState.Refused::reason)
        .findFirst();
  }

  /** Carries the verdicts of an applied event into the links of its profile. */
  static void note(Partition partition, Entry.Live live, Decision.Applied applied) {
    LinkState state = live.links().unpack(partition.names());
    Event event = applied.event();
    List<Identifier> identifiers = event.identifiers();
    for (int i = 0; i < identifiers.size(); i++) {
      Identifier identifier = identifiers.get(i);
      Cause cause = cause(event, identifier);
      Verdict verdict = verdict(applied.joining(), i);
      if (verdict == null && names(identifier, live.id(), state)) {
        continue;
      }
      switch (verdict) {
        case null -> state.observe(identifier, event, null);
        case Verdict.Reserve() -> state.observe(identifier, event, cause);
        case Verdict.KeepOut(Refusal reason) ->
            keepOut(
                partition,
                live,
                state,
                applied,
                new Decision.KeptOut(
                    identifier, reason, event.time().receivedAtMs(), applied.rules()));
      }
      if (i > 0 && !(verdict instanceof Verdict.KeepOut)) {
        state.link(event.route(), identifier, cause);
      }
    }
    live.links().set(state, partition.names());
  }

  private static void keepOut(
      Partition partition,
      Entry.Live live,
      LinkState state,
      Decision.Applied applied,
      Decision.KeptOut keptOut) {
    if (!state.refuses(keptOut.identifier().hash())) {
      partition.counters().refusal(live.facts().accountId(), keptOut.reason());
      state.refuse(Refusals.entry(cause(applied.event(), keptOut.identifier()), keptOut));
    }
  }

  private static Verdict verdict(List<Joining> joining, int index) {
    for (Joining one : joining) {
      if (one.index() == index) {
        return one.verdict();
      }
    }
    return null;
  }
}
