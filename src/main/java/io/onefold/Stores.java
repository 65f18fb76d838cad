package io.onefold;

import io.onefold.config.OnefoldConfig;
import io.onefold.journal.Audit;
import io.onefold.journal.Histories;
import io.onefold.journal.RuleVersions;
import io.onefold.journal.ShardJournal;
import io.onefold.journal.StoreFiles;
import io.onefold.journal.Suppressions;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.connection.ShardKeys;
import io.onefold.journal.history.HistoryOff;
import io.onefold.journal.history.RedisHistory;
import io.onefold.journal.redis.RedisFiles;
import io.onefold.journal.redis.RedisShardJournal;
import io.onefold.journal.registry.RedisAudit;
import io.onefold.journal.registry.RedisRuleVersions;
import io.onefold.journal.registry.RedisSuppressions;
import java.util.function.LongSupplier;

/**
 * All that a node keeps in its Redis, each behind its port.
 *
 * <p><b>Threading.</b> Immutable; its parts are thread-safe.
 */
record Stores(
    ShardJournal journal,
    Histories history,
    Suppressions suppressions,
    StoreFiles files,
    RuleVersions rules,
    Audit audit) {

  static Stores in(RedisConnections connections, OnefoldConfig config, LongSupplier clockMs) {
    ShardKeys keys = new ShardKeys(config.cluster().name());
    return new Stores(
        new RedisShardJournal(connections, keys, config.journal().checkpointsKept()),
        histories(connections, keys, config, clockMs),
        new RedisSuppressions(connections, keys),
        RedisFiles.of(connections, keys),
        new RedisRuleVersions(connections, keys),
        new RedisAudit(connections, keys));
  }

  private static Histories histories(
      RedisConnections connections, ShardKeys keys, OnefoldConfig config, LongSupplier clockMs) {
    RedisHistory kept =
        new RedisHistory(
            connections,
            keys,
            config.shards().count(),
            config.history().budgetBytes(),
            config.history().retention(),
            clockMs);
    return config.history().enabled() ? kept : new HistoryOff(kept);
  }
}
