package io.onefold.journal.checkpoint;

import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.ShardKeys;
import io.onefold.journal.manifest.Manifest;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Set;

/**
 * The one step that makes a checkpoint the current one: a script, because the pointer may move only
 * from where it was looked at, only while no higher epoch owns the log, and only while all that the
 * manifest names is there. The last is not sure otherwise: a server that is emptied while a shard's
 * first checkpoint is written has no pointer before and none after.
 *
 * <p><b>Threading.</b> Confined to the context of the link that is passed.
 */
final class PointerSwitch {

  private static final String SCRIPT =
      """
      local now = redis.call('GET', KEYS[1]) or ''
      if now ~= ARGV[1] and now ~= ARGV[2] then return {'moved', now} end
      for i = 4, #KEYS do
        if redis.call('EXISTS', KEYS[i]) == 0 then return {'gone', KEYS[i]} end
      end
      if now == ARGV[2] then return {'stored', now} end
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

    /** The manifest or a chunk is not there, or no more. */
    record Gone(String key) implements Switched {}

    /** A higher epoch owns the log. */
    record Fenced(long epoch) implements Switched {}
  }

  /**
   * @param expected the pointer's text as it was looked at, empty for none
   */
  Future<Switched> move(RedisLink link, String expected, Manifest to) {
    int shard = to.shard();
    Set<String> chunks = to.chunkNames();
    Request script = Request.cmd(Command.EVAL).arg(SCRIPT).arg(4 + chunks.size());
    script.arg(keys.current(shard)).arg(keys.wal(shard)).arg(keys.manifests(shard));
    script.arg(keys.manifest(shard, to.id().text()));
    chunks.forEach(chunk -> script.arg(keys.chunk(shard, chunk)));
    script.arg(expected).arg(to.id().text()).arg(to.id().epoch());
    return link.send(script).map(PointerSwitch::read);
  }

  private static Switched read(Response reply) {
    String detail = reply.get(1).toString();
    return switch (reply.get(0).toString()) {
      case "stored" -> new Switched.Stored();
      case "moved" -> new Switched.Moved();
      case "gone" -> new Switched.Gone(detail);
      case "fenced" -> new Switched.Fenced(Long.parseLong(detail));
      case String other -> throw new IllegalStateException("the script answered " + other);
    };
  }
}
