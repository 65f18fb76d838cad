package io.onefold.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.SplitBrainProtectionConfig;
import io.onefold.journal.hazelcast.grid.ClusterMaps;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import java.util.UUID;

/**
 * Hazelcast's configuration: private interface, explicit members, and nothing switched on that is
 * not used.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class MemberConfig {

  /** A killed process closes its connections, and is missed in three faults of 100 ms. */
  private static final String MONITOR_INTERVAL_MS = "100";

  private static final String MONITOR_FAULTS = "3";

  /** A hung process is missed in 5 s; shorter, and a pause of its collector would be a death. */
  private static final String HEARTBEAT_S = "1";

  private static final int SILENCE_S = 5;

  /** Attributes by which members know one another. */
  static final String NODE = "node";

  static final String CHARTER = "charter";

  /** By this the event bus knows a member; the name is its own. */
  private static final String BUS = "__vertx.nodeId";

  private MemberConfig() {}

  /** Whether the member is a node, and has not come for the event bus alone. */
  static boolean isNode(Member member) {
    return member.getAttribute(CHARTER) != null;
  }

  static Config of(ClusterSettings settings) {
    Config config = common(settings.name(), settings.shardCount());
    config.setInstanceName(settings.node());
    config
        .getMemberAttributeConfig()
        .setAttribute(NODE, settings.node())
        .setAttribute(CHARTER, settings.charter())
        .setAttribute(BUS, UUID.randomUUID().toString());
    JoinConfig join = network(config, settings.host(), settings.port());
    settings
        .service()
        .ifPresentOrElse(
            dns -> join.getKubernetesConfig().setEnabled(true).setProperty("service-dns", dns),
            () -> join.getTcpIpConfig().setEnabled(true).setMembers(settings.members()));
    config.addSplitBrainProtectionConfig(protection(settings));
    ClusterMaps.addTo(config, settings.backups(), ClusterSettings.PROTECTION);
    return config;
  }

  /** Of a member that holds nothing and looks for others; it has none of a node's attributes. */
  static Config of(Guest guest) {
    Config config = common(guest.cluster(), guest.shardCount());
    config.setLiteMember(true);
    network(config, guest.host(), guest.port())
        .getTcpIpConfig()
        .setEnabled(true)
        .setMembers(guest.members());
    return config;
  }

  /** What is the same for all members. */
  private static Config common(String cluster, int shardCount) {
    Config config = ConfigUtil.loadConfig(); // with the maps of the event bus
    config.setClusterName(cluster);
    config.getJetConfig().setEnabled(false);
    config.getSerializationConfig().setJavaSerializationFilterConfig(allowed());
    properties(config, shardCount);
    return config;
  }

  private static void properties(Config config, int shardCount) {
    config
        .setProperty("hazelcast.partition.count", Integer.toString(shardCount))
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        .setProperty("hazelcast.socket.bind.any", "false")
        .setProperty("hazelcast.heartbeat.interval.seconds", HEARTBEAT_S)
        .setProperty("hazelcast.max.no.heartbeat.seconds", Integer.toString(SILENCE_S))
        .setProperty("hazelcast.connection.monitor.interval", MONITOR_INTERVAL_MS)
        .setProperty("hazelcast.connection.monitor.max.faults", MONITOR_FAULTS)
        .setProperty("hazelcast.wait.seconds.before.join", "0")
        .setProperty("hazelcast.merge.first.run.delay.seconds", "10")
        .setProperty("hazelcast.merge.next.run.delay.seconds", "10")
        .setProperty("hazelcast.graceful.shutdown.max.wait", "6")
        .setProperty("hazelcast.health.monitoring.level", "OFF")
        .setProperty("hazelcast.diagnostics.enabled", "false");
  }

  /** Has the member listen here; answers how it is to look for the others, which is not set. */
  private static JoinConfig network(Config config, String host, int port) {
    NetworkConfig network = config.getNetworkConfig();
    network.setPort(port).setPortAutoIncrement(false);
    network.getInterfaces().setEnabled(true).addInterface(host);
    network.getMemcacheProtocolConfig().setEnabled(false);
    JoinConfig join = network.getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    return join;
  }

  /** What a member may make of bytes that another one sends, beside what has codecs. */
  private static JavaSerializationFilterConfig allowed() {
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter.getWhitelist().addPrefixes("com.hazelcast.", "io.vertx.spi.cluster.hazelcast.");
    filter.getWhitelist().addPrefixes("java.lang.", "java.util.", "[");
    return filter;
  }

  private static SplitBrainProtectionConfig protection(ClusterSettings settings) {
    return SplitBrainProtectionConfig.newRecentlyActiveSplitBrainProtectionConfigBuilder(
            ClusterSettings.PROTECTION, settings.quorumMin(), SILENCE_S * 1_000)
        .enabled(settings.quorumMin() > 1)
        .build();
  }
}
