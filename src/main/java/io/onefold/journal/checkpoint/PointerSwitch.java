package io.onefold.journal.checkpoint;

import io.onefold.journal.CheckpointId;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.ShardKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/**
 * The one step that makes a checkpoint the current one: a script, because the pointer may move only
 * from where it was looked at, and only while no higher epoch owns the log.
 *
 * <p><b>Threading.</b> Confined to the context of the link that is passed.
 */
final class PointerSwitch {

  private static final String SCRIPT =
      """
      local now = redis.call('GET', KEYS[1]) or ''
      if now == ARGV[2] then return {'stored', now} end
      if now ~= ARGV[1] then return {'moved', now} end
      if redis.call('EXISTS', KEYS[2]) == 1 then
        local info = redis.call('XINFO', 'STREAM', KEYS[2])
        for i = 1, #info, 2 do
          if info[i] == 'last-generated-id' then
            local epoch = string.match(info[i + 1], '^%d+')
            if tonumber(epoch) > tonumber(ARGV[3]) then return {'fenced', epoch} end
          end
        end
      end
      redis.call('SET', KEYS[1], ARGV[2])
      redis.call('LPUSH', KEYS[3], ARGV[2])
      return {'stored', ARGV[2]}
      """;

  private final ShardKeys keys;

  PointerSwitch(ShardKeys keys) {
    this.keys = keys;
  }

  /** What became of a switch. */
  sealed interface Switched {

    record Stored() implements Switched {}

    /** The pointer is not where it was looked at. */
    record Moved() implements Switched {}

    /** A higher epoch owns the log. */
    record Fenced(long epoch) implements Switched {}
  }

  /**
   * @param expected the pointer's text as it was looked at, empty for none
   */
  Future<Switched> move(RedisLink link, int shard, String expected, CheckpointId to) {
    return link.send(
            Request.cmd(Command.EVAL)
                .arg(SCRIPT)
                .arg(3)
                .arg(keys.current(shard))
                .arg(keys.wal(shard))
                .arg(keys.manifests(shard))
                .arg(expected)
                .arg(to.text())
                .arg(to.epoch()))
        .map(PointerSwitch::read);
  }

  private static Switched read(Response reply) {
    String what = reply.get(0).toString();
    if (what.equals("fenced")) {
      return new Switched.Fenced(Long.parseLong(reply.get(1).toString()));
    }
    return what.equals("stored") ? new Switched.Stored() : new Switched.Moved();
  }
}
