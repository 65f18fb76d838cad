package io.onefold.journal.registry;

import io.onefold.journal.Audit;
import io.onefold.journal.AuditEntry;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.ShardKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The audit of each account in Redis: a stream, whose ids are those of the entries.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
public final class RedisAudit implements Audit {

  /**
   * An append that is sent again is found among this many newest entries: more than a node adds
   * while its connection is made anew.
   */
  private static final int LOOKED_THROUGH = 64;

  private static final String SCRIPT =
      """
      for _, entry in ipairs(redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', ARGV[2])) do
        if entry[2][2] == ARGV[3] then return entry[1] end
      end
      return redis.call('XADD', KEYS[1], 'MAXLEN', '=', ARGV[1], '*', 'call', unpack(ARGV, 3))
      """;

  private final RedisConnections connections;
  private final ShardKeys keys;
  private final int entriesMax;

  public RedisAudit(RedisConnections connections, ShardKeys keys) {
    this(connections, keys, ENTRIES_MAX);
  }

  RedisAudit(RedisConnections connections, ShardKeys keys, int entriesMax) {
    this.connections = connections;
    this.keys = keys;
    this.entriesMax = entriesMax;
  }

  @Override
  public Future<String> append(int accountId, AuditEntry entry) {
    Request script =
        Request.cmd(Command.EVAL)
            .arg(SCRIPT)
            .arg(1)
            .arg(keys.audit(accountId))
            .arg(entriesMax)
            .arg(LOOKED_THROUGH)
            .arg(UUID.randomUUID().toString());
    script.arg("at").arg(entry.atMs());
    script.arg("actor").arg(entry.actor());
    script.arg("action").arg(entry.action());
    script.arg("subject").arg(entry.subject());
    script.arg("detail").arg(entry.detailJson());
    script.arg("outcome").arg(entry.outcome().name());
    RedisLink link = connections.link();
    return link.on(() -> link.send(script).map(Response::toString));
  }

  @Override
  public Future<List<AuditEntry>> read(int accountId, String beforeId, int countMax) {
    if (countMax < 1 || !(beforeId.isEmpty() || AuditEntry.isId(beforeId))) {
      return Future.failedFuture(
          new IllegalArgumentException(countMax + " audit entries before " + beforeId));
    }
    Request range =
        Request.cmd(Command.XREVRANGE)
            .arg(keys.audit(accountId))
            .arg(beforeId.isEmpty() ? "+" : "(" + beforeId)
            .arg("-")
            .arg("COUNT")
            .arg(countMax);
    RedisLink link = connections.link();
    return link.on(
        () -> link.send(range).map(entries -> entries.stream().map(RedisAudit::decode).toList()));
  }

  private static AuditEntry decode(Response entry) {
    Map<String, String> fields = new HashMap<>();
    Response pairs = entry.get(1);
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      fields.put(pairs.get(i).toString(), pairs.get(i + 1).toString());
    }
    return new AuditEntry(
        entry.get(0).toString(),
        Long.parseLong(fields.get("at")),
        fields.get("actor"),
        fields.get("action"),
        fields.get("subject"),
        fields.get("detail"),
        AuditEntry.Outcome.valueOf(fields.get("outcome")));
  }
}
