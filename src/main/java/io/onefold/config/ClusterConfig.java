package io.onefold.config;

import io.onefold.config.cluster.BusTlsConfig;
import io.onefold.config.cluster.Clash;
import io.onefold.config.cluster.CopiesConfig;
import io.onefold.config.cluster.JoinConfig;
import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The cluster that the node and its data belong to.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param name part of every Redis key, so that two clusters can share one Redis; fixed for the life
 *     of the data. Nodes of another name are no members
 * @param enabled whether there are other nodes; if not, only the name matters
 * @param join where the nodes find one another
 * @param copies what they keep for one another
 * @param tls of the event bus between them; if empty, it is neither encrypted nor guarded
 */
public record ClusterConfig(
    String name,
    boolean enabled,
    JoinConfig join,
    CopiesConfig copies,
    Optional<BusTlsConfig> tls) {

  private static final Key<String> NAME =
      Key.of(
          "name",
          "onefold",
          Kinds.text(
              Pattern.compile("[a-z0-9][a-z0-9-]{0,39}"),
              "1 to 40 small letters, digits and dashes"));
  private static final Key<Boolean> ENABLED = Key.of("enabled", false, Kinds.flag());

  public ClusterConfig {
    NAME.require(name);
  }

  static ClusterConfig read(Section section) {
    String name = section.read(NAME);
    boolean enabled = section.read(ENABLED);
    JoinConfig join = JoinConfig.read(section);
    CopiesConfig copies = CopiesConfig.read(section);
    boolean sound = section.isSound();
    Optional<BusTlsConfig> tls = BusTlsConfig.read(section.section("tls"));
    ClusterConfig cluster = new ClusterConfig(name, enabled, join, copies, tls);
    if (sound) {
      cluster
          .clashes()
          .forEach(clash -> section.complain(clash.key(), clash.value(), clash.allowed()));
    }
    return cluster;
  }

  /** What cannot stand together; {@link OnefoldConfig} has none. */
  List<Clash> clashes() {
    return enabled
        ? Stream.concat(join.clashes().stream(), copies.clashes(join.peers()).stream()).toList()
        : List.of();
  }

  /** Members that must see one another for any of them to answer. */
  public int quorum() {
    return copies.quorumOf(join.peers());
  }

  /** Whether nobody but this machine can reach what the nodes say to one another. */
  public boolean isLoopback() {
    return !enabled || join.isLoopback();
  }
}
