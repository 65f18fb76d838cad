package io.onefold.journal.hazelcast.grid;

import com.hazelcast.partition.PartitionService;
import java.util.Arrays;

/**
 * For each shard a number that Hazelcast places in the partition of the same number: the smallest
 * one, so that all nodes find the same.
 *
 * <p>It is part of every key. A partitioning strategy in the configuration would not do, as
 * asynchronous calls do not heed it.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * <p><b>Bounds.</b> With n shards about n · ln n numbers are tried, 300 for 64.
 */
final class Anchors {

  private static final int NONE = -1;

  private final int[] byShard;

  Anchors(PartitionService partitions, int shards) {
    byShard = new int[shards];
    Arrays.fill(byShard, NONE);
    int found = 0;
    for (int number = 0; found < shards; number++) {
      int partition = partitions.getPartition(number).getPartitionId();
      if (byShard[partition] == NONE) {
        byShard[partition] = number;
        found++;
      }
    }
  }

  int of(int shard) {
    return byShard[shard];
  }
}
