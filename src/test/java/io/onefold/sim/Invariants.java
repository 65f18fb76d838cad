package io.onefold.sim;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.ProfileId;
import io.onefold.identity.PartitionProbe.Seen;
import io.onefold.identity.PartitionProbe.State;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must hold in every state, whatever has been lost, doubled or restarted.
 *
 * <p>I1 forwards rise in a fixed order; I2 every pointer ends at one profile; I3 an identifier is
 * held by the profile it leads to; I4 an event counts at most once, and exactly once when it was
 * acknowledged; I5 it counts where its route identifier leads; I6 unique identifiers stay unique;
 * I7 only events join identifiers; I8 what is joined and committed stays joined.
 */
final class Invariants {

  private final Script script;
  private final int[] component;
  private Set<Long> joined = new HashSet<>();

  Invariants(Script script) {
    this.script = script;
    this.component = Components.of(script);
  }

  void check(World world) {
    Snapshot state = new Snapshot(world);
    forwardsRise(state);
    List<ProfileId> roots = script.identifiers().stream().map(i -> rootOf(state, i)).toList();
    identifiersAreHeld(state, roots, world.loosened());
    onlyEventsJoin(roots);
    eventsCountOnce(state, world);
    if (world.owners().stream().allMatch(Owner::clean)) {
      joinedStaysJoined(roots);
    }
  }

  private static ProfileId rootOf(Snapshot state, Identifier identifier) {
    return state.rootOf(identifier.hash());
  }

  private static void forwardsRise(Snapshot state) {
    for (Seen seen : state.profiles()) {
      if (seen.state() != State.LIVE && !seen.target().beats(seen.id())) {
        throw new Violation("I1: a forward or offer leads to a younger profile");
      }
      state.root(seen.id());
    }
  }

  private void identifiersAreHeld(Snapshot state, List<ProfileId> roots, boolean loosened) {
    for (int i = 0; i < roots.size(); i++) {
      Hash128 hash = script.identifiers().get(i).hash();
      if (roots.get(i) != null && !state.profile(roots.get(i)).held().contains(hash)) {
        throw new Violation("I3: identifier " + i + " leads to a profile that does not hold it");
      }
    }
    for (Seen root : state.roots()) {
      if (root.customerIds().size() > 1 && !loosened) {
        throw new Violation("I6: two customer ids on one profile");
      }
    }
  }

  private void onlyEventsJoin(List<ProfileId> roots) {
    for (int i = 0; i < roots.size(); i++) {
      for (int j = i + 1; j < roots.size(); j++) {
        boolean same = roots.get(i) != null && roots.get(i).equals(roots.get(j));
        if (same && component[i] != component[j]) {
          throw new Violation("I7: nothing connects identifiers " + i + " and " + j);
        }
      }
    }
  }

  private void eventsCountOnce(Snapshot state, World world) {
    Map<String, Long> counted = new HashMap<>();
    Map<String, ProfileId> where = new HashMap<>();
    for (Seen root : state.roots()) {
      state
          .facts(root.id())
          .metrics()
          .events()
          .forEach(
              (name, count) -> {
                counted.merge(name, count, Long::sum);
                where.put(name, root.id());
              });
    }
    for (int e = 0; e < script.events().size(); e++) {
      long count = counted.getOrDefault(Script.name(e), 0L);
      if (count > 1) {
        throw new Violation("I4: event " + e + " counted " + count + " times");
      }
      if (count == 0 && world.acknowledged().contains(e)) {
        throw new Violation("I4: acknowledged event " + e + " lost");
      }
      Event event = script.events().get(e);
      if (count == 1 && !where.get(Script.name(e)).equals(rootOf(state, event.route()))) {
        throw new Violation("I5: event " + e + " is not where its route identifier leads");
      }
    }
  }

  private void joinedStaysJoined(List<ProfileId> roots) {
    Set<Long> now = new HashSet<>();
    for (int i = 0; i < roots.size(); i++) {
      for (int j = i + 1; j < roots.size(); j++) {
        if (roots.get(i) != null && roots.get(i).equals(roots.get(j))) {
          now.add((long) i << 32 | j);
        }
      }
    }
    if (!now.containsAll(joined)) {
      throw new Violation("I8: identifiers were separated");
    }
    joined = now;
  }
}
