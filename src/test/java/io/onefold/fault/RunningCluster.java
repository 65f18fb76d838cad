package io.onefold.fault;

import io.onefold.RunningNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several nodes as processes of their own, which are one cluster, and the Redis that they share.
 *
 * <p><b>Threading.</b> Confined to one thread at a time, but for {@link #close}, which the end of
 * this process calls as well.
 *
 * <p><b>Ownership.</b> Everything that was started ends with {@link #close}, at the latest with
 * this process; nodes end when this process is killed, unless they are frozen.
 */
final class RunningCluster implements AutoCloseable {

  private static final Duration WHOLE_MOST = Duration.ofSeconds(90);
  private static final Duration ANSWER_MOST = Duration.ofSeconds(3);
  private static final int WORDS_SHOWN = 40;

  private final Plan plan;
  private final Network network;
  private final Path directory;
  private final SharedRedis redis;
  private final NodeCalls calls = new NodeCalls();
  private final List<Member> members = new ArrayList<>();
  private final List<String> lastWords = new ArrayList<>();
  private final Thread atExit = new Thread(this::endAll, "end of the cluster");
  private Level level;

  private RunningCluster(Plan plan, Network network, Path directory) {
    this.plan = plan;
    this.network = network;
    this.directory = directory;
    this.level = plan.level();
    redis = new SharedRedis(directory.resolve("redis"), network.redisHost());
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts a cluster and waits until it is whole. The network is the cluster's from now on. */
  static RunningCluster start(Plan plan, Network network, Path directory) {
    RunningCluster cluster;
    try {
      cluster = new RunningCluster(plan, network, directory);
    } catch (RuntimeException | AssertionError noRedis) {
      network.close();
      throw noRedis;
    }
    try {
      IntStream.range(0, plan.nodes()).forEach(any -> cluster.grow());
      cluster.awaitWhole();
      return cluster;
    } catch (RuntimeException | AssertionError failed) {
      cluster.close();
      throw failed;
    }
  }

  Plan plan() {
    return plan;
  }

  Level level() {
    return level;
  }

  Network network() {
    return network;
  }

  SharedRedis redis() {
    return redis;
  }

  NodeCalls calls() {
    return calls;
  }

  List<Member> members() {
    return List.copyOf(members);
  }

  List<Member> up() {
    return members.stream().filter(Member::isUp).toList();
  }

  List<Target> targets() {
    return members.stream().map(Member::target).toList();
  }

  /** From the next start on, nodes acknowledge so. All of them have to be down. */
  void acknowledge(Level other) {
    if (level != other && !up().isEmpty()) {
      throw new IllegalStateException("some nodes run");
    }
    level = other;
  }

  /** One node more; it is not waited for. */
  Member grow() {
    int number = members.size();
    Path data = directory.resolve("data-" + (number + 1));
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RunningNode.Place place =
        new RunningNode.Place(
            network.before(number), jvm(), network.httpHost(number), network.httpPort(number));
    Member member = new Member(number, place, data);
    members.add(member);
    member.launch(environment(number));
    return member;
  }

  /** Starts a node that is down; it is not waited for. */
  void launch(Member member) {
    member.launch(environment(member.number()));
  }

  /** A node leaves in order, and does not belong to the cluster any more. */
  void shrink() {
    members.getLast().stop();
    members.removeLast();
  }

  /**
   * Starts whoever is down and waits until all are members, and serve every shard. Who ends by
   * itself meanwhile is started again, as whoever watches over processes does.
   */
  void awaitWhole() {
    await("the cluster is whole", this::isWhole);
  }

  /** Waits until every node that is up knows of somebody who serves each shard. */
  void awaitServing() {
    await("all shards are served", () -> up().stream().allMatch(up -> serves(up.target())));
  }

  /** How often nodes have ended by themselves. */
  int endedByThemselves() {
    return lastWords.size();
  }

  private void await(String what, BooleanSupplier reached) {
    if (!Waiting.reached(WHOLE_MOST, reached)) {
      throw new AssertionError("waited in vain until " + what + "\n" + report());
    }
  }

  private boolean isWhole() {
    for (Member member : members) {
      if (!member.isUp()) {
        member.lastWordsIfEndedByItself(WORDS_SHOWN).ifPresent(lastWords::add);
        launch(member);
      }
    }
    return members.stream().allMatch(member -> isWhole(member.target()));
  }

  private boolean isWhole(Target at) {
    ClusterStatus status = status(at);
    return status.members() == members.size() && status.serves(plan.shards()) && isReady(at);
  }

  private boolean serves(Target at) {
    return status(at).serves(plan.shards()) && isReady(at);
  }

  private boolean isReady(Target at) {
    return calls
        .get(at, "/health/ready", ANSWER_MOST)
        .map(NodeCalls.Reply::ok)
        .otherwise(false)
        .await();
  }

  private ClusterStatus status(Target at) {
    return calls
        .get(at, "/v1/cluster", ANSWER_MOST)
        .map(reply -> reply.ok() ? ClusterStatus.of(reply.json()) : new ClusterStatus(0, Map.of()))
        .otherwise(new ClusterStatus(0, Map.of()))
        .await();
  }

  /** What every node says of the cluster, and last said at all. */
  String report() {
    String now =
        members.stream()
            .map(
                member ->
                    "node %d: %s%n%s"
                        .formatted(
                            member.number() + 1,
                            member.isUp() ? status(member.target()) : "down",
                            member.lastWords(WORDS_SHOWN)))
            .collect(Collectors.joining("\n"));
    return lastWords.isEmpty()
        ? now
        : now + "\nended by themselves, saying:\n" + String.join("\n\n", lastWords);
  }

  private List<String> jvm() {
    List<String> flags = new ArrayList<>(plan.jvm());
    flags.add("-Donefold.stop-with-parent=true");
    return flags;
  }

  private Map<String, String> environment(int number) {
    Map<String, String> environment = new HashMap<>(Keys.environment());
    environment.put("ONEFOLD_NODE_NAME", "node-" + (number + 1));
    environment.put("ONEFOLD_NODE_EVENT_LOOPS", "2");
    environment.put("ONEFOLD_HTTP_HOST", network.httpHost(number));
    environment.put("ONEFOLD_REDIS_URI", redis.uri());
    environment.put("ONEFOLD_SHARDS_COUNT", Integer.toString(plan.shards()));
    environment.put("ONEFOLD_JOURNAL_CHECKPOINT_INTERVAL", "5s");
    environment.put("ONEFOLD_CLUSTER_ENABLED", "true");
    environment.put("ONEFOLD_CLUSTER_NAME", "fault");
    environment.put("ONEFOLD_CLUSTER_HOST", network.clusterHost(number));
    environment.put("ONEFOLD_CLUSTER_PORT", Integer.toString(network.clusterPort(number)));
    environment.put("ONEFOLD_CLUSTER_BUS_PORT", Integer.toString(network.busPort(number)));
    environment.put("ONEFOLD_CLUSTER_MEMBERS", list(Math.max(plan.nodes(), number + 1)));
    environment.put("ONEFOLD_CLUSTER_ACKNOWLEDGE", level.word());
    environment.put("ONEFOLD_CLUSTER_BACKUPS", Integer.toString(plan.backups()));
    return environment;
  }

  /** Of those that begin together, and one more for each that joins them. */
  private String list(int count) {
    return IntStream.range(0, count)
        .mapToObj(node -> network.clusterHost(node) + ":" + network.clusterPort(node))
        .collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    endAll();
    calls.close();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private synchronized void endAll() {
    members.forEach(Member::end);
    redis.close();
    network.close();
  }
}
