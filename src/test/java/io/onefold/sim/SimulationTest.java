package io.onefold.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The production shards in a virtual cluster: thousands of seeds, no violation. */
class SimulationTest {

  private static final int SEEDS = 2_000;
  private static final int LONG_SEEDS = 40;
  private static final int LONG_EVENTS = 200;

  @Test
  void shortRuns_manySeeds_violateNothing() {
    assertThat(LongStream.rangeClosed(1, SEEDS).mapToObj(seed -> Simulation.run(seed, 0)))
        .allMatch(Optional::isEmpty);
  }

  @Test
  void longRuns_someSeeds_violateNothing() {
    long first = new Random().nextLong(1L << 40); // a failure names its seed
    assertThat(
            LongStream.range(first, first + LONG_SEEDS)
                .mapToObj(seed -> Simulation.run(seed, LONG_EVENTS)))
        .allMatch(Optional::isEmpty);
  }
}
