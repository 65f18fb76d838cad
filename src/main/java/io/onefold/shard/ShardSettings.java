package io.onefold.shard;

import io.onefold.identity.RuleBook;
import io.onefold.profile.SurvivorshipBook;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one shard's verticle is told.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param node name of the node, a part of bus addresses
 * @param shardCount shards of the cluster, for life
 * @param batchBytesMax size at which a journal batch is closed
 * @param mailboxMax unanswered messages, beyond which new ones are turned away
 * @param mailboxBytesMax bytes of decisions not yet appended, beyond which likewise
 * @param checkpointIntervalMs longest time between two checkpoints while there is something new
 * @param checkpointBytes bytes of journal after which a checkpoint is made earlier
 * @param dedupWindowHours how long message ids are recognised, 1 to 30
 * @param dedupBytesMax memory for message ids of this shard
 * @param trackingKey 16 bytes, the key of tracking ids
 * @param survivorship which of several values of an attribute is shown
 * @param attributes stand in every checkpoint and must be the same at a restore
 * @param restoreIds older checkpoints to start from, by the shards that have them
 * @param rules that hold when the shard begins
 * @param heldData shards that the store held something of before, and must again
 */
public record ShardSettings(
    String node,
    int shardCount,
    int batchBytesMax,
    int mailboxMax,
    long mailboxBytesMax,
    long checkpointIntervalMs,
    long checkpointBytes,
    int dedupWindowHours,
    long dedupBytesMax,
    byte[] trackingKey,
    SurvivorshipBook survivorship,
    Map<String, String> attributes,
    List<String> restoreIds,
    RuleBook rules,
    Set<Integer> heldData) {

  public ShardSettings {
    attributes = Map.copyOf(attributes);
    restoreIds = List.copyOf(restoreIds);
    heldData = Set.copyOf(heldData);
  }
}
