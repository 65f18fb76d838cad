package io.onefold.config.cluster;

import io.onefold.config.key.Addresses;
import io.onefold.config.key.Key;
import io.onefold.config.key.Kind;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a node listens for the others of its cluster, and where it looks for them.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param host the address of one interface: neither a name nor all interfaces
 * @param port where Hazelcast listens; the others know it
 * @param busPort where the event bus listens; the others are told it, so 0 means any free one
 * @param peers who the others are
 * @param timeout how long a node waits until it is one of a quorum before it gives up
 */
public record JoinConfig(String host, int port, int busPort, Peers peers, Duration timeout) {

  private static final Key<String> HOST =
      Key.of(
          "host",
          "127.0.0.1",
          Kinds.text(
              Addresses::isOfOneInterface,
              "the address of one interface such as 10.0.0.1, which only members reach;"
                  + " neither a name nor 0.0.0.0"));
  private static final Key<Integer> PORT =
      Key.of("port", 5701, Kinds.whole(1, MemberAddress.PORT_MAX));
  private static final Key<Integer> BUS_PORT =
      Key.of("bus-port", 5702, Kinds.whole(0, MemberAddress.PORT_MAX));
  private static final Kind<List<MemberAddress>> LIST = Kinds.list(MemberAddress.KIND);
  private static final Key<List<MemberAddress>> MEMBERS =
      Key.of(
          "members",
          List.of(),
          new Kind<>(
              LIST.parse(),
              members -> new HashSet<>(members).size() == members.size(),
              LIST.allowed() + ", none of them twice"));
  private static final Key<Optional<String>> SERVICE =
      Key.of(
          "kubernetes-service",
          Optional.empty(),
          Kinds.optional(
              Kinds.text(
                  Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9-]+)*"),
                  "the DNS name of a headless service")));
  private static final Key<Duration> TIMEOUT =
      Key.of("join-timeout", Duration.ofSeconds(60), Kinds.time("1s", "1h"));

  public JoinConfig {
    HOST.require(host);
    PORT.require(port);
    BUS_PORT.require(busPort);
    TIMEOUT.require(timeout);
    switch (peers) {
      case Peers.Listed(List<MemberAddress> members) -> MEMBERS.require(members);
      case Peers.Service(String dnsName) -> SERVICE.require(Optional.of(dnsName));
    }
  }

  /** Reads the settings, noting what is wrong with any of them. */
  public static JoinConfig read(Section section) {
    List<MemberAddress> members = section.read(MEMBERS);
    Optional<String> service = section.read(SERVICE);
    if (service.isPresent() && !members.isEmpty()) {
      section.complain(
          SERVICE.name(), service.get(), "one of the two, " + MEMBERS.name() + " or this");
    }
    return new JoinConfig(
        section.read(HOST),
        section.read(PORT),
        section.read(BUS_PORT),
        service.<Peers>map(Peers.Service::new).orElse(new Peers.Listed(members)),
        section.read(TIMEOUT));
  }

  /** What is wrong with it where there is a cluster. */
  public List<Clash> clashes() {
    List<Clash> clashes = new ArrayList<>();
    if (port == busPort) {
      clashes.add(new Clash(BUS_PORT.name(), port + ", as cluster.port", "another port"));
    }
    if (peers instanceof Peers.Listed(List<MemberAddress> members)) {
      clashes.addAll(clashes(members));
    }
    return List.copyOf(clashes);
  }

  private List<Clash> clashes(List<MemberAddress> members) {
    MemberAddress self = new MemberAddress(host, port);
    if (members.isEmpty()) {
      return List.of(
          new Clash(
              MEMBERS.name(),
              "none",
              "all members as host:port, this one included, or cluster.kubernetes-service"));
    }
    return members.stream().anyMatch(member -> member.mayBe(host, port))
        ? List.of()
        : List.of(
            new Clash(
                MEMBERS.name(),
                members + " without " + self,
                "a list with this node's own cluster.host and cluster.port, since members count"));
  }

  /** Whether nobody but this machine can reach what listens here, and all others are on it. */
  public boolean isLoopback() {
    return Addresses.isLoopback(host) && peers.areLoopback();
  }
}
