package io.onefold.journal;

import io.onefold.journal.SuppressionChange.Subject;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Suppression lists in memory, every call answered before it returns.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
public final class MemorySuppressions implements Suppressions {

  private final Map<Integer, Lot> shards = new HashMap<>();

  /** One shard's list. */
  private static final class Lot {

    private final Map<Subject, SuppressionChange> latest = new HashMap<>();
    private long version;

    private void add(SuppressionChange change) {
      SuppressionChange stored = latest.get(change.subject());
      if (stored == null || change.overrules(stored)) {
        latest.put(change.subject(), change);
        version++;
      }
    }
  }

  @Override
  public synchronized Future<Long> write(int shard, List<SuppressionChange> changes) {
    Lot lot = shards.computeIfAbsent(shard, first -> new Lot());
    changes.forEach(lot::add);
    return Future.succeededFuture(lot.version);
  }

  @Override
  public synchronized Future<Suppressed> read(int shard) {
    Lot lot = shards.getOrDefault(shard, new Lot());
    return Future.succeededFuture(new Suppressed(lot.version, List.copyOf(lot.latest.values())));
  }

  @Override
  public synchronized Future<Void> ensure(int shard, Suppressed known) {
    Lot lot = shards.computeIfAbsent(shard, first -> new Lot());
    known.latest().forEach(lot::add);
    lot.version = Math.max(lot.version, known.version());
    return Future.succeededFuture();
  }

  /** The store loses all lists. */
  public synchronized void wipe() {
    shards.clear();
  }
}
