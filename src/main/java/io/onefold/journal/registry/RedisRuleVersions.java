package io.onefold.journal.registry;

import io.onefold.journal.RuleVersions;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.ShardKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Optional;

/**
 * The rules of each account in Redis: a list of texts, of which the first is version 1.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
public final class RedisRuleVersions implements RuleVersions {

  private static final String SCRIPT =
      """
      local versions = redis.call('LLEN', KEYS[1])
      if versions > 0 and redis.call('LINDEX', KEYS[1], -1) == ARGV[1] then return versions end
      return redis.call('RPUSH', KEYS[1], ARGV[1])
      """;

  private final RedisConnections connections;
  private final ShardKeys keys;

  public RedisRuleVersions(RedisConnections connections, ShardKeys keys) {
    this.connections = connections;
    this.keys = keys;
  }

  @Override
  public Future<Integer> versionOf(int accountId, String canonicalJson) {
    Request script = Request.cmd(Command.EVAL).arg(SCRIPT).arg(1);
    script.arg(keys.rules(accountId)).arg(canonicalJson);
    RedisLink link = connections.link();
    return link.on(() -> link.send(script).map(Response::toInteger));
  }

  @Override
  public Future<Optional<String>> text(int accountId, int version) {
    if (version < 1) {
      return Future.succeededFuture(Optional.empty());
    }
    RedisLink link = connections.link();
    Request index = Request.cmd(Command.LINDEX).arg(keys.rules(accountId)).arg(version - 1);
    return link.on(
        () -> link.send(index).map(text -> Optional.ofNullable(text).map(Response::toString)));
  }
}
