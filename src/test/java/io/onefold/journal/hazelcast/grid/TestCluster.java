package io.onefold.journal.hazelcast.grid;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Members of a cluster of their own in this JVM, on ports of the loopback interface that were free.
 *
 * <p><b>Threading.</b> Confined to the test's thread.
 */
public final class TestCluster implements AutoCloseable {

  /** Few, so that a cluster is arranged quickly. */
  public static final int SHARDS = 16;

  private static final int MEMBERS_MAX = 4;

  private final String name;
  private final List<Integer> ports;
  private final int backups;
  private final List<HazelcastInstance> members = new ArrayList<>();

  private TestCluster(String name, List<Integer> ports, int backups) {
    this.name = name;
    this.ports = ports;
    this.backups = backups;
  }

  /** Starts members that keep one copy beside the owner's. */
  public static TestCluster start(String name, int count) {
    TestCluster cluster = new TestCluster(name, freePorts(MEMBERS_MAX), 1);
    for (int i = 0; i < count; i++) {
      cluster.add();
    }
    return cluster;
  }

  /** Starts one more member. */
  public HazelcastInstance add() {
    int port = ports.get(members.size());
    HazelcastInstance member = Hazelcast.newHazelcastInstance(config(name, ports, port, backups));
    members.add(member);
    member.getMap("warm-up").size();
    return member;
  }

  /** Ends a member as a crash would, without handing over what it holds. */
  public void kill(HazelcastInstance member) {
    member.getLifecycleService().terminate();
  }

  public HazelcastInstance member(int number) {
    return members.get(number);
  }

  /** The member that holds a shard, as all others see it, once its copy has a member too. */
  public HazelcastInstance owner(int shard) {
    return until(
        () ->
            members.stream()
                .filter(
                    member ->
                        new PartitionStamps(member, backups, false).of(shard) instanceof Stamp.Held)
                .findFirst());
  }

  /** Waits until every member's copies are complete. */
  public void untilSafe() {
    until(
        () ->
            members.stream().allMatch(member -> member.getPartitionService().isLocalMemberSafe())
                ? Optional.of(true)
                : Optional.empty());
  }

  /** Asks again and again, at most for a minute. */
  public static <T> T until(Supplier<Optional<T>> question) {
    for (int asked = 0; asked < 6_000; asked++) {
      Optional<T> answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    throw new AssertionError("not within a minute");
  }

  /**
   * How a member of a test is configured: loopback only, and it tells nobody that it exists.
   *
   * @param ports of all members that there may be
   * @param port of this one
   */
  public static Config config(String name, List<Integer> ports, int port, int backups) {
    Config config = new Config().setClusterName(name);
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    config.setProperty("hazelcast.partition.count", "" + SHARDS);
    config.setProperty("hazelcast.partition.thread.count", "2");
    config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
    config.setProperty("hazelcast.max.no.heartbeat.seconds", "5");
    config.getJetConfig().setEnabled(false);
    NetworkConfig network = config.getNetworkConfig().setPort(port).setPortAutoIncrement(false);
    network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    JoinConfig join = network.getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.getTcpIpConfig()
        .setEnabled(true)
        .setMembers(ports.stream().map(one -> "127.0.0.1:" + one).collect(Collectors.toList()));
    ClusterMaps.addTo(config, backups, "");
    return config;
  }

  /** Ports that nobody listens on. */
  public static List<Integer> freePorts(int count) {
    List<ServerSocket> open = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        open.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> ports = open.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : open) {
        socket.close();
      }
      return ports;
    } catch (IOException unavailable) {
      throw new UncheckedIOException(unavailable);
    }
  }

  @Override
  public void close() {
    members.forEach(this::kill);
    members.clear();
  }
}
