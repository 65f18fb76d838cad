package io.onefold.journal.checkpoint;

import io.onefold.journal.Checkpoint;
import io.onefold.journal.CheckpointId;
import io.onefold.journal.Loaded;
import io.onefold.journal.Put;
import io.onefold.journal.Section;
import io.onefold.journal.checkpoint.CheckpointReader.Found;
import io.onefold.journal.checkpoint.PointerSwitch.Switched;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.ShardKeys;
import io.onefold.journal.manifest.Manifest;
import io.onefold.journal.manifest.Manifest.Part;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The checkpoints of all shards in Redis: puts one and makes it current, loads and verifies one.
 *
 * <p>Remembers for each shard which checkpoint its owner loaded or stored last, as that is what
 * "unchanged" means; all else is in Redis.
 *
 * <p><b>Threading.</b> Thread-safe across shards; for one shard the calls come one at a time, on
 * the context of the link that is passed.
 */
public final class CheckpointStore {

  private final ShardKeys keys;
  private final CheckpointReader reader;
  private final PointerSwitch pointer;
  private final ChunkSweep sweep;
  private final Map<Integer, Manifest> known = new ConcurrentHashMap<>();

  /**
   * @param kept checkpoints of a shard to be kept, the current one among them; at least 1
   */
  public CheckpointStore(ShardKeys keys, int kept) {
    this.keys = keys;
    this.reader = new CheckpointReader(keys);
    this.pointer = new PointerSwitch(keys);
    this.sweep = new ChunkSweep(keys, reader, kept);
  }

  /** Where the pointer stands and which checkpoints are kept. */
  public Future<Anchors> anchors(RedisLink link, int shard) {
    return Pointers.read(link, keys, shard).map(Pointers::anchors);
  }

  /** Stores a checkpoint unless a newer one, or a higher epoch, is there already. */
  public Future<Put> put(RedisLink link, Checkpoint checkpoint) {
    CheckpointId id = new CheckpointId(checkpoint.epoch(), checkpoint.seq(), checkpoint.crc());
    return Pointers.read(link, keys, checkpoint.shard())
        .compose(
            now -> {
              Optional<CheckpointId> current = now.anchors().current();
              if (current.filter(id::equals).isPresent()) {
                return storedBefore(link, checkpoint, id);
              }
              return current.filter(other -> !id.newerThan(other)).isPresent()
                  ? Future.succeededFuture(refused(id, current.get()))
                  : write(link, checkpoint, now.current());
            });
  }

  /** Deletes all checkpoints of a shard but the current one, with what only they consist of. */
  public Future<Void> purge(RedisLink link, int shard, CheckpointId current) {
    return Pointers.read(link, keys, shard)
        .compose(
            now ->
                now.all().stream().findFirst().filter(current::equals).isPresent()
                    ? sweep.purge(link, shard, current, now.all())
                    : Future.failedFuture(
                        new IllegalStateException(
                            "shard=" + shard + " checkpoint " + current + " is not the newest")));
  }

  /** Loads and verifies the current checkpoint, or a kept one. */
  public Future<Loaded> load(RedisLink link, int shard, Optional<String> id) {
    known.remove(shard);
    return Pointers.read(link, keys, shard)
        .compose(
            now -> {
              String wanted = id.orElse(now.current());
              boolean pointerLost = wanted.isEmpty() && !now.all().isEmpty();
              return pointerLost || now.knows(wanted)
                  ? load(link, shard, wanted, now.anchors())
                  : Future.succeededFuture(new Loaded.None());
            });
  }

  /** What is current already is not written again, unless something of it is not there. */
  private Future<Put> storedBefore(RedisLink link, Checkpoint checkpoint, CheckpointId id) {
    return reader
        .manifest(link, checkpoint.shard(), id)
        .compose(
            found ->
                found instanceof Found.Sound(Manifest manifest)
                    ? storedBefore(link, checkpoint, manifest)
                    : write(link, checkpoint, id.text()));
  }

  private Future<Put> storedBefore(RedisLink link, Checkpoint checkpoint, Manifest manifest) {
    String current = manifest.id().text();
    return pointer
        .move(link, current, manifest)
        .compose(
            switched -> {
              if (!(switched instanceof Switched.Stored)) {
                return write(link, checkpoint, current);
              }
              known.put(manifest.shard(), manifest);
              return Future.succeededFuture(new Put.Stored(current, 0));
            });
  }

  private static Put refused(CheckpointId id, CheckpointId current) {
    return current.epoch() > id.epoch()
        ? new Put.Fenced(current.epoch())
        : new Put.Older(current.text());
  }

  private Future<Put> write(RedisLink link, Checkpoint checkpoint, String expected) {
    Map<String, Part> shared = new HashMap<>();
    List<String> missing = new ArrayList<>();
    return base(link, checkpoint)
        .compose(
            base -> {
              checkpoint.sections().forEach(section -> share(section, base, shared, missing));
              return missing.isEmpty()
                  ? write(link, checkpoint, expected, shared)
                  : Future.succeededFuture(new Put.Incomplete(missing));
            });
  }

  private Future<Put> write(
      RedisLink link, Checkpoint checkpoint, String expected, Map<String, Part> shared) {
    CheckpointWriter writer = new CheckpointWriter(link, keys, checkpoint, shared);
    return writer
        .write()
        .compose(
            manifest ->
                pointer
                    .move(link, expected, manifest)
                    .compose(
                        switched ->
                            switch (switched) {
                              case Switched.Stored stored ->
                                  stored(link, manifest, writer.storedBytes());
                              case Switched.Fenced(long epoch) ->
                                  Future.succeededFuture(new Put.Fenced(epoch));
                              case Switched.Moved moved -> put(link, checkpoint);
                              case Switched.Gone(String key) ->
                                  Future.succeededFuture(incomplete(manifest, key));
                            }));
  }

  /** Without the manifest nothing is known to be there. */
  private Put incomplete(Manifest manifest, String goneKey) {
    return new Put.Incomplete(
        manifest.sections().stream()
            .filter(
                part ->
                    goneKey.contains(":manifest:")
                        || part.chunks().stream().anyMatch(c -> goneKey.endsWith(":" + c.name())))
            .map(Part::name)
            .toList());
  }

  private Future<Put> stored(RedisLink link, Manifest manifest, long storedBytes) {
    known.put(manifest.shard(), manifest);
    return Pointers.read(link, keys, manifest.shard())
        .compose(now -> sweep.sweep(link, manifest.shard(), manifest.id(), now.all()))
        .transform(
            swept -> Future.succeededFuture(new Put.Stored(manifest.id().text(), storedBytes)));
  }

  /** The manifest that unchanged sections refer to, if Redis still has it. */
  private Future<Optional<Manifest>> base(RedisLink link, Checkpoint checkpoint) {
    Manifest base = known.get(checkpoint.shard());
    boolean needed =
        checkpoint.sections().stream()
            .anyMatch(section -> section.content() instanceof Section.Content.Unchanged);
    if (base == null || !needed) {
      return Future.succeededFuture(Optional.empty());
    }
    return reader
        .manifest(link, base.shard(), base.id())
        .map(found -> found instanceof Found.Sound ? Optional.of(base) : Optional.empty());
  }

  private static void share(
      Section section, Optional<Manifest> base, Map<String, Part> shared, List<String> missing) {
    if (section.content() instanceof Section.Content.Unchanged) {
      base.flatMap(manifest -> manifest.section(section.name(), section.version()))
          .ifPresentOrElse(
              part -> shared.put(section.name(), part), () -> missing.add(section.name()));
    }
  }

  private Future<Loaded> load(RedisLink link, int shard, String wanted, Anchors anchors) {
    Optional<CheckpointId> id = CheckpointId.parse(wanted);
    if (id.isEmpty()) {
      Loaded.Corrupt corrupt =
          new Loaded.Corrupt(
              shard,
              "pointer",
              "a checkpoint's id",
              wanted.isEmpty() ? "missing" : wanted,
              Optional.empty());
      return withOlder(link, corrupt, anchors.kept());
    }
    return read(link, shard, id.get(), manifest -> known.put(shard, manifest))
        .compose(
            loaded ->
                loaded instanceof Loaded.Corrupt corrupt
                    ? withOlder(link, corrupt, anchors.olderThan(id.get()))
                    : Future.succeededFuture(loaded));
  }

  private Future<Loaded> read(
      RedisLink link, int shard, CheckpointId id, Consumer<Manifest> whenSound) {
    return reader
        .manifest(link, shard, id)
        .compose(
            found ->
                switch (found) {
                  case Found.Sound(Manifest manifest) ->
                      reader
                          .load(link, manifest)
                          .onSuccess(
                              loaded -> {
                                if (loaded instanceof Loaded.Found) {
                                  whenSound.accept(manifest);
                                }
                              });
                  case Found.Missing() -> corrupt(shard, "id=" + id, "missing");
                  case Found.Damaged(String expected, String got) -> corrupt(shard, expected, got);
                });
  }

  private static Future<Loaded> corrupt(int shard, String expected, String got) {
    return Future.succeededFuture(
        new Loaded.Corrupt(shard, "manifest", expected, got, Optional.empty()));
  }

  /** Finds the newest of the older ones that verifies in full. */
  private Future<Loaded> withOlder(
      RedisLink link, Loaded.Corrupt corrupt, List<CheckpointId> candidates) {
    if (candidates.isEmpty()) {
      return Future.succeededFuture(corrupt);
    }
    CheckpointId first = candidates.getFirst();
    return read(link, corrupt.shard(), first, manifest -> {})
        .compose(
            loaded ->
                loaded instanceof Loaded.Found
                    ? Future.succeededFuture(corrupt.olderGood(first.text()))
                    : withOlder(link, corrupt, candidates.subList(1, candidates.size())));
  }
}
