package io.onefold.journal.registry;

import io.onefold.journal.Suppressed;
import io.onefold.journal.SuppressionChange;
import io.onefold.journal.Suppressions;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.ShardKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/**
 * The suppression lists in Redis: a hash for each shard, see {@link SuppressionCodec}.
 *
 * <p><b>Threading.</b> Thread-safe across shards; for one shard the calls come from one context at
 * a time.
 *
 * <p><b>Bounds.</b> A call of {@link #write} is one script and holds Redis up for about 2 µs a
 * change; a list that was lost is written in windows of {@link #WINDOW}.
 */
public final class RedisSuppressions implements Suppressions {

  private static final int WINDOW = 1_000;

  /**
   * The first argument is a version that the list is to have at the least. The order of changes is
   * that of {@link SuppressionChange#overrules}; a damaged value is overruled.
   */
  private static final String SCRIPT =
      """
      local before = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
      local now = before
      for i = 2, #ARGV, 2 do
        local sign, at = string.match(ARGV[i + 1], '^([+-])(%d+)')
        local stored = redis.call('HGET', KEYS[1], ARGV[i])
        local holds = false
        if stored then
          local was, since = string.match(stored, '^([+-])(%d+):')
          holds = since and (tonumber(since) > tonumber(at)
              or (tonumber(since) == tonumber(at) and (was == '+' or sign == '-')))
        end
        if not holds then
          redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
          now = now + 1
        end
      end
      now = math.max(now, tonumber(ARGV[1]))
      if now > before then
        redis.call('HSET', KEYS[1], 'version', string.format('%.0f', now))
      end
      return now
      """;

  private final RedisConnections connections;
  private final ShardKeys keys;

  public RedisSuppressions(RedisConnections connections, ShardKeys keys) {
    this.connections = connections;
    this.keys = keys;
  }

  @Override
  public Future<Long> write(int shard, List<SuppressionChange> changes) {
    RedisLink link = connections.link();
    return link.on(() -> link.send(script(shard, 0, changes)).map(Response::toLong));
  }

  @Override
  public Future<Suppressed> read(int shard) {
    RedisLink link = connections.link();
    return link.on(
        () ->
            link.send(Request.cmd(Command.HGETALL).arg(keys.suppressed(shard)))
                .map(fields -> decode(shard, fields)));
  }

  @Override
  public Future<Void> ensure(int shard, Suppressed known) {
    RedisLink link = connections.link();
    return link.on(
        () ->
            link.sendAll(
                    List.of(
                        Request.cmd(Command.HGET)
                            .arg(keys.suppressed(shard))
                            .arg(SuppressionCodec.VERSION),
                        Request.cmd(Command.HLEN).arg(keys.suppressed(shard))))
                .compose(
                    found ->
                        holds(found.get(0), found.get(1), known)
                            ? Future.succeededFuture()
                            : writeAnew(link, shard, known, 0)));
  }

  /**
   * Entries never go, so a list that is new enough and long enough is the one that is known, grown.
   */
  private static boolean holds(Response version, Response fields, Suppressed known) {
    long found = version == null ? 0 : version.toLong();
    int entries = version == null ? 0 : fields.toInteger() - 1;
    return found >= known.version() && entries >= known.latest().size();
  }

  /** The version is set with the last window, when all that it stands for is there. */
  private Future<Void> writeAnew(RedisLink link, int shard, Suppressed known, int from) {
    int to = Math.min(from + WINDOW, known.latest().size());
    boolean last = to == known.latest().size();
    Request window = script(shard, last ? known.version() : 0, known.latest().subList(from, to));
    return link.send(window)
        .compose(written -> last ? Future.succeededFuture() : writeAnew(link, shard, known, to));
  }

  private Request script(int shard, long versionMin, List<SuppressionChange> changes) {
    Request script = Request.cmd(Command.EVAL).arg(SCRIPT).arg(1).arg(keys.suppressed(shard));
    script.arg(versionMin);
    for (SuppressionChange change : changes) {
      script.arg(SuppressionCodec.name(change.subject())).arg(SuppressionCodec.value(change));
    }
    return script;
  }

  private static Suppressed decode(int shard, Response fields) {
    long version = 0;
    List<SuppressionChange> latest = new ArrayList<>();
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      byte[] name = fields.get(i).toBytes();
      String value = fields.get(i + 1).toString();
      if (fields.get(i).toString().equals(SuppressionCodec.VERSION)) {
        version = Long.parseLong(value);
      } else {
        latest.add(
            SuppressionCodec.decode(name, value)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "SUPPRESSIONS_CORRUPT shard=%d an entry of its suppression list is damaged"
                                .formatted(shard))));
      }
    }
    return new Suppressed(version, latest);
  }
}
