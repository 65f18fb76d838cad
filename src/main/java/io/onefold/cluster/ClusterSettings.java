package io.onefold.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a node has to know to become a member.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param name of the cluster
 * @param node this node's name, which it keeps when it is started again
 * @param host address that the members' connections are bound to
 * @param port of the members' connections
 * @param members {@code host:port} of those to look for
 * @param service DNS name whose addresses are the members, in place of the list
 * @param joinTimeout how long to look for enough of them
 * @param shardCount shards of the cluster, for life
 * @param backups copies of what is committed, beside the owner's
 * @param quorumMin the fewest members that may serve, whatever the roster says
 * @param lease how long the answers of a majority are good for
 * @param charter what all members have to agree on, as text that a person can read
 */
public record ClusterSettings(
    String name,
    String node,
    String host,
    int port,
    List<String> members,
    Optional<String> service,
    Duration joinTimeout,
    int shardCount,
    int backups,
    int quorumMin,
    Duration lease,
    String charter) {

  /** Name of the rule that Hazelcast's maps are under: too few members, no operation. */
  public static final String PROTECTION = "onefold.quorum";

  public ClusterSettings {
    members = List.copyOf(members);
  }
}
