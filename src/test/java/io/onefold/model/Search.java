package io.onefold.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.function.BiPredicate;

/** Breadth-first search over all states of one scope. */
final class Search {

  private final Scope scope;
  private final int statesMax;
  private final Numbers numbers = new Numbers();
  private final Fingerprints known = new Fingerprints();
  private final Graph graph = new Graph();
  private final Queue<int[]> frontier = new ArrayDeque<>();
  private final Fingerprints withoutNetwork = new Fingerprints();
  private final boolean keepsDead;
  private int transitions;

  private Search(Scope scope, int statesMax, boolean keepsDead) {
    this.scope = scope;
    this.statesMax = statesMax;
    this.keepsDead = keepsDead;
  }

  /** Searches everything that can be reached, or as much as the bound allows. */
  static Finding run(Scope scope, int statesMax) {
    return new Search(scope, statesMax, scope.broken() != Broken.NOTHING).run();
  }

  /**
   * How many different states there are if the network is not looked at.
   *
   * @param keepsDead whether messages stay that {@link Alive} would leave out
   */
  static int statesWithoutNetwork(Scope scope, boolean keepsDead) {
    Search search = new Search(scope, Integer.MAX_VALUE, keepsDead);
    search.run();
    return search.withoutNetwork.size();
  }

  private Finding run() {
    World first = new World(scope.identifierCount(), scope.profileCount());
    first.crashesLeft = scope.crashes();
    int[] start = first.pack(numbers);
    known.find(start);
    graph.found(0, -1, false);
    frontier.add(start);
    for (int state = 0; !frontier.isEmpty(); state++) {
      if (known.size() > statesMax) {
        return new Finding(scope, known.size(), transitions, true, "", List.of());
      }
      graph.open();
      World world = World.unpack(frontier.remove(), numbers, scope);
      String violation = expand(state, world);
      if (!violation.isEmpty()) {
        return violated(violation, state, world);
      }
    }
    int stuck = graph.stuck();
    return stuck < 0
        ? new Finding(scope, known.size(), transitions, false, "", List.of())
        : new Finding(
            scope, known.size(), transitions, false, "L nothing settles any more", way(stuck));
  }

  private String expand(int state, World world) {
    int joined = state == 0 ? 0 : Invariants.check(scope, world);
    String[] violation = {""};
    eachAction(
        world,
        (action, turn) -> {
          try {
            step(state, joined, action, turn);
            return true;
          } catch (Violation found) {
            violation[0] = found.getMessage() + "\n    by " + action;
            return false;
          }
        });
    return violation[0];
  }

  private void step(int state, int joined, Action action, Turn turn) {
    Protocol.perform(turn, action);
    if (!turn.hasChanged()) {
      return;
    }
    transitions++;
    int[] next = pack(turn.world);
    int number = known.find(next);
    if (number < 0) {
      number = -number - 1;
      graph.found(number, state, false);
      int after = Invariants.check(scope, turn.world);
      Invariants.staysJoined(joined, after, action);
      graph.found(number, state, Settled.is(scope, turn.world));
      frontier.add(next);
      withoutNetwork.find(Arrays.copyOf(next, next.length - turn.world.network.length));
    }
    if (number != state) {
      graph.edge(number);
    }
  }

  private int[] pack(World world) {
    if (!keepsDead) {
      Alive.keep(scope, world, numbers);
    }
    return world.pack(numbers);
  }

  /** Calls with every action that the state allows, until told to end. */
  private void eachAction(World world, BiPredicate<Action, Turn> use) {
    for (Action action : Actions.of(scope, world, numbers)) {
      if (!use.test(action, new Turn(scope, world, numbers))) {
        return;
      }
    }
  }

  private Finding violated(String violation, int state, World world) {
    List<String> trace = new ArrayList<>(way(state));
    String[] lines = violation.split("\n", 2);
    trace.add(lines[1].strip());
    return new Finding(scope, known.size(), transitions, false, lines[0], trace);
  }

  /** The actions from the first state to this one: found again, for they are not kept. */
  private List<String> way(int state) {
    List<Integer> path = new ArrayList<>();
    for (int at = state; at >= 0; at = graph.parent(at)) {
      path.add(at);
    }
    Collections.reverse(path);
    World first = new World(scope.identifierCount(), scope.profileCount());
    first.crashesLeft = scope.crashes();
    World[] here = {first};
    List<String> way = new ArrayList<>();
    for (int target : path.subList(1, path.size())) {
      eachAction(
          here[0],
          (action, turn) -> {
            Protocol.perform(turn, action);
            if (known.find(pack(turn.world)) != target) {
              return true;
            }
            way.add(way.size() + 1 + ". " + action);
            here[0] = turn.world;
            return false;
          });
    }
    for (int p = 0; p < here[0].profiles.length; p++) {
      way.add("   then " + p + ": " + here[0].profiles[p]);
    }
    return way;
  }
}
