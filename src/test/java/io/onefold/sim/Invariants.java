package io.onefold.sim;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.ProfileId;
import io.onefold.identity.Partition;
import io.onefold.identity.PartitionProbe;
import io.onefold.identity.PartitionProbe.Pair;
import io.onefold.identity.PartitionProbe.Seen;
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
 * I7 only events join identifiers; I8 what is joined and committed stays joined, until somebody
 * divides it; I9 what was cut stays cut; I10 a shard counts the events that its profiles count.
 */
final class Invariants {

  private final Script script;
  private Set<Long> joined = new HashSet<>();

  Invariants(Script script) {
    this.script = script;
  }

  void check(World world) {
    Snapshot state = new Snapshot(world);
    forwardsRise(state);
    List<ProfileId> roots = script.identifiers().stream().map(i -> rootOf(state, i)).toList();
    identifiersAreHeld(world, state, roots);
    cutStaysCut(state);
    onlyEventsJoin(world.components(), state, roots);
    eventsCountOnce(state, world);
    world.owners().forEach(owner -> countIsOfProfiles(owner.shard.partition()));
    if (world.owners().stream().allMatch(Owner::clean)) {
      joinedStaysJoined(world.hands(), roots);
    }
  }

  private static ProfileId rootOf(Snapshot state, Identifier identifier) {
    return state.rootOf(identifier.hash());
  }

  private static void forwardsRise(Snapshot state) {
    for (Seen seen : state.profiles()) {
      if (seen.target() != null && !seen.target().beats(seen.id())) {
        throw new Violation("I1: a forward or offer leads to a younger profile");
      }
      state.root(seen.id());
    }
  }

  private void identifiersAreHeld(World world, Snapshot state, List<ProfileId> roots) {
    for (int i = 0; i < roots.size(); i++) {
      Hash128 hash = script.identifiers().get(i).hash();
      Seen root = roots.get(i) == null ? null : state.profile(roots.get(i));
      boolean gone = root == null || !state.alive(root.id()) || root.awaited().contains(hash);
      if (!gone && !root.held().contains(hash) && !world.hands().erased(hash)) {
        throw new Violation("I3: identifier " + i + " leads to a profile that does not hold it");
      }
    }
    for (Seen root : state.roots()) {
      if (root.customerIds().size() > 1 && !world.loosened()) {
        throw new Violation("I6: two customer ids on one profile");
      }
    }
  }

  private static void cutStaysCut(Snapshot state) {
    for (Seen root : state.roots()) {
      for (Pair pair : root.severed()) {
        if (root.held().contains(pair.one()) && root.held().contains(pair.other())) {
          throw new Violation("I9: a link that was cut is tied again");
        }
      }
    }
  }

  private void onlyEventsJoin(Components components, Snapshot state, List<ProfileId> roots) {
    for (int i = 0; i < roots.size(); i++) {
      for (int j = i + 1; j < roots.size(); j++) {
        boolean same = roots.get(i) != null && roots.get(i).equals(roots.get(j));
        if (same
            && state.alive(roots.get(i))
            && !component(components, i).equals(component(components, j))) {
          throw new Violation("I7: nothing connects identifiers " + i + " and " + j);
        }
      }
    }
  }

  private Hash128 component(Components components, int identifier) {
    return components.of(script.identifiers().get(identifier).hash());
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
      Hash128 route = script.events().get(e).route().hash();
      if (count > 1) {
        throw new Violation("I4: event " + e + " counted " + count + " times");
      }
      boolean kept = !world.hands().erased(route) && !world.hands().loose(route);
      if (count == 0 && world.acknowledged().contains(e) && kept) {
        throw new Violation("I4: acknowledged event " + e + " lost");
      }
      if (count == 1 && kept && !where.get(Script.name(e)).equals(state.rootOf(route))) {
        throw new Violation("I5: event " + e + " is not where its route identifier leads");
      }
    }
  }

  private static void countIsOfProfiles(Partition partition) {
    long counted = partition.counts(Script.ACCOUNT).events();
    long held = PartitionProbe.eventsOfLiving(partition);
    if (counted != held) {
      throw new Violation("I10: a shard counts " + counted + " events, its profiles " + held);
    }
  }

  private void joinedStaysJoined(Hands hands, List<ProfileId> roots) {
    Set<Long> now = new HashSet<>();
    for (int i = 0; i < roots.size(); i++) {
      for (int j = i + 1; j < roots.size(); j++) {
        if (roots.get(i) != null && roots.get(i).equals(roots.get(j))) {
          now.add((long) i << 32 | j);
        }
      }
    }
    joined.removeIf(pair -> excused(hands, (int) (pair >>> 32)) || excused(hands, pair.intValue()));
    if (!now.containsAll(joined)) {
      throw new Violation("I8: identifiers were separated");
    }
    joined = now;
  }

  private boolean excused(Hands hands, int identifier) {
    Hash128 hash = script.identifiers().get(identifier).hash();
    return hands.parted(hash) || hands.erased(hash);
  }
}
