package io.onefold.journal;

import io.onefold.event.ProfileId;
import io.onefold.message.RouteFilter;
import io.vertx.core.Future;
import java.util.List;

/**
 * What past events are kept of each profile once the journal forgets them. Derived: a checkpoint
 * stands without it, and it may have been dropped for want of room.
 *
 * <p><b>Threading.</b> Thread-safe across shards; for one shard the calls come from one context at
 * a time. Futures complete on the caller's context.
 *
 * <p><b>Errors.</b> Futures fail when the store cannot be reached, and any call may be repeated;
 * and those of {@link #write} and {@link #forget} when a later owner has come, which is for good.
 */
public interface Histories {

  /**
   * This node owns the shard from now on, as of this epoch. What it knows of the shard's history
   * from an earlier time is not trusted any more.
   */
  void own(int shard, long epoch);

  /**
   * Adds pages that were gathered from the journal; a page that is there already stays as it is.
   * Drops what is older than its time; to be called without pages, too, where nothing happens.
   */
  Future<Void> write(int shard, List<HistoryPage> pages);

  /**
   * Forgets the events of a profile that the filter selects, in all pages that were handed to
   * {@link #write} before this call, and keeps all others. May stop half-way when it fails; the
   * same call again completes it.
   *
   * <p>Events that are still on their way from the journal are the caller's to leave out.
   */
  Future<Void> forget(int shard, ProfileId profile, RouteFilter filter);

  /** Whether pages are kept at all; when not, there is no need to gather any. */
  default boolean keepsPages() {
    return true;
  }

  /** The encoded events that are kept of a profile, in the order in which they were committed. */
  Future<List<byte[]>> read(int shard, ProfileId profile);
}
