package io.onefold;

import io.onefold.cluster.Guest;
import io.onefold.config.ConfigLoader;
import io.onefold.config.Loaded;
import io.onefold.fault.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cluster of three nodes with one Redis: one in this process, whose Vert.x a test can use, and
 * two in processes of their own, which a test can kill.
 *
 * <p><b>Threading.</b> For one test thread.
 */
final class ThreeNodes implements AutoCloseable {

  static final int SHARDS = 16;

  private static final String NAME = "three";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long LOOK_MS = 100;

  /** Quick to start and easy on the machine, which all of them share. */
  private static final List<String> SMALL =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /** Of the three nodes as members, of their HTTP, and of a guest. */
  private final int firstPort = Ports.row(7);

  private final StandaloneRedis redis;
  private final List<RunningNode> processes = new ArrayList<>();
  private final Vertx clock = Vertx.vertx();
  private final Ground ground;
  private final Node here;

  ThreeNodes(Path directory) {
    redis = new StandaloneRedis(directory.resolve("redis"), 0);
    try {
      for (int number = 1; number < 3; number++) {
        RunningNode.Place place =
            new RunningNode.Place(List.of(), SMALL, "127.0.0.1", httpPort(number));
        processes.add(
            RunningNode.launch(place, directory.resolve("n" + number), environment(number)));
      }
      Map<String, String> own = environment(0);
      own.put("ONEFOLD_DATA_DIR", directory.resolve("n0").toString());
      own.put("ONEFOLD_HTTP_PORT", Integer.toString(httpPort(0)));
      Loaded.Config loaded = (Loaded.Config) ConfigLoader.load(List.of(), own);
      ground = Ground.of(loaded.config());
      here = new Node(loaded, () -> loaded, Options.parse(new String[0]), ground);
      here.start().await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      until(this::isWhole);
    } catch (Exception | AssertionError failed) {
      processes.forEach(RunningNode::kill);
      redis.close();
      throw new AssertionError("no cluster; the others say:\n" + output(), failed);
    }
  }

  private int httpPort(int number) {
    return firstPort + 3 + number;
  }

  private Map<String, String> environment(int number) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ONEFOLD_NODE_NAME", "node-" + number);
    environment.put("ONEFOLD_REDIS_URI", redis.uri());
    environment.put("ONEFOLD_SHARDS_COUNT", Integer.toString(SHARDS));
    environment.put("ONEFOLD_CLUSTER_ENABLED", "true");
    environment.put("ONEFOLD_CLUSTER_NAME", NAME);
    environment.put("ONEFOLD_CLUSTER_PORT", Integer.toString(firstPort + number));
    environment.put("ONEFOLD_CLUSTER_BUS_PORT", "0");
    environment.put(
        "ONEFOLD_CLUSTER_MEMBERS",
        IntStream.range(0, 3)
            .mapToObj(node -> "127.0.0.1:" + (firstPort + node))
            .collect(Collectors.joining(", ")));
    return environment;
  }

  /** The Vert.x of the node in this process. */
  Vertx vertx() {
    return ground.vertx();
  }

  /** What a process needs to join them without being one of them. */
  Guest guest() {
    return new Guest(NAME, "127.0.0.1", firstPort + 6, List.of("127.0.0.1:" + firstPort), SHARDS);
  }

  /** Names of the nodes that are members, as the node in this process sees them. */
  List<String> members() {
    return look().getJsonArray("members").stream()
        .map(member -> ((JsonObject) member).getString("node"))
        .toList();
  }

  /** What the members say that a majority is of. */
  int belonging() {
    return look().getInteger("belonging");
  }

  /** As {@code kill -9} of one of those in their own process. */
  void killOne() {
    processes.getFirst().kill();
  }

  private String output() {
    return processes.stream().map(RunningNode::output).collect(Collectors.joining("\n---\n"));
  }

  private JsonObject look() {
    return new JsonObject(processes.getLast().get(RunningNode.SECRET, "/v1/cluster").body());
  }

  private boolean isWhole() {
    try {
      return processes.stream()
          .allMatch(node -> node.get(RunningNode.SECRET, "/health/ready").status() == 200);
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private void until(BooleanSupplier reached) {
    long dueNs = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      if (dueNs - System.nanoTime() < 0) {
        throw new AssertionError("waited in vain; the others say:\n" + output());
      }
      clock.timer(LOOK_MS, TimeUnit.MILLISECONDS).await();
    }
  }

  @Override
  public void close() {
    processes.forEach(RunningNode::kill);
    here.drop().otherwiseEmpty().await();
    clock.close().await();
    redis.close();
  }
}
