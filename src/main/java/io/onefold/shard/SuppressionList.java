package io.onefold.shard;

import io.onefold.journal.Suppressed;
import io.onefold.journal.SuppressionChange;
import io.onefold.journal.SuppressionChange.Subject;
import io.onefold.journal.Suppressions;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A shard's suppression list as it was read and written by this owner: what the store is known to
 * have, and gets again should it lose it.
 *
 * <p><b>Threading.</b> Confined to the shard's event loop.
 *
 * <p><b>Bounds.</b> About 150 bytes for each subject that was ever suppressed in this shard.
 */
final class SuppressionList {

  private final int shard;
  private final Suppressions store;
  private final Map<Subject, SuppressionChange> latest = new HashMap<>();
  private long version;

  SuppressionList(int shard, Suppressions store, Suppressed restored) {
    this.shard = shard;
    this.store = store;
    this.version = restored.version();
    note(restored.latest());
  }

  /** The version without which what this shard has decided must not be served. */
  long version() {
    return version;
  }

  /**
   * Writes changes that were committed; to be waited for before anybody hears of them. When it
   * fails it is to be called again.
   */
  Future<Void> write(List<SuppressionChange> changes) {
    return store.write(shard, changes).map(written -> written(changes, written)).mapEmpty();
  }

  /** Sees to it that the store has all that is known here. */
  Future<Void> ensure() {
    return store.ensure(shard, new Suppressed(version, List.copyOf(latest.values())));
  }

  private long written(List<SuppressionChange> changes, long now) {
    note(changes);
    version = Math.max(version, now);
    return version;
  }

  private void note(List<SuppressionChange> changes) {
    for (SuppressionChange change : changes) {
      latest.merge(
          change.subject(), change, (stored, next) -> next.overrules(stored) ? next : stored);
    }
  }
}
