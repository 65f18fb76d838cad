package io.onefold.journal.redis;

import io.onefold.journal.connection.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.charset.StandardCharsets;

/**
 * Writes a stream anew with the entries that it has, so that nothing is left of those that it had.
 * A copy is made beside it and takes its place, in one script: no append can come in between, an id
 * that was refused before is refused after, and a script that fails has changed nothing.
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> A copy of {@link #ENTRIES_MAX} entries holds Redis up for some 10 ms. A stream
 * with more is left as it is, and the future fails: a shard under such load trims soon again, and
 * what is marked goes with its node.
 */
final class StreamCopy {

  private static final int ENTRIES_MAX = 5_000;

  private static final String SCRIPT =
      """
      local length = redis.call('EXISTS', KEYS[1]) == 1 and redis.call('XLEN', KEYS[1]) or 0
      if length == 0 then return 0 end
      if length > tonumber(ARGV[1]) then return length end
      local last
      local info = redis.call('XINFO', 'STREAM', KEYS[1])
      for i = 1, #info, 2 do
        if info[i] == 'last-generated-id' then last = info[i + 1] end
      end
      redis.call('DEL', KEYS[2])
      for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do
        redis.call('XADD', KEYS[2], entry[1], unpack(entry[2]))
      end
      redis.call('XSETID', KEYS[2], last)
      redis.call('RENAME', KEYS[2], KEYS[1])
      return 0
      """;

  private StreamCopy() {}

  static Future<Void> replace(RedisLink link, byte[] key) {
    Request script =
        Request.cmd(Command.EVAL)
            .arg(SCRIPT)
            .arg(2)
            .arg(key)
            .arg((new String(key, StandardCharsets.UTF_8) + ":copy"))
            .arg(ENTRIES_MAX);
    return link.send(script)
        .compose(
            left ->
                left.toInteger() == 0
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new IllegalStateException(
                            left + " batches behind the checkpoint, too many to be copied")));
  }
}
