package io.onefold.identity;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.identity.PartDecision.PartTerms;
import io.onefold.identity.TypeRule.Beyond;
import io.onefold.message.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes room on a profile for the identifiers of an event, where the rule of their type is that the
 * oldest goes.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class Room {

  private static final String BY = "limit";

  private Room() {}

  static void make(Turn turn, Entry.Live live, Event event, Rules rules) {
    for (Identifier identifier : event.identifiers()) {
      if (rules.type(identifier.type()).beyond() == Beyond.REPLACE_OLDEST) {
        makeFor(turn, live, event, identifier, rules);
      }
    }
  }

  private static void makeFor(
      Turn turn, Entry.Live live, Event event, Identifier identifier, Rules rules) {
    LinkState state = turn.links(live);
    boolean full =
        !state.holds(identifier.hash())
            && rules
                .add(state, identifier, Joins.cause(event, identifier))
                .filter(refusal -> refusal == Refusal.LIMIT)
                .isPresent();
    if (full) {
      oldest(state, identifier.type(), event)
          .ifPresent(gone -> PartSteps.part(turn, live, List.of(gone), PartTerms.REPLACE, BY));
    }
  }

  /** Whether the profile has asked for something because of an event of this identifier. */
  private static boolean asks(LinkState state, Hash128 identifier) {
    return state.edges.stream()
        .filter(e -> e.touches(identifier))
        .anyMatch(e -> pending(state, e.from()) || pending(state, e.to()));
  }

  private static boolean pending(LinkState state, Hash128 identifier) {
    return state.find(identifier).map(Held::pending).isPresent();
  }

  private static Optional<Hash128> oldest(LinkState state, IdentifierType type, Event event) {
    Set<Hash128> named =
        event.identifiers().stream().map(Identifier::hash).collect(Collectors.toSet());
    return state.held.stream()
        .filter(h -> h.identifier().type() == type && !h.open() && !named.contains(h.hash()))
        .filter(h -> !asks(state, h.hash()))
        .min(Comparator.comparingLong(Held::lastMs))
        .map(Held::hash);
  }
}
