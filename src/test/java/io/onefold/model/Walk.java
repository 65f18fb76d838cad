package io.onefold.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One way at random through a scope that is too large to be searched: four identifiers, up to four
 * events, three parts and an erasure. Checks the same invariants in every state, and in the end
 * lets everything arrive until it is settled.
 */
final class Walk {

  private static final int STEPS = 150;
  private static final int ROUNDS_MAX = 60;
  private static final List<String> KINDS = List.of("SSSS", "USSD", "PPDD", "UPPD", "SPPD", "UUSS");

  private final Random random;
  private final Scope scope;
  private final Numbers numbers = new Numbers();
  private final List<String> trace = new ArrayList<>();
  private World world;
  private int joined;

  private Walk(Random random, Scope scope) {
    this.random = random;
    this.scope = scope;
    this.world = new World(scope.identifierCount(), scope.profileCount());
    this.world.crashesLeft = scope.crashes();
  }

  /** Walks through a scope that comes from the seed too. */
  static Optional<String> run(long seed) {
    Random random = new Random(seed);
    return run(seed, new Walk(random, scope(random)));
  }

  /** Walks through this scope. */
  static Optional<String> run(long seed, Scope scope) {
    return run(seed, new Walk(new Random(seed), scope));
  }

  /** The violation that the seed leads to, with the way to it. */
  private static Optional<String> run(long seed, Walk walk) {
    try {
      walk.wander();
      walk.settle();
      return Optional.empty();
    } catch (Violation violation) {
      String way = String.join("\n    ", walk.trace);
      return Optional.of(
          violation.getMessage() + ", seed " + seed + ", " + walk.scope + "\n    " + way);
    }
  }

  private static Scope scope(Random random) {
    List<String> events = new ArrayList<>();
    for (int e = 2 + random.nextInt(3); e > 0; e--) {
      events.add(Profile.letters(1 + random.nextInt(15)));
    }
    String kinds = KINDS.get(random.nextInt(KINDS.size()));
    Scope scope = Scope.of(kinds, String.join(" ", events)).crashing(random.nextInt(3));
    for (int parts = random.nextInt(4); parts > 0; parts--) {
      String leaving = Profile.letters(1 << random.nextInt(4) | 1 << random.nextInt(4));
      scope =
          switch (random.nextInt(4)) {
            case 0 -> scope.split(leaving);
            case 1 -> scope.remove(leaving);
            case 2 -> scope.replace(leaving);
            default -> scope.loosen(leaving);
          };
    }
    List<Integer> ranks = new ArrayList<>(scope.ranks());
    if (random.nextBoolean()) {
      Collections.shuffle(ranks, random);
    }
    scope = scope.ranked(ranks.toArray(Integer[]::new));
    scope = random.nextBoolean() ? scope.erase((char) ('a' + random.nextInt(4))) : scope;
    return random.nextBoolean() ? scope.handingOver() : scope;
  }

  private void wander() {
    for (int step = 0; step < STEPS; step++) {
      List<Action> actions = Actions.of(scope, world, numbers);
      Action action = actions.get(random.nextInt(actions.size()));
      boolean rare = !(action instanceof Action.Deliver) && !(action instanceof Action.Send);
      if (!rare || random.nextInt(4) == 0) {
        take(action);
      }
    }
  }

  private void take(Action action) {
    Turn turn = new Turn(scope, world, numbers);
    trace.add(action.toString());
    Protocol.perform(turn, action);
    if (!turn.hasChanged()) {
      trace.removeLast();
      return;
    }
    int after = Invariants.check(scope, turn.world);
    Invariants.staysJoined(joined, after, action);
    joined = after;
    world = turn.world;
  }

  private void settle() {
    for (int round = 0; round < ROUNDS_MAX && !Settled.is(scope, world); round++) {
      List<Action> actions = Actions.of(scope, world, numbers);
      Collections.shuffle(actions, random);
      for (Action action : actions) {
        boolean mustHappen =
            switch (action) {
              case Action.Deliver deliver -> true;
              case Action.Send send -> true;
              case Action.Retry retry -> true;
              case Action.TakeOut takeOut -> false;
              case Action.Erase erase -> false;
              case Action.Crash crash -> false;
            };
        if (mustHappen) {
          take(action);
        }
      }
    }
    if (!Settled.is(scope, world)) {
      throw new Violation("L nothing settles in " + ROUNDS_MAX + " rounds");
    }
  }
}
