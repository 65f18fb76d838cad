package io.onefold;

import io.onefold.cluster.ClusterSettings;
import io.onefold.config.ClusterConfig;
import io.onefold.config.NodeConfig;
import io.onefold.config.OnefoldConfig;
import io.onefold.config.cluster.BusTlsConfig;
import io.onefold.config.cluster.CopiesConfig;
import io.onefold.config.cluster.JoinConfig;
import io.onefold.config.cluster.MemberAddress;
import io.onefold.config.cluster.Peers;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the configuration means for the node as a member of a cluster.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class MemberSettings {

  /** Of what members say to one another and store; counts up with what others cannot read. */
  private static final int FORMAT = 1;

  private static final int BUS_CONNECT_MS = 1_000;

  private MemberSettings() {}

  /** What the members of a cluster have to agree on. */
  private static String charter(OnefoldConfig config, Secrets secrets) {
    return "identity.key %s, shards.count %d, format %d"
        .formatted(secrets.id(), config.shards().count(), FORMAT);
  }

  static ClusterSettings of(OnefoldConfig config, Secrets secrets) {
    ClusterConfig cluster = config.cluster();
    JoinConfig join = cluster.join();
    return new ClusterSettings(
        cluster.name(),
        nodeName(config),
        join.host(),
        join.port(),
        switch (join.peers()) {
          case Peers.Listed(var members) -> members.stream().map(MemberSettings::text).toList();
          case Peers.Service _ -> List.of();
        },
        switch (join.peers()) {
          case Peers.Listed _ -> Optional.empty();
          case Peers.Service(String dnsName) -> Optional.of(dnsName);
        },
        join.timeout(),
        config.shards().count(),
        cluster.copies().backups(),
        cluster.quorum(),
        cluster.copies().lease(),
        charter(config, secrets));
  }

  private static String text(MemberAddress member) {
    String host = member.host().indexOf(':') < 0 ? member.host() : "[" + member.host() + "]";
    return host + ":" + member.port();
  }

  /** Nodes that were not given names are told apart by where they are. */
  private static String nodeName(OnefoldConfig config) {
    JoinConfig join = config.cluster().join();
    return config.node().name().equals(NodeConfig.UNNAMED)
        ? join.host() + ":" + join.port()
        : config.node().name();
  }

  static EventBusOptions bus(OnefoldConfig config) {
    JoinConfig join = config.cluster().join();
    EventBusOptions options =
        new EventBusOptions()
            .setHost(join.host())
            .setPort(join.busPort())
            .setConnectTimeout(BUS_CONNECT_MS)
            .setTcpNoDelay(true);
    config.cluster().tls().ifPresent(tls -> protect(options, tls));
    return options;
  }

  /** Both ends show who they are, and nobody is believed who was not signed for. */
  private static void protect(EventBusOptions options, BusTlsConfig tls) {
    PemKeyCertOptions own =
        new PemKeyCertOptions()
            .setCertPath(tls.certificate().toString())
            .setKeyPath(tls.key().toString());
    options
        .setSsl(true)
        .setKeyCertOptions(own)
        .setTrustOptions(new PemTrustOptions().addCertPath(tls.authority().toString()))
        .setTrustAll(false)
        .setClientAuth(ClientAuth.REQUIRED);
  }

  /** Where an event is before it is answered, as the configuration spells it. */
  static String acknowledge(OnefoldConfig config) {
    return config.cluster().copies().acknowledge().name().toLowerCase(Locale.ROOT);
  }

  /** Copies of what is committed, in the memory of members. */
  static int copies(OnefoldConfig config) {
    CopiesConfig copies = config.cluster().copies();
    return switch (copies.acknowledge()) {
      case MEMORY, BOTH -> 1 + copies.backups();
      case REDIS -> 1;
    };
  }
}
