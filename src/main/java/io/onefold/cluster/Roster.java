package io.onefold.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.replicatedmap.ReplicatedMap;

/**
 * Who belongs to the cluster, whether reachable or not: what a majority is a majority of. A node is
 * on it from its first join until it leaves in order, so a node that died still counts, and one
 * that was taken out of service does not.
 *
 * <p><b>Threading.</b> Thread-safe. <b>Bounds.</b> One entry for each node name ever used and not
 * left in order.
 */
final class Roster {

  private static final String MAP = "onefold.roster";

  private final ReplicatedMap<String, String> names;
  private final String self;
  private final int quorumMin;

  Roster(HazelcastInstance hazelcast, ClusterSettings settings) {
    names = hazelcast.getReplicatedMap(MAP);
    self = settings.node();
    quorumMin = settings.quorumMin();
  }

  /** This node belongs to the cluster from now on. */
  void enter() {
    names.put(self, self);
  }

  /** This node leaves in order. */
  void leave() {
    names.remove(self);
  }

  /** How many belong to the cluster. */
  int size() {
    return names.size();
  }

  /** The fewest members that are a majority of it, and no fewer than the settings say. */
  int quorum() {
    return Math.max(quorumMin, names.size() / 2 + 1);
  }
}
