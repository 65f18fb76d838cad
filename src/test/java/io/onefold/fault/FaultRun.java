package io.onefold.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The long forms: see {@link #USAGE}.
 *
 * <p><b>Threading.</b> The main thread. What was started ends also when this is interrupted.
 */
public final class FaultRun {

  private static final String USAGE =
      """
      mvn -q -Ptool process-test-classes -Dtool=io.onefold.fault.FaultRun -Dtool.args="FAULT TIMES RATE ..."

        kill          a node is killed (-9), and started again when the others serve
        freeze        a node is stopped (SIGSTOP) for seconds=, and goes on
        part          the smaller side is cut off for seconds=, and joined again (root, Linux)
        deafen        one node is not heard by another for seconds= (root, Linux)
        roll          all nodes, one after the other, are stopped in order and started
        scale         two nodes more, then two fewer
        two           two nodes are killed at once
        all           all nodes are killed at once
        redis-stop    Redis ends and is away for seconds=
        redis-kill    Redis is killed and started
        redis-flush   Redis forgets everything

      TIMES how often; RATE events a second. Then, in any order:
        level=memory|redis|both   where an event is before it is answered   (memory)
        nodes=3  shards=16        of the cluster
        seconds=15                that a fault lasts
        events=200                of each visitor
        minutes=60                after which no further fault begins
        heap=512m                 of each node
        seed=N                    of what is random about it; printed, to run the same again

      It ends with 0 if what the level promises was kept, with 1 if not, 2 if it was called wrongly.
      """;

  private static final int KEPT = 0;
  private static final int BROKEN = 1;
  private static final int WRONG_CALL = 2;

  private final Map<String, String> options;

  private FaultRun(Map<String, String> options) {
    this.options = options;
  }

  /** See {@link #USAGE}. */
  public static void main(String[] args) throws IOException {
    if (args.length < 3) {
      IO.println(USAGE);
      System.exit(WRONG_CALL);
    }
    Map<String, String> options =
        Stream.of(args)
            .skip(3)
            .map(arg -> arg.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    FaultRun run = new FaultRun(options);
    Optional<Fault> fault = run.fault(args[0]);
    if (fault.isEmpty()) {
      IO.println(USAGE);
      System.exit(WRONG_CALL);
    }
    System.exit(run.run(fault.get(), Integer.parseInt(args[1]), Integer.parseInt(args[2])));
  }

  private int run(Fault fault, int times, int perSecond) throws IOException {
    long seed = options.containsKey("seed") ? Long.parseLong(options.get("seed")) : newSeed();
    Path directory = Files.createTempDirectory("onefold-fault");
    Level level = level();
    IO.println("seed=%d level=%s, logs in %s".formatted(seed, level.word(), directory));
    Workload.Settings load = new Workload.Settings(perSecond, (int) number("events", 200), seed);
    try (RunningCluster cluster =
        RunningCluster.start(plan(level, fault), network(fault), directory)) {
      IO.println("whole: " + cluster.targets());
      Campaign.Outcome outcome =
          new Campaign(cluster, IO::println)
              .run(fault, times, load, Duration.ofMinutes(number("minutes", 60)));
      IO.println(outcome);
      return outcome.isKept(level) ? KEPT : BROKEN;
    }
  }

  private Optional<Fault> fault(String name) {
    Duration time = Duration.ofSeconds(number("seconds", 15));
    return Stream.of(
            Faults.kill(),
            Faults.freeze(time),
            Faults.killTwo(),
            Faults.killAll(level()),
            Faults.roll(),
            Faults.scale(),
            Faults.redisStop(time),
            Faults.redisKill(),
            Faults.redisFlush(),
            Cuts.part(time),
            Cuts.deafen(time))
        .filter(fault -> fault.name().equals(name))
        .findFirst();
  }

  private Plan plan(Level level, Fault fault) {
    int nodes = (int) number("nodes", 3);
    int most = fault.name().equals("scale") ? nodes + 2 : nodes;
    String heap = "-Xmx" + options.getOrDefault("heap", "512m");
    int shards = (int) number("shards", Plan.SHARDS);
    return new Plan(nodes, nodes, shards, level, 1, List.of(heap)).growingTo(most);
  }

  private Network network(Fault fault) {
    int nodes = (int) number("nodes", 3);
    boolean parts = fault.name().equals("part") || fault.name().equals("deafen");
    return parts ? Namespaces.of(nodes) : new Loopback(nodes + 2);
  }

  private Level level() {
    return Level.valueOf(options.getOrDefault("level", "memory").toUpperCase(Locale.ROOT));
  }

  private long number(String option, long otherwise) {
    return Long.parseLong(options.getOrDefault(option, Long.toString(otherwise)));
  }

  private static long newSeed() {
    return new Random().nextLong(1_000_000);
  }
}
