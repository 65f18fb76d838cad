package io.onefold;

import io.onefold.http.edge.AuditLog;
import io.onefold.journal.Audit;
import io.onefold.journal.AuditEntry;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The audit as the edge sees it, over the one in the store. HTTP is served before the store is
 * there: until then nothing can be written, and so nothing can be done by hand.
 *
 * <p><b>Threading.</b> Thread-safe; {@link #open} once.
 */
final class AuditOfNode implements AuditLog {

  private volatile Optional<Audit> store = Optional.empty();

  /** The store is there. */
  void open(Audit audit) {
    store = Optional.of(audit);
  }

  @Override
  public Future<String> append(int accountId, Entry entry) {
    return on(audit -> audit.append(accountId, stored(entry)));
  }

  @Override
  public boolean isId(String text) {
    return AuditEntry.isId(text);
  }

  @Override
  public Future<List<Entry>> read(int accountId, String beforeId, int countMax) {
    return on(
        audit ->
            audit
                .read(accountId, beforeId, countMax)
                .map(entries -> entries.stream().map(AuditOfNode::shown).toList()));
  }

  private <T> Future<T> on(Function<Audit, Future<T>> call) {
    return store.map(call).orElseGet(() -> Future.failedFuture("the node is starting"));
  }

  private static AuditEntry stored(Entry entry) {
    return AuditEntry.of(
        entry.atMs(),
        entry.actor(),
        entry.action(),
        entry.subject(),
        entry.detailJson(),
        AuditEntry.Outcome.valueOf(entry.outcome().name()));
  }

  private static Entry shown(AuditEntry entry) {
    return new Entry(
        entry.id(),
        entry.atMs(),
        entry.actor(),
        entry.action(),
        entry.subject(),
        entry.detailJson(),
        Outcome.valueOf(entry.outcome().name()));
  }
}
