package io.onefold.fault;

import java.util.List;

/**
 * What kind of cluster.
 *
 * @param nodes that it begins with
 * @param nodesMax that it may grow to
 * @param backups copies in memory beside the owner's
 * @param jvm flags of each node's process
 */
record Plan(int nodes, int nodesMax, int shards, Level level, int backups, List<String> jvm) {

  static final int SHARDS = 16;

  /** Quick to start and easy on the machine, which the nodes share with one another. */
  private static final List<String> SMALL =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  Plan {
    jvm = List.copyOf(jvm);
  }

  static Plan small(Level level) {
    return new Plan(3, 3, SHARDS, level, 1, SMALL);
  }

  /** Room for more nodes than it begins with; each minority of them must not have all copies. */
  Plan growingTo(int most) {
    return new Plan(nodes, most, shards, level, Math.max(1, (most - 1) / 2), jvm);
  }

  Plan withShards(int count) {
    return new Plan(nodes, nodesMax, count, level, backups, jvm);
  }

  Plan withJvm(List<String> flags) {
    return new Plan(nodes, nodesMax, shards, level, backups, flags);
  }
}
