package io.onefold.journal.hazelcast;

import io.onefold.journal.Checkpoint;
import io.onefold.journal.CheckpointId;
import io.onefold.journal.Loaded;
import io.onefold.journal.Section;
import io.onefold.journal.hazelcast.Head.Pointer;
import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.hazelcast.grid.Place;
import io.onefold.journal.manifest.Manifest;
import io.onefold.journal.manifest.Manifest.Chunk;
import io.onefold.journal.manifest.Manifest.Part;
import io.onefold.journal.manifest.ManifestCodec;
import io.onefold.journal.manifest.Pieces;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Reads a stored checkpoint and verifies every byte of it.
 *
 * <p><b>Threading.</b> Confined to the context of its grid; pieces are unpressed on worker threads.
 *
 * <p><b>Bounds.</b> Beside the result, {@link JournalSettings#PIECES_AT_ONCE} pieces are held.
 */
final class CheckpointLoad {

  private final Grid grid;
  private final Manifest manifest;
  private final List<Section> sections = new ArrayList<>();
  private final Iterator<Target> targets;

  private CheckpointLoad(Grid grid, Manifest manifest) {
    this.grid = grid;
    this.manifest = manifest;
    List<Target> all = new ArrayList<>();
    manifest.sections().forEach(part -> add(part, all));
    this.targets = all.iterator();
  }

  /** A manifest, or why there is none to be used. */
  sealed interface Found {

    record Sound(Manifest manifest) implements Found {}

    record Damaged(String expected, String got) implements Found {}
  }

  /** Reads the manifest that a head points to, and tests that it is the one it should be. */
  static Future<Found> manifest(Grid grid, String cluster, Head head) {
    Pointer pointer = head.pointer().orElseThrow();
    return grid.read(new Place.Piece(head.shard(), pointer.piece()))
        .map(
            bytes ->
                bytes.length == 0
                    ? new Found.Damaged("id=" + pointer.id(), "missing")
                    : found(cluster, head.shard(), pointer.id(), bytes));
  }

  /** The checkpoint of a sound manifest. */
  static Future<Loaded> load(Grid grid, Manifest manifest) {
    return new CheckpointLoad(grid, manifest).next();
  }

  private static Found found(String cluster, int shard, CheckpointId id, byte[] bytes) {
    return switch (ManifestCodec.decode(bytes)) {
      case ManifestCodec.Decoded.Damaged(String expected, String got) ->
          new Found.Damaged(expected, got);
      case ManifestCodec.Decoded.Sound(Manifest manifest) -> {
        String expected = name(cluster, shard, id);
        String got = name(manifest.cluster(), manifest.shard(), manifest.id());
        yield expected.equals(got) ? new Found.Sound(manifest) : new Found.Damaged(expected, got);
      }
    };
  }

  private static String name(String cluster, int shard, CheckpointId id) {
    return "cluster=" + cluster + " shard=" + shard + " id=" + id;
  }

  /** A piece and where its bytes belong. */
  private record Target(String part, Chunk chunk, byte[] into, int at) {}

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
    while (targets.hasNext() && window.size() < JournalSettings.PIECES_AT_ONCE) {
      window.add(targets.next());
    }
    List<Future<byte[]>> stored = window.stream().map(this::read).toList();
    return Future.all(stored)
        .compose(all -> grid.work(() -> unpress(window, all.list())))
        .compose(bad -> bad.isPresent() ? Future.succeededFuture(bad.get()) : next());
  }

  private Future<byte[]> read(Target target) {
    return grid.read(new Place.Piece(manifest.shard(), target.chunk().name()));
  }

  private Optional<Loaded> unpress(List<Target> window, List<byte[]> stored) {
    for (int i = 0; i < window.size(); i++) {
      Optional<Loaded> bad = unpress(window.get(i), stored.get(i));
      if (bad.isPresent()) {
        return bad;
      }
    }
    return Optional.empty();
  }

  private Optional<Loaded> unpress(Target target, byte[] stored) {
    String expected = crcText(target.chunk().crc());
    if (stored.length == 0) {
      return corrupt(target, expected, "missing");
    }
    String got = crcText(Pieces.crc(stored));
    if (!got.equals(expected)) {
      return corrupt(target, expected, got);
    }
    return Pieces.unpress(target.chunk(), stored, target.into(), target.at())
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

  private static String crcText(int crc) {
    return "crc=%08x".formatted(crc);
  }
}
