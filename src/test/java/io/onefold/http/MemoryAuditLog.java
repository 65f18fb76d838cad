package io.onefold.http;

import io.onefold.http.edge.AuditLog;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * An audit in memory, which may be away.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
final class MemoryAuditLog implements AuditLog {

  private static final long WAIT_MS = 20_000;

  private final List<Entry> entries = new ArrayList<>();
  private boolean away;

  synchronized void away(boolean now) {
    away = now;
  }

  /** All entries, oldest first. */
  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** All entries, oldest first, once there are so many: an outcome is written behind the answer. */
  synchronized List<Entry> await(int count) {
    try {
      for (long untilMs = System.currentTimeMillis() + WAIT_MS; entries.size() < count; ) {
        long leftMs = untilMs - System.currentTimeMillis();
        if (leftMs <= 0) {
          throw new AssertionError("entries: " + entries);
        }
        wait(leftMs);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return List.copyOf(entries);
  }

  @Override
  public Future<String> append(int accountId, Entry entry) {
    return call(
        () -> {
          String id = (entries.size() + 1) + "-0";
          entries.add(
              new Entry(
                  id,
                  entry.atMs(),
                  entry.actor(),
                  entry.action(),
                  entry.subject(),
                  entry.detailJson(),
                  entry.outcome()));
          notifyAll();
          return id;
        });
  }

  @Override
  public boolean isId(String text) {
    return text.matches("\\d+-0");
  }

  @Override
  public Future<List<Entry>> read(int accountId, String beforeId, int countMax) {
    return call(
        () ->
            entries.reversed().stream()
                .dropWhile(e -> !beforeId.isEmpty() && !e.id().equals(beforeId))
                .skip(beforeId.isEmpty() ? 0 : 1)
                .limit(countMax)
                .toList());
  }

  private synchronized <T> Future<T> call(Supplier<T> work) {
    return away ? Future.failedFuture("away") : Future.succeededFuture(work.get());
  }
}
