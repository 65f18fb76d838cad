package io.onefold.shard;

import io.onefold.event.ProfileId;
import io.onefold.journal.Histories;
import io.onefold.journal.HistoryPage;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Histories in memory, all pages of all profiles in one list. */
final class MemoryHistories implements Histories {

  private final List<HistoryPage> pages = new CopyOnWriteArrayList<>();

  @Override
  public Future<Void> write(int shard, List<HistoryPage> more) {
    pages.addAll(more);
    return Future.succeededFuture();
  }

  @Override
  public Future<List<byte[]>> read(int shard, ProfileId profile) {
    return Future.succeededFuture(
        pages.stream()
            .filter(page -> page.profile().equals(profile))
            .flatMap(page -> page.entries().stream())
            .map(HistoryPage.Entry::encodedEvent)
            .toList());
  }

  void clear() {
    pages.clear();
  }
}
