package io.onefold.journal.history;

import io.onefold.event.ProfileId;
import io.onefold.journal.Histories;
import io.onefold.journal.HistoryPage;
import io.onefold.message.RouteFilter;
import io.vertx.core.Future;
import java.util.List;

/**
 * Histories that are switched off: nothing is added or shown. What is left of a time when they were
 * on goes with its age, and can be forgotten on demand.
 *
 * <p><b>Threading.</b> As {@link Histories}.
 */
public final class HistoryOff implements Histories {

  private final Histories left;

  /**
   * @param left what was kept before
   */
  public HistoryOff(Histories left) {
    this.left = left;
  }

  @Override
  public void own(int shard, long epoch) {
    left.own(shard, epoch);
  }

  @Override
  public boolean keepsPages() {
    return false;
  }

  @Override
  public Future<Void> write(int shard, List<HistoryPage> pages) {
    return left.write(shard, List.of());
  }

  @Override
  public Future<Void> forget(int shard, ProfileId profile, RouteFilter filter) {
    return left.forget(shard, profile, filter);
  }

  @Override
  public Future<List<byte[]>> read(int shard, ProfileId profile) {
    return Future.succeededFuture(List.of());
  }
}
