package io.onefold.journal.hazelcast.grid;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.partition.InternalPartition;
import com.hazelcast.internal.partition.InternalPartitionService;

/**
 * Reads stamps from Hazelcast's table of partitions. The only place that uses what Hazelcast keeps
 * to itself: its public interface tells neither whether a copy has a member nor the version.
 *
 * <p><b>Threading.</b> Thread-safe; reads memory only.
 */
public final class PartitionStamps {

  private static final Stamp ELSEWHERE = new Stamp.Elsewhere();
  private static final Stamp UNASSIGNED = new Stamp.Unassigned();

  private final Node node;
  private final InternalPartitionService partitions;
  private final int backups;
  private final boolean allowsFewerCopies;

  /**
   * @param backups copies beside the owner's that a shard has to have
   * @param allowsFewerCopies whether a shard may be written while some of them have no member
   */
  public PartitionStamps(HazelcastInstance hazelcast, int backups, boolean allowsFewerCopies) {
    this.node = node(hazelcast);
    this.partitions = node.getPartitionService();
    this.backups = backups;
    this.allowsFewerCopies = allowsFewerCopies;
  }

  /** How many partitions there are, and so shards. */
  public int shards() {
    return partitions.getPartitionCount();
  }

  /**
   * The version is read first. If the table changes while the rest is read, the stamp is of no
   * state that ever was, but differs from the next one in its version.
   */
  public Stamp of(int shard) {
    InternalPartition partition = partitions.getPartition(shard, false);
    int version = partition.version();
    if (!node.isRunning() || !partition.isLocal()) {
      return ELSEWHERE;
    }
    int copies = 1;
    for (int replica = 1; replica <= backups; replica++) {
      copies += partition.getReplica(replica) == null ? 0 : 1;
    }
    return copies > backups || allowsFewerCopies
        ? new Stamp.Held(node.getThisUuid(), version, copies)
        : UNASSIGNED;
  }

  private static Node node(HazelcastInstance hazelcast) {
    return switch (hazelcast) {
      case HazelcastInstanceProxy proxy -> proxy.getOriginal().node;
      case HazelcastInstanceImpl itself -> itself.node;
      case null, default ->
          throw new HazelcastInstanceNotActiveException("not a member of a cluster: " + hazelcast);
    };
  }
}
