package io.onefold.journal.checkpoint;

import io.onefold.journal.CheckpointId;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.ShardKeys;
import io.onefold.journal.manifest.ChunkNames;
import io.onefold.journal.manifest.Manifest;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes away, after a new checkpoint has become the current one, the manifests beyond those to be
 * kept and every older chunk that no kept manifest names.
 *
 * <p>May stop anywhere: the next sweep finds what is left. Chunks of higher epochs are not touched,
 * since a new owner may be writing them while an old one sweeps late. When a kept manifest cannot
 * be read nothing is deleted, because what it names is not known.
 *
 * <p><b>Threading.</b> Confined to the context of the link that is passed.
 */
final class ChunkSweep {

  private static final int WINDOW = 256;

  private final ShardKeys keys;
  private final CheckpointReader reader;
  private final int kept;

  ChunkSweep(ShardKeys keys, CheckpointReader reader, int kept) {
    this.keys = keys;
    this.reader = reader;
    this.kept = kept;
  }

  /** Sweeps behind the checkpoint that has just become the current one. */
  Future<Void> sweep(RedisLink link, int shard, CheckpointId current, List<CheckpointId> all) {
    return sweep(link, shard, current, all, kept);
  }

  /** Leaves nothing but the current one. */
  Future<Void> purge(RedisLink link, int shard, CheckpointId current, List<CheckpointId> all) {
    return sweep(link, shard, current, all, 1);
  }

  private Future<Void> sweep(
      RedisLink link, int shard, CheckpointId current, List<CheckpointId> all, int keptNow) {
    List<CheckpointId> keep = all.subList(0, Math.min(keptNow, all.size()));
    List<CheckpointId> drop = all.subList(keep.size(), all.size());
    return named(link, shard, keep, new HashSet<>())
        .compose(named -> garbage(link, shard, current, named))
        .compose(garbage -> delete(link, shard, garbage))
        .compose(deleted -> dropManifests(link, shard, drop, keptNow));
  }

  private Future<Set<String>> named(
      RedisLink link, int shard, List<CheckpointId> left, Set<String> names) {
    if (left.isEmpty()) {
      return Future.succeededFuture(names);
    }
    return reader
        .manifest(link, shard, left.getFirst())
        .compose(
            found -> {
              if (!(found instanceof CheckpointReader.Found.Sound(Manifest manifest))) {
                return Future.failedFuture(
                    new IllegalStateException("kept manifest " + left.getFirst() + ": " + found));
              }
              names.addAll(manifest.chunkNames());
              return named(link, shard, left.subList(1, left.size()), names);
            });
  }

  private Future<List<String>> garbage(
      RedisLink link, int shard, CheckpointId current, Set<String> named) {
    return link.send(Request.cmd(Command.SMEMBERS).arg(keys.chunks(shard)))
        .map(
            all ->
                all.stream()
                    .map(Response::toString)
                    .filter(name -> !named.contains(name) && ChunkNames.isBefore(name, current))
                    .toList());
  }

  private Future<Void> delete(RedisLink link, int shard, List<String> garbage) {
    if (garbage.isEmpty()) {
      return Future.succeededFuture();
    }
    List<String> window = garbage.subList(0, Math.min(WINDOW, garbage.size()));
    Request chunks = Request.cmd(Command.UNLINK);
    Request names = Request.cmd(Command.SREM).arg(keys.chunks(shard));
    window.forEach(name -> chunks.arg(keys.chunk(shard, name)));
    window.forEach(names::arg);
    return link.sendAll(List.of(chunks, names))
        .compose(done -> delete(link, shard, garbage.subList(window.size(), garbage.size())));
  }

  private Future<Void> dropManifests(
      RedisLink link, int shard, List<CheckpointId> drop, int keptNow) {
    if (drop.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Request> requests = new ArrayList<>();
    Request manifests = Request.cmd(Command.UNLINK);
    drop.forEach(id -> manifests.arg(keys.manifest(shard, id.text())));
    requests.add(manifests);
    requests.add(Request.cmd(Command.LTRIM).arg(keys.manifests(shard)).arg(0).arg(keptNow - 1));
    return link.sendAll(requests).mapEmpty();
  }
}
