package io.onefold.journal.hazelcast.grid;

import com.hazelcast.config.CacheDeserializedValues;
import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.MetadataPolicy;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import com.hazelcast.spi.properties.ClusterProperty;

/**
 * How the maps of the journal are kept, and what else in a member's configuration the journal
 * stands on.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class ClusterMaps {

  /** Heads of shards, and batches. */
  public static final String SLOTS = "onefold.slots";

  /** Pieces of checkpoints. */
  public static final String BLOBS = "onefold.blobs";

  /**
   * 1 s: a copy that has not confirmed by then makes the write fail, and the journal tries again.
   * Long against the pauses of a healthy member; the default of 30 s would stop a shard for as
   * long.
   */
  private static final int BACKUP_TIMEOUT_MS = 1_000;

  private static final int MERGE_BATCH = 1_000;

  private ClusterMaps() {}

  /**
   * Adds the maps to the configuration of a member that is yet to start.
   *
   * @param backups copies of everything beside the owner's
   * @param protection name of the split-brain protection that the maps are under; empty for none
   */
  public static void addTo(Config config, int backups, String protection) {
    config.addMapConfig(map(SLOTS, backups, protection));
    config.addMapConfig(map(BLOBS, backups, protection));
    config.getSerializationConfig().addDataSerializableFactory(GridTypes.FACTORY, new GridTypes());
    config.setProperty(ClusterProperty.FAIL_ON_INDETERMINATE_OPERATION_STATE.getName(), "true");
    config.setProperty(
        ClusterProperty.OPERATION_BACKUP_TIMEOUT_MILLIS.getName(), "" + BACKUP_TIMEOUT_MS);
  }

  /** What keeps the journal from being true in a member with this configuration; empty if none. */
  static String missing(Config config) {
    String fails = ClusterProperty.FAIL_ON_INDETERMINATE_OPERATION_STATE.getName();
    if (!Boolean.parseBoolean(config.getProperty(fails))) {
      return fails + " is not set: a write that a copy missed would be confirmed";
    }
    boolean known =
        config.getMapConfigs().containsKey(SLOTS) && config.getMapConfigs().containsKey(BLOBS);
    return known ? "" : "the journal's maps are not configured";
  }

  /** Copies beside the owner's, in a member with this configuration. */
  static int backups(Config config) {
    return config.getMapConfig(SLOTS).getBackupCount();
  }

  /**
   * The memory of a smaller part of a split cluster is thrown away when the parts join again: any
   * other policy would splice its entries into logs that have gone on without them.
   */
  private static MapConfig map(String name, int backups, String protection) {
    MapConfig map = new MapConfig(name);
    map.setInMemoryFormat(InMemoryFormat.BINARY).setBackupCount(backups).setAsyncBackupCount(0);
    map.setReadBackupData(false).setTimeToLiveSeconds(0).setMaxIdleSeconds(0);
    map.getEvictionConfig().setEvictionPolicy(EvictionPolicy.NONE);
    map.setMergePolicyConfig(
        new MergePolicyConfig(DiscardMergePolicy.class.getName(), MERGE_BATCH));
    map.setStatisticsEnabled(false).setPerEntryStatsEnabled(false);
    map.setMetadataPolicy(MetadataPolicy.OFF);
    map.setCacheDeserializedValues(CacheDeserializedValues.NEVER);
    return protection.isEmpty() ? map : map.setSplitBrainProtectionName(protection);
  }
}
