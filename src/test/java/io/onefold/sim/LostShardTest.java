package io.onefold.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A shard that lost what it stored: what was told of its profiles is gone, but nobody waits for
 * them for ever. Every event that is sent again is taken, and every merge comes to an end.
 */
class LostShardTest {

  private static final int SEEDS = 1_000;
  private static final int ROUNDS_MAX = 300;

  @Test
  void shardLost_eventsSentAgain_allAreTakenAndNothingStaysOpen() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      assertThat(settlesAfterLoss(seed)).as("seed %d", seed).isTrue();
    }
  }

  private static boolean settlesAfterLoss(long seed) {
    Random random = new Random(seed);
    Script script = Script.of(random, 3 + random.nextInt(40));
    World world = new World(random, script, Faults.NONE).leftAlone();
    for (int step = random.nextInt(1_000); step > 0; step--) {
      world.step();
    }
    world.lose(random.nextInt(world.shardCount()));
    for (int round = 0; round < ROUNDS_MAX; round++) {
      world.settle(round % 2 == 0 || world.quiet());
      boolean all = world.acknowledged().size() == script.events().size();
      if (all && world.quiet() && Outcome.settled(new Snapshot(world))) {
        return true;
      }
    }
    return false;
  }
}
