package io.onefold.journal.history;

import io.onefold.event.ProfileId;
import io.onefold.journal.Histories;
import io.onefold.journal.HistoryPage;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.ShardKeys;
import io.onefold.journal.history.HistorySegments.Bounds;
import io.onefold.message.RouteFilter;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The histories of all profiles of a node, in Redis, within a budget.
 *
 * <p><b>Threading.</b> Thread-safe across shards; for one shard the calls come from one context at
 * a time, and writes are made one after the other. Futures complete on the caller's context.
 *
 * <p><b>Bounds.</b> About the budget, and one segment a shard more: a segment closes at budget ÷
 * (shards × 16), the oldest goes when a 17th begins. 1 GiB for 64 shards is 1 MiB a segment.
 *
 * <p><b>Errors.</b> Futures fail when Redis cannot be reached; any call may be repeated. A read
 * fails with {@link CorruptHistoryException} when a frame is damaged, and so does a {@link #forget}
 * that would have to tell events apart in it.
 */
public final class RedisHistory implements Histories {

  /** Below this a segment is not worth its key: 16 of them a shard are 1 MiB. */
  private static final long SEGMENT_BYTES_MIN = 64 * 1024;

  private final RedisConnections connections;
  private final ShardKeys keys;
  private final Bounds bounds;
  private final LongSupplier clockMs;
  private final Map<Integer, ShardHistory> shards = new ConcurrentHashMap<>();

  /**
   * @param shards that share the budget
   * @param budgetBytes for all shards together
   * @param retention after which events may go; they go with their segment, hence a bit later
   * @param clockMs milliseconds since 1970-01-01 UTC
   */
  public RedisHistory(
      RedisConnections connections,
      ShardKeys keys,
      int shards,
      long budgetBytes,
      Duration retention,
      LongSupplier clockMs) {
    this.connections = connections;
    this.keys = keys;
    long share = budgetBytes / ((long) shards * HistorySegments.SEGMENTS_MAX);
    this.bounds = new Bounds(Math.max(SEGMENT_BYTES_MIN, share), retention.toMillis());
    this.clockMs = clockMs;
  }

  @Override
  public void own(int shard, long epoch) {
    ShardHistory history = shard(shard);
    history
        .link()
        .on(
            () -> {
              history.own(epoch);
              return Future.succeededFuture();
            });
  }

  @Override
  public Future<Void> write(int shard, List<HistoryPage> pages) {
    ShardHistory history = shard(shard);
    long nowMs = clockMs.getAsLong();
    return history.link().on(() -> history.write(pages, nowMs));
  }

  @Override
  public Future<List<byte[]>> read(int shard, ProfileId profile) {
    return entries(shard, profile)
        .map(entries -> entries.stream().map(HistoryPage.Entry::encodedEvent).toList());
  }

  /** As {@link Histories#read}, with the seq of the batch that each event stood in. */
  public Future<List<HistoryPage.Entry>> entries(int shard, ProfileId profile) {
    ShardHistory history = shard(shard);
    return history.link().on(() -> history.read(profile, clockMs.getAsLong()));
  }

  @Override
  public Future<Void> forget(int shard, ProfileId profile, RouteFilter filter) {
    ShardHistory history = shard(shard);
    return history.link().on(() -> history.forget(profile, filter));
  }

  private ShardHistory shard(int shard) {
    RedisLink link = connections.link();
    return shards.computeIfAbsent(shard, first -> new ShardHistory(first, link, keys, bounds));
  }
}
