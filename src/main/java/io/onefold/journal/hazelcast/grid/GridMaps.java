package io.onefold.journal.hazelcast.grid;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import io.vertx.core.internal.ContextInternal;

/**
 * One member's share in the maps of the journal.
 *
 * <p><b>Threading.</b> Thread-safe.
 *
 * <p><b>Errors.</b> Refuses a member that was configured without {@link ClusterMaps}.
 */
public final class GridMaps {

  private final IMap<SlotKey, byte[]> slots;
  private final IMap<PieceKey, byte[]> blobs;
  private final Anchors anchors;
  private final PartitionStamps stamps;

  /**
   * @param allowsFewerCopies see {@link PartitionStamps}
   */
  public GridMaps(HazelcastInstance hazelcast, boolean allowsFewerCopies) {
    String missing = ClusterMaps.missing(hazelcast.getConfig());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(missing);
    }
    int backups = ClusterMaps.backups(hazelcast.getConfig());
    this.slots = hazelcast.getMap(ClusterMaps.SLOTS);
    this.blobs = hazelcast.getMap(ClusterMaps.BLOBS);
    this.stamps = new PartitionStamps(hazelcast, backups, allowsFewerCopies);
    this.anchors = new Anchors(hazelcast.getPartitionService(), stamps.shards());
  }

  /**
   * The grid as it is used from one context.
   *
   * @param callTimeoutMs after which a call without an answer has failed
   */
  public Grid on(ContextInternal context, long callTimeoutMs) {
    return new HazelcastGrid(context, this, callTimeoutMs);
  }

  IMap<SlotKey, byte[]> slots() {
    return slots;
  }

  IMap<PieceKey, byte[]> blobs() {
    return blobs;
  }

  PartitionStamps stamps() {
    return stamps;
  }

  Integer anchor(int shard) {
    return anchors.of(shard);
  }

  SlotKey key(Place.Slot slot) {
    return new SlotKey(anchors.of(slot.shard()), slot.seq());
  }

  PieceKey key(Place.Piece piece) {
    return new PieceKey(anchors.of(piece.shard()), piece.name());
  }

  static EntryProcessor<SlotKey, byte[], Boolean> unlessAbove(long epochMax) {
    return new ConditionalDelete(epochMax);
  }

  /** The write does not look at its key. */
  @SuppressWarnings("unchecked")
  static <K> EntryProcessor<K, byte[], byte[]> conditional(
      byte[] expected, byte[] mine, boolean hasEpoch) {
    return (EntryProcessor<K, byte[], byte[]>)
        (EntryProcessor<?, byte[], byte[]>) new ConditionalWrite(expected, mine, hasEpoch);
  }
}
