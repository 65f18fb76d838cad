package io.onefold.journal;

import io.vertx.core.Future;
import java.util.List;

/**
 * What was done to an account's data by hand or by key, in order. Entries are only ever added.
 *
 * <p><b>Threading.</b> Thread-safe. Futures complete on the caller's context.
 *
 * <p><b>Bounds.</b> {@link #ENTRIES_MAX} entries an account; the oldest go first.
 *
 * <p><b>Errors.</b> Futures fail when the store cannot be reached; a read may be repeated. An
 * append whose reply was lost is found to have been made, so it stands once; one that failed may
 * stand or not.
 */
public interface Audit {

  int ENTRIES_MAX = 100_000;

  /** Adds an entry at the end; answers its id. */
  Future<String> append(int accountId, AuditEntry entry);

  /**
   * Entries from the newest to older ones.
   *
   * @param beforeId only older ones than this; empty to begin with the newest. Fails with {@link
   *     IllegalArgumentException} when it is no id
   * @param countMax at least 1
   */
  Future<List<AuditEntry>> read(int accountId, String beforeId, int countMax);
}
