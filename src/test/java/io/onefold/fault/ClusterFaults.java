package io.onefold.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short forms: what three real nodes promise under each fault, but for how long it takes.
 *
 * <p>Run by hand, until the engine keeps what it promises under every one of them: {@code mvn
 * verify -Dit.test=ClusterFaults -Dtest=none}.
 *
 * <p>One cluster for all tests but that of the network: a cluster that is whole again after a fault
 * is the one that the next fault should meet.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterFaults {

  private static final int EVENTS_PER_SECOND = 100;
  private static final int EVENTS_EACH = 60;
  private static final Duration MOST = Duration.ofMinutes(2);

  /** All levels that nodes offer; tests that are about no particular one are at the first. */
  private static final List<Level> LEVELS = List.of(Level.REDIS);

  private RunningCluster cluster;

  @BeforeAll
  void start(@TempDir Path directory) {
    Plan plan = Plan.small(LEVELS.getFirst());
    cluster = RunningCluster.start(plan, new Loopback(plan.nodes()), directory);
  }

  @AfterAll
  void end() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void nodeKilled_againAndAgain_losesNothingAcknowledged(TestReporter reporter) {
    assertKept(cluster, Faults.kill(), 2, reporter);
  }

  @Test
  void nodesRestarted_oneAfterTheOther_loseNothingAcknowledged(TestReporter reporter) {
    assertKept(cluster, Faults.roll(), 1, reporter);
  }

  @Test
  void redis_goneForAWhile_losesNothingAcknowledged(TestReporter reporter) {
    assertKept(cluster, Faults.redisStop(Duration.ofSeconds(3)), 1, reporter);
  }

  @Test
  void redis_forgetsEverything_losesNothingAcknowledged(TestReporter reporter) {
    assertKept(cluster, Faults.redisFlush(), 1, reporter);
  }

  @Test
  void allNodesKilled_atEachLevel_loseNoMoreThanItPromises(TestReporter reporter) {
    for (int i = 1; i <= LEVELS.size(); i++) {
      assertKept(cluster, Faults.killAll(LEVELS.get(i % LEVELS.size())), 1, reporter);
    }
  }

  private static void assertKept(
      RunningCluster cluster, Fault fault, int times, TestReporter reporter) {
    long seed = new Random().nextLong(1_000_000);
    cluster.awaitWhole();
    Level level = cluster.level();
    List<String> seen = new ArrayList<>();
    Campaign.Outcome outcome =
        new Campaign(cluster, seen::add)
            .run(fault, times, new Workload.Settings(EVENTS_PER_SECOND, EVENTS_EACH, seed), MOST);
    reporter.publishEntry(fault.name() + " at " + level.word(), outcome.toString());
    assertThat(outcome.isKept(level))
        .as(
            "%s at %s, seed %d: %s%n%s%n%s",
            fault.name(), level, seed, outcome, seen, cluster.report())
        .isTrue();
    assertThat(outcome.verdict().acknowledged()).as("acknowledged events").isPositive();
  }
}
