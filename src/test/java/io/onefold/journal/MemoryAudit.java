package io.onefold.journal;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An audit in memory, every call answered before it returns.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
public final class MemoryAudit implements Audit {

  private final Map<Integer, Deque<AuditEntry>> accounts = new HashMap<>();
  private final int entriesMax;
  private long appended;

  public MemoryAudit() {
    this(ENTRIES_MAX);
  }

  MemoryAudit(int entriesMax) {
    this.entriesMax = entriesMax;
  }

  @Override
  public synchronized Future<String> append(int accountId, AuditEntry entry) {
    Deque<AuditEntry> newestFirst =
        accounts.computeIfAbsent(accountId, first -> new ArrayDeque<>());
    String id = "1-" + ++appended;
    newestFirst.addFirst(entry.at(id));
    if (newestFirst.size() > entriesMax) {
      newestFirst.removeLast();
    }
    return Future.succeededFuture(id);
  }

  @Override
  public synchronized Future<List<AuditEntry>> read(int accountId, String beforeId, int countMax) {
    if (countMax < 1 || !(beforeId.isEmpty() || AuditEntry.isId(beforeId))) {
      return Future.failedFuture(new IllegalArgumentException("before " + beforeId));
    }
    long before = beforeId.isEmpty() ? Long.MAX_VALUE : place(beforeId);
    return Future.succeededFuture(
        accounts.getOrDefault(accountId, new ArrayDeque<>()).stream()
            .filter(entry -> place(entry.id()) < before)
            .limit(countMax)
            .toList());
  }

  private static long place(String id) {
    return Long.parseLong(id.substring(id.indexOf('-') + 1));
  }
}
