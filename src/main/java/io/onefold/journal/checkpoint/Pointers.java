package io.onefold.journal.checkpoint;

import io.onefold.journal.CheckpointId;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.ShardKeys;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;

/**
 * What Redis says of a shard's checkpoints before any manifest is read.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param current the pointer as it stands, which may be damaged; empty for none
 * @param all ids in the list of manifests, newest first
 */
record Pointers(String current, List<CheckpointId> all) {

  static Future<Pointers> read(RedisLink link, ShardKeys keys, int shard) {
    return link.sendAll(
            List.of(
                Request.cmd(Command.GET).arg(keys.current(shard)),
                Request.cmd(Command.LRANGE).arg(keys.manifests(shard)).arg(0).arg(-1)))
        .map(replies -> of(replies.get(0), replies.get(1)));
  }

  private static Pointers of(Response current, Response all) {
    return new Pointers(
        current == null ? "" : current.toString(),
        all.stream()
            .map(Response::toString)
            .map(CheckpointId::parse)
            .flatMap(Optional::stream)
            .toList());
  }

  Anchors anchors() {
    return new Anchors(CheckpointId.parse(current), all);
  }

  /** Whether a checkpoint of this id, as an operator wrote it, can be asked for. */
  boolean knows(String id) {
    return (!id.isEmpty() && id.equals(current))
        || all.stream().anyMatch(kept -> kept.text().equals(id));
  }
}
