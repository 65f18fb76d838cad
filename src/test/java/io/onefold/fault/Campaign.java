package io.onefold.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One kind of fault again and again, under load, and the verdict.
 *
 * <p><b>Threading.</b> Confined to one thread; blocks.
 */
final class Campaign {

  /** Under load before the first fault, after each, and before the end. */
  private static final Duration CALM = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SETTLE = Duration.ofSeconds(60);

  /** A gap that nobody takes for a slow answer. */
  private static final long GAP_MS = 250;

  private final RunningCluster cluster;
  private final Consumer<String> progress;

  /**
   * @param progress is told of each fault
   */
  Campaign(RunningCluster cluster, Consumer<String> progress) {
    this.cluster = cluster;
    this.progress = progress;
  }

  /**
   * How a campaign ended.
   *
   * @param gapsMs the longest gap of each time
   * @param tally what clients were answered
   * @param endedByThemselves how often a node ended that nobody had told to
   */
  record Outcome(
      Fault fault, Verdict verdict, List<Long> gapsMs, Tally tally, int endedByThemselves) {

    /** Whether what the level promises was kept. */
    boolean isKept(Level level) {
      return fault.promised().apply(level).isKept(verdict);
    }

    /** One line. */
    @Override
    public String toString() {
      List<Long> sorted = gapsMs.stream().sorted().toList();
      return "%s %d times: %s; longest gap %d ms, median %d ms; answers %s; %s;"
          .concat(" nodes that ended by themselves: %d")
          .formatted(
              fault.name(),
              gapsMs.size(),
              verdict,
              sorted.isEmpty() ? 0 : sorted.getLast(),
              sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2),
              tally.answers(),
              tally.reads(),
              endedByThemselves);
    }
  }

  /** Runs it, as often as there is time for. */
  Outcome run(Fault fault, int times, Workload.Settings load, Duration most) {
    long untilNs = System.nanoTime() + most.toNanos();
    Workload workload = new Workload(cluster, load);
    Scene scene = new Scene(cluster, workload, new Random(load.seed()));
    List<Long> gaps = new ArrayList<>();
    int ended = cluster.endedByThemselves();
    workload.start();
    try {
      Waiting.pass(CALM);
      for (int i = 1; i <= times && System.nanoTime() - untilNs < 0; i++) {
        gaps.add(once(fault, scene, i));
      }
    } catch (RuntimeException | AssertionError failed) {
      workload.finish(Duration.ZERO);
      throw failed;
    }
    List<Visitor> visitors = workload.finish(PATIENCE);
    Verdict verdict = new Checker(cluster, fault.keepsTimelines(), SETTLE).check(visitors);
    verdict.examples().forEach(example -> progress.accept("wrong: " + example));
    return new Outcome(
        fault, verdict, List.copyOf(gaps), workload.tally(), cluster.endedByThemselves() - ended);
  }

  private long once(Fault fault, Scene scene, int number) {
    Workload workload = scene.workload();
    workload.gaps().take();
    long acknowledged = workload.tally().acknowledged();
    long startNs = System.nanoTime();
    String done = fault.strikes().apply(scene);
    double tookS = (System.nanoTime() - startNs) / 1e9;
    Waiting.pass(CALM);
    Gaps.Seen seen = workload.gaps().take();
    progress.accept(
        "%d: %s; whole after %.1f s; longest gap %d ms, %d shards above %d ms; slowest request %d ms;"
                .formatted(
                    number,
                    done,
                    tookS,
                    seen.longest(),
                    seen.over(GAP_MS),
                    GAP_MS,
                    seen.slowestMs())
            + " %d acknowledged".formatted(workload.tally().acknowledged() - acknowledged));
    return seen.longest();
  }
}
