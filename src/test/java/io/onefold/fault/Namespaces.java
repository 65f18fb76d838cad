package io.onefold.fault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Each node in a network namespace of its own, with two links: one to the other nodes, which can be
 * cut, and one to clients and Redis, which stays.
 *
 * <pre>
 *   clients, Redis  10.n.2.1 ══ bridge h ══╦═══════════╦═══════════╗
 *                                     10.n.2.10   10.n.2.11   10.n.2.12
 *                                        node 0      node 1      node 2
 *                                     10.n.1.10   10.n.1.11   10.n.1.12
 *                              bridge c ══╩═══════════╩═══╳═══════╝ moved to bridge x: cut off
 * </pre>
 *
 * <p>A cut loses packets and says nothing: no link goes down, no connection is reset. One way, the
 * sender is made to believe in a hardware address that nobody has.
 *
 * <p>It needs a Linux, root and {@code ip}; {@link #missing} says what is not there.
 */
final class Namespaces implements Network {

  private static final int CLUSTER_PORT = 5701;
  private static final int BUS_PORT = 5702;
  private static final int HTTP_PORT = 8080;
  private static final int FIRST_HOST = 10;
  private static final String NOBODY = "02:00:00:00:00:fe";

  private final int nodes;
  private final String tag;
  private final int net;

  private Namespaces(int nodes, String tag, int net) {
    this.nodes = nodes;
    this.tag = tag;
    this.net = net;
  }

  /** Why there can be none on this machine; empty if there can. */
  static Optional<String> missing() {
    String probe = "ofp" + ProcessHandle.current().pid();
    Command.Ended made = Command.run(List.of("ip", "netns", "add", probe));
    if (made.code() != 0) {
      return Optional.of("no network namespaces: " + made.output());
    }
    Command.Ended linked =
        Command.run(
            List.of(
                "ip", "-n", probe, "link", "add", "b0", "type", "bridge", "forward_delay", "0"));
    Command.run(List.of("ip", "netns", "del", probe));
    return linked.code() == 0 ? Optional.empty() : Optional.of("no bridges: " + linked.output());
  }

  static Namespaces of(int nodes) {
    long pid = ProcessHandle.current().pid();
    int net = 100 + ThreadLocalRandom.current().nextInt(150);
    Namespaces made = new Namespaces(nodes, "of" + pid % 100_000, net);
    try {
      made.build();
      return made;
    } catch (RuntimeException failed) {
      made.close();
      throw failed;
    }
  }

  private void build() {
    for (String bridge : bridges()) {
      Command.ip("link add " + bridge + " type bridge forward_delay 0");
      Command.ip("link set " + bridge + " up");
    }
    Command.ip("addr add " + redisHost() + "/24 dev " + tag + "h");
    for (int node = 0; node < nodes; node++) {
      Command.ip("netns add " + space(node));
      Command.ip("-n " + space(node) + " link set lo up");
      link(node, "c", clusterHost(node));
      link(node, "h", httpHost(node));
    }
  }

  private void link(int node, String bridge, String address) {
    String outer = tag + bridge + node;
    String inner = "to" + bridge;
    String space = space(node);
    Command.ip("link add " + outer + " type veth peer name " + inner + " netns " + space);
    Command.ip("link set " + outer + " master " + tag + bridge);
    Command.ip("link set " + outer + " up");
    Command.ip("-n " + space + " addr add " + address + "/24 dev " + inner);
    Command.ip("-n " + space + " link set " + inner + " up");
  }

  /** From now on these nodes hear each other, and nothing of the rest. */
  void cutOff(Collection<Integer> some) {
    some.forEach(node -> Command.ip("link set " + tag + "c" + node + " master " + tag + "x"));
  }

  /** From now on nothing that one node sends to the other arrives; the other way it does. */
  void deafen(int from, int to) {
    Command.ip(
        "-n %s neigh replace %s lladdr %s dev toc nud permanent"
            .formatted(space(from), clusterHost(to), NOBODY));
  }

  /** Everybody hears everybody. */
  void heal() {
    for (int node = 0; node < nodes; node++) {
      Command.ip("link set " + tag + "c" + node + " master " + tag + "c");
      Command.ip("-n " + space(node) + " neigh flush dev toc nud permanent");
    }
  }

  @Override
  public List<String> before(int node) {
    return List.of("ip", "netns", "exec", space(node));
  }

  @Override
  public String clusterHost(int node) {
    return "10.%d.1.%d".formatted(net, FIRST_HOST + node);
  }

  @Override
  public int clusterPort(int node) {
    return CLUSTER_PORT;
  }

  @Override
  public int busPort(int node) {
    return BUS_PORT;
  }

  @Override
  public String httpHost(int node) {
    return "10.%d.2.%d".formatted(net, FIRST_HOST + node);
  }

  @Override
  public int httpPort(int node) {
    return HTTP_PORT;
  }

  @Override
  public String redisHost() {
    return "10." + net + ".2.1";
  }

  @Override
  public void close() {
    List<String> left = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      Command.run(List.of("ip", "netns", "del", space(node)));
      left.add(tag + "c" + node);
      left.add(tag + "h" + node);
    }
    Stream.concat(left.stream(), bridges().stream())
        .forEach(link -> Command.run(List.of("ip", "link", "del", link)));
  }

  private List<String> bridges() {
    return List.of(tag + "c", tag + "x", tag + "h");
  }

  private String space(int node) {
    return tag + "-" + node;
  }
}
