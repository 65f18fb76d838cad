package io.onefold.http.cluster;

import java.util.List;

/**
 * The cluster as one node sees it.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param name of the cluster
 * @param acknowledge where an event is before it is answered: {@code memory}, {@code redis} or
 *     {@code both}
 * @param copies of what is committed, in the memory of members; 1 where there is only the owner's
 * @param quorum the fewest members that serve
 * @param belonging how many nodes belong to the cluster, there or not
 * @param members those that are there, by name
 * @param shards in the order of their numbers
 */
public record ClusterState(
    String name,
    String acknowledge,
    int copies,
    int quorum,
    int belonging,
    List<Member> members,
    List<ShardAt> shards) {

  public ClusterState {
    members = List.copyOf(members);
    shards = List.copyOf(shards);
  }

  /**
   * A node that is there.
   *
   * @param self whether it is the one that was asked
   */
  public record Member(String node, String id, String address, boolean self) {}

  /**
   * A shard.
   *
   * @param node that has it; empty while nobody does
   * @param state {@code serving}, what keeps it from that, or {@code unknown}
   */
  public record ShardAt(int shard, String node, String state) {}
}
