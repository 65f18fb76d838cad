package io.onefold.journal.checkpoint;

import io.onefold.journal.Checkpoint;
import io.onefold.journal.CheckpointId;
import io.onefold.journal.Loaded;
import io.onefold.journal.Section;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.ShardKeys;
import io.onefold.journal.manifest.Manifest;
import io.onefold.journal.manifest.Manifest.Chunk;
import io.onefold.journal.manifest.Manifest.Part;
import io.onefold.journal.manifest.ManifestCodec;
import io.onefold.journal.manifest.Pieces;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Reads stored checkpoints and verifies every byte of them.
 *
 * <p><b>Threading.</b> Confined to the context of the link that is passed; chunks are unpressed on
 * worker threads.
 *
 * <p><b>Bounds.</b> Beside the result, {@link #WINDOW} chunks, 1 MiB at the most, are held.
 */
final class CheckpointReader {

  private static final int WINDOW = 4;

  private final ShardKeys keys;

  CheckpointReader(ShardKeys keys) {
    this.keys = keys;
  }

  /** A manifest, or why there is none to be used. */
  sealed interface Found {

    record Sound(Manifest manifest) implements Found {}

    record Missing() implements Found {}

    record Damaged(String expected, String got) implements Found {}
  }

  /** Reads a manifest and tests that it is the one it should be. */
  Future<Found> manifest(RedisLink link, int shard, CheckpointId id) {
    return link.send(Request.cmd(Command.GET).arg(keys.manifest(shard, id.text())))
        .map(reply -> reply == null ? new Found.Missing() : found(shard, id, reply.toBytes()));
  }

  /** The checkpoint of a sound manifest; {@link Loaded.Corrupt} names no older one yet. */
  Future<Loaded> load(RedisLink link, Manifest manifest) {
    return new Reading(link, manifest).next();
  }

  private Found found(int shard, CheckpointId id, byte[] bytes) {
    return switch (ManifestCodec.decode(bytes)) {
      case ManifestCodec.Decoded.Damaged(String expected, String got) ->
          new Found.Damaged(expected, got);
      case ManifestCodec.Decoded.Sound(Manifest manifest) ->
          manifest.cluster().equals(keys.cluster())
                  && manifest.shard() == shard
                  && manifest.id().equals(id)
              ? new Found.Sound(manifest)
              : new Found.Damaged(
                  name(keys.cluster(), shard, id),
                  name(manifest.cluster(), manifest.shard(), manifest.id()));
    };
  }

  private static String name(String cluster, int shard, CheckpointId id) {
    return "cluster=" + cluster + " shard=" + shard + " id=" + id;
  }

  /** A chunk and where its bytes belong. */
  private record Target(String part, Chunk chunk, byte[] into, int at) {}

  /** One checkpoint being read, window by window. */
  private final class Reading {

    private final RedisLink link;
    private final Manifest manifest;
    private final List<Section> sections = new ArrayList<>();
    private final Iterator<Target> targets;

    private Reading(RedisLink link, Manifest manifest) {
      this.link = link;
      this.manifest = manifest;
      List<Target> all = new ArrayList<>();
      manifest.sections().forEach(part -> add(part, all));
      this.targets = all.iterator();
    }

    private void add(Part part, List<Target> all) {
      byte[] raw = new byte[part.rawBytes()];
      sections.add(Section.fresh(part.name(), part.version(), raw));
      int at = 0;
      for (int i = 0; i < part.chunks().size(); i++) {
        Chunk chunk = part.chunks().get(i);
        all.add(new Target(part.name() + "/" + i, chunk, raw, at));
        at += chunk.rawBytes();
      }
    }

    private Future<Loaded> next() {
      if (!targets.hasNext()) {
        return Future.succeededFuture(new Loaded.Found(checkpoint()));
      }
      List<Target> window = new ArrayList<>();
      while (targets.hasNext() && window.size() < WINDOW) {
        window.add(targets.next());
      }
      return link.sendAll(window.stream().map(this::get).toList())
          .compose(stored -> link.work(() -> unpress(window, stored)))
          .compose(bad -> bad.isPresent() ? Future.succeededFuture(bad.get()) : next());
    }

    private Request get(Target target) {
      return Request.cmd(Command.GET).arg(keys.chunk(manifest.shard(), target.chunk().name()));
    }

    private Optional<Loaded> unpress(List<Target> window, List<Response> stored) {
      for (int i = 0; i < window.size(); i++) {
        Optional<Loaded> bad = unpress(window.get(i), stored.get(i));
        if (bad.isPresent()) {
          return bad;
        }
      }
      return Optional.empty();
    }

    private Optional<Loaded> unpress(Target target, Response stored) {
      String expected = crcText(target.chunk().crc());
      if (stored == null) {
        return corrupt(target, expected, "missing");
      }
      byte[] bytes = stored.toBytes();
      String got = crcText(Pieces.crc(bytes));
      if (!got.equals(expected)) {
        return corrupt(target, expected, got);
      }
      return Pieces.unpress(target.chunk(), bytes, target.into(), target.at())
          ? Optional.empty()
          : corrupt(target, target.chunk().rawBytes() + " bytes unpressed", "others");
    }

    private Optional<Loaded> corrupt(Target target, String expected, String got) {
      return Optional.of(
          new Loaded.Corrupt(manifest.shard(), target.part(), expected, got, Optional.empty()));
    }

    private Checkpoint checkpoint() {
      CheckpointId id = manifest.id();
      return new Checkpoint(
          manifest.shard(),
          id.epoch(),
          id.seq(),
          id.crc(),
          manifest.suppressionVersion(),
          manifest.attributes(),
          sections);
    }
  }

  private static String crcText(int crc) {
    return "crc=%08x".formatted(crc);
  }
}
