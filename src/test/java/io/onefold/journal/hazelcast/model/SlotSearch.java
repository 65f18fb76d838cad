package io.onefold.journal.hazelcast.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at all states that a scope can reach, those near its beginning first. */
public final class SlotSearch {

  /** Beyond this a search is cut: the ways to its states fill some 4 GB. */
  private static final int STATES_MAX = 4_000_000;

  private final Set<Long> known = new HashSet<>();
  private final Deque<World> ahead = new ArrayDeque<>();
  private long steps;

  private SlotSearch() {}

  /**
   * What was found.
   *
   * @param violation and the way there; empty if there is none
   */
  record Finding(Scope scope, int states, long steps, Optional<String> violation) {}

  /** Searches scopes that are too large for the tests. */
  public static void main(String[] args) {
    for (Scope scope : Scope.large()) {
      IO.println(run(scope, STATES_MAX));
    }
  }

  static Finding run(Scope scope, int statesMax) {
    return new SlotSearch().search(scope, statesMax);
  }

  private Finding search(Scope scope, int statesMax) {
    Optional<World> bad = look(new World(scope));
    while (bad.isEmpty() && !ahead.isEmpty() && known.size() < statesMax) {
      List<World> found = new ArrayList<>();
      Steps.of(ahead.poll(), next -> look(next).ifPresent(found::add));
      bad = found.stream().findFirst();
    }
    return new Finding(scope, known.size(), steps, bad.map(SlotSearch::told));
  }

  private Optional<World> look(World world) {
    steps++;
    if (!known.add(world.hash())) {
      return Optional.empty();
    }
    if (world.violation().isPresent()) {
      return Optional.of(world);
    }
    ahead.add(world);
    return Optional.empty();
  }

  private static String told(World bad) {
    List<String> way = new ArrayList<>();
    for (World world = bad; world != null; world = world.before) {
      way.add(world.step);
    }
    Collections.reverse(way);
    return bad.violation().orElseThrow() + " after " + String.join(", ", way);
  }
}
