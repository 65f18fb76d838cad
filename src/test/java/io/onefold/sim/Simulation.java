package io.onefold.sim;

import java.util.Optional;
import java.util.Random;

/**
 * One run of a virtual cluster: random faults for a while, then quiet, until everything has
 * arrived.
 *
 * <p>More runs than the build makes: {@code mvn -q test-compile exec:exec@simulate
 * -Dsim.seeds=100000 -Dsim.events=200}.
 */
public final class Simulation {

  private static final int ROUNDS_MAX = 300;

  private Simulation() {}

  /**
   * Runs one seed.
   *
   * @param events how many events; 0 lets the seed choose 3 to 14
   * @return what was violated, empty when nothing was
   */
  public static Optional<String> run(long seed, int events) {
    return run(seed, events, Faults.NONE);
  }

  static Optional<String> run(long seed, int events, Faults faults) {
    Random random = new Random(seed);
    Script script = Script.of(random, events == 0 ? 3 + random.nextInt(12) : events);
    try {
      World world = new World(random, script, faults);
      Invariants invariants = new Invariants(script);
      int steps = (60 + random.nextInt(340)) * Math.max(1, script.events().size() / 14);
      int every = Math.max(1, script.events().size() / 20);
      for (int step = 0; step < steps; step++) {
        world.step();
        if (step % every == 0) {
          invariants.check(world);
        }
      }
      settle(world, invariants, script);
      return Optional.empty();
    } catch (Violation violation) {
      return Optional.of("seed " + seed + ": " + violation.getMessage());
    }
  }

  private static void settle(World world, Invariants invariants, Script script) {
    for (int round = 0; round < ROUNDS_MAX; round++) {
      world.settle(round % 2 == 0 || world.quiet());
      invariants.check(world);
      Snapshot state = new Snapshot(world);
      boolean all = world.acknowledged().size() == script.events().size();
      if (all && world.quiet() && Outcome.settled(state)) {
        Outcome.check(script, state);
        return;
      }
    }
    throw new Violation("L: the cluster does not settle");
  }

  /** Runs many seeds and prints a line of the result: {@code SEEDS EVENTS [FIRST]}. */
  public static void main(String[] args) {
    int seeds = Integer.parseInt(args[0]);
    int events = Integer.parseInt(args[1]);
    long first = args.length > 2 ? Long.parseLong(args[2]) : 1;
    long bad = 0;
    for (long seed = first; seed < first + seeds; seed++) {
      Optional<String> violation = run(seed, events);
      if (violation.isPresent()) {
        bad++;
        IO.println(violation.get());
      }
      if (bad >= 3) {
        break;
      }
    }
    IO.println("seeds=" + seeds + " events=" + events + " violated=" + bad);
    if (bad > 0) {
      throw new IllegalStateException(bad + " seeds violated an invariant");
    }
  }
}
