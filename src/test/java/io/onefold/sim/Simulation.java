package io.onefold.sim;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * One run of a virtual cluster: random faults for a while, then quiet, until everything has
 * arrived.
 *
 * <p>More runs than the build makes: {@code mvn -q -Ptool process-test-classes
 * -Dtool=io.onefold.sim.Simulation -Dtool.args="100000 200"}.
 */
public final class Simulation {

  private static final int ROUNDS_MAX = 300;

  /** Runs of so few events are checked after every step, longer ones every hundred. */
  private static final int SHORT = 14;

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
      int steps = (60 + random.nextInt(340)) * Math.max(1, script.events().size() / 28);
      int every = script.events().size() <= SHORT ? 1 : script.events().size() / 2;
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
        Outcome.check(script, world, state);
        return;
      }
    }
    throw new Violation("L: the cluster does not settle");
  }

  /**
   * Runs many seeds on all processors and prints what they violated: {@code SEEDS EVENTS [FIRST]}.
   */
  public static void main(String[] args) {
    int seeds = Integer.parseInt(args[0]);
    int events = Integer.parseInt(args[1]);
    long first = args.length > 2 ? Long.parseLong(args[2]) : 1;
    List<String> violations =
        LongStream.range(first, first + seeds)
            .parallel()
            .mapToObj(seed -> run(seed, events))
            .flatMap(Optional::stream)
            .peek(IO::println)
            .toList();
    IO.println("seeds=" + seeds + " events=" + events + " violated=" + violations.size());
    if (!violations.isEmpty()) {
      throw new IllegalStateException(violations.size() + " seeds violated an invariant");
    }
  }
}
