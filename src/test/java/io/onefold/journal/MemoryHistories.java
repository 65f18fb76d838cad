package io.onefold.journal;

import io.onefold.event.ProfileId;
import io.onefold.message.RouteFilter;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Histories in memory, without bounds.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
public final class MemoryHistories implements Histories {

  private final Map<ProfileId, List<HistoryPage>> pages = new ConcurrentHashMap<>();

  @Override
  public void own(int shard, long epoch) {
    // Nothing is known here that could be old.
  }

  @Override
  public Future<Void> write(int shard, List<HistoryPage> more) {
    more.forEach(page -> pages.merge(page.profile(), List.of(page), MemoryHistories::joined));
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> forget(int shard, ProfileId profile, RouteFilter filter) {
    pages.computeIfPresent(
        profile, (id, all) -> all.stream().flatMap(page -> rest(page, filter).stream()).toList());
    return Future.succeededFuture();
  }

  @Override
  public Future<List<byte[]>> read(int shard, ProfileId profile) {
    Map<Long, List<byte[]>> bySeq = new TreeMap<>();
    for (HistoryPage page : pages.getOrDefault(profile, List.of())) {
      Map<Long, List<byte[]>> ofPage = new TreeMap<>();
      page.entries()
          .forEach(
              entry ->
                  ofPage
                      .computeIfAbsent(entry.seq(), seq -> new ArrayList<>())
                      .add(entry.encodedEvent()));
      ofPage.forEach(bySeq::putIfAbsent);
    }
    return Future.succeededFuture(bySeq.values().stream().flatMap(List::stream).toList());
  }

  public void clear() {
    pages.clear();
  }

  private static List<HistoryPage> joined(List<HistoryPage> before, List<HistoryPage> one) {
    List<HistoryPage> all = new ArrayList<>(before);
    HistoryPage next = one.getFirst();
    boolean there =
        before.stream()
            .anyMatch(page -> page.fromSeq() == next.fromSeq() && page.toSeq() == next.toSeq());
    all.addAll(there ? List.of() : one);
    return all;
  }

  private static List<HistoryPage> rest(HistoryPage page, RouteFilter filter) {
    List<HistoryPage.Entry> staying =
        page.entries().stream().filter(entry -> !entry.isMeantBy(filter)).toList();
    return staying.isEmpty()
        ? List.of()
        : List.of(new HistoryPage(page.profile(), page.fromSeq(), page.toSeq(), staying));
  }
}
