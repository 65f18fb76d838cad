package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.identity.LinkState.Edge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which identifiers are one person, decided anew from the links alone: the same answer whatever the
 * order in which they arrived. What was decided as events came in may differ where a rule bites, or
 * where the rules have changed since; the difference is reported, and changes nothing.
 *
 * <p>Links are taken in the order of their first event; each unites what stands on its two sides if
 * the rules allow it then.
 *
 * <p><b>Threading.</b> Stateless and pure. <b>Bounds.</b> Grows with the square of the identifiers:
 * for the reader of one profile, or of one component.
 *
 * <p><b>Source.</b> Kruskal's algorithm, "On the Shortest Spanning Subtree of a Graph", 1956, with
 * a condition on each union.
 */
final class Canonical {

  private static final Comparator<Edge> BY_FIRST_EVENT =
      Comparator.comparingLong(Edge::firstMs)
          .thenComparingLong(edge -> edge.cause().fingerprint())
          .thenComparing(Edge::from)
          .thenComparing(Edge::to);

  private Canonical() {}

  /** The sets of identifiers that are one person each. */
  static List<Set<Hash128>> people(LinkState state, Rules rules) {
    Map<Hash128, LinkState> personOf = new HashMap<>();
    for (Held held : state.held) {
      LinkState alone = new LinkState();
      alone.held.add(held);
      alone.partings.severed.addAll(state.partings.severed);
      personOf.put(held.hash(), alone);
    }
    state.edges.stream().sorted(BY_FIRST_EVENT).forEach(edge -> unite(personOf, edge, rules));
    List<LinkState> people = new ArrayList<>();
    for (LinkState person : personOf.values()) {
      if (people.stream().noneMatch(p -> p == person)) {
        people.add(person);
      }
    }
    return people.stream().map(LinkState::hashes).toList();
  }

  private static void unite(Map<Hash128, LinkState> personOf, Edge edge, Rules rules) {
    LinkState one = personOf.get(edge.from());
    LinkState other = personOf.get(edge.to());
    if (one != other && rules.join(one, other, edge.cause())) {
      one.held.addAll(other.held);
      other.held.forEach(held -> personOf.put(held.hash(), one));
    }
  }
}
