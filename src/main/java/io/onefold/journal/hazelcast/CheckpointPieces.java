package io.onefold.journal.hazelcast;

import io.onefold.journal.Checkpoint;
import io.onefold.journal.CheckpointId;
import io.onefold.journal.Section;
import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.hazelcast.grid.Place;
import io.onefold.journal.manifest.ChunkNames;
import io.onefold.journal.manifest.Manifest;
import io.onefold.journal.manifest.Manifest.Chunk;
import io.onefold.journal.manifest.Manifest.Part;
import io.onefold.journal.manifest.ManifestCodec;
import io.onefold.journal.manifest.Pieces;
import io.onefold.journal.manifest.Pieces.Piece;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Writes the pieces of checkpoints, each under a name that no other content ever has, and each
 * proven to be on all copies before the next is begun.
 *
 * <p><b>Threading.</b> Confined to the context of its grid; pieces are pressed on worker threads.
 *
 * <p><b>Bounds.</b> Beside the caller's bytes one piece is held.
 */
final class CheckpointPieces {

  private final Grid grid;
  private final String cluster;
  private final Patience patience;
  private final Proof proof;

  CheckpointPieces(Grid grid, String cluster, Patience patience) {
    this.grid = grid;
    this.cluster = cluster;
    this.patience = patience;
    this.proof = new Proof(grid);
  }

  /**
   * What was written.
   *
   * @param bytes of all new pieces, pressed
   */
  record Stored(Manifest manifest, int manifestCrc, long bytes) {}

  Grid grid() {
    return grid;
  }

  String cluster() {
    return cluster;
  }

  Patience patience() {
    return patience;
  }

  /**
   * Writes the fresh sections, then the manifest.
   *
   * @param shared the unchanged sections, by name, as they are stored
   */
  Future<Stored> write(Checkpoint checkpoint, Map<String, Part> shared) {
    Writing writing = new Writing(checkpoint, shared);
    return writing.pieces().compose(done -> writing.manifest());
  }

  /** One checkpoint being written. */
  private final class Writing {

    private final Checkpoint checkpoint;
    private final CheckpointId id;
    private final Map<String, Part> shared;
    private final Map<String, List<Chunk>> written = new HashMap<>();
    private final Iterator<Piece> left;
    private long bytes;

    private Writing(Checkpoint checkpoint, Map<String, Part> shared) {
      this.checkpoint = checkpoint;
      this.id = new CheckpointId(checkpoint.epoch(), checkpoint.seq(), checkpoint.crc());
      this.shared = shared;
      List<Piece> all = new ArrayList<>();
      checkpoint.sections().forEach(section -> cut(section, all));
      this.left = all.iterator();
    }

    private void cut(Section section, List<Piece> all) {
      switch (section.content()) {
        case Section.Content.Fresh(byte[] raw) -> {
          written.put(section.name(), new ArrayList<>());
          all.addAll(Pieces.cut(section.name(), raw));
        }
        case Section.Content.Unchanged() -> {}
      }
    }

    private Future<Void> pieces() {
      if (!left.hasNext()) {
        return Future.succeededFuture();
      }
      Piece piece = left.next();
      return grid.work(piece::press)
          .compose(pressed -> store(piece, pressed))
          .compose(stored -> pieces());
    }

    private Future<Void> store(Piece piece, byte[] pressed) {
      int crc = Pieces.crc(pressed);
      String name = ChunkNames.name(id, piece.section(), piece.number(), crc);
      return store(name, pressed)
          .onSuccess(
              stored -> written.get(piece.section()).add(new Chunk(name, piece.count(), crc)));
    }

    private Future<Stored> manifest() {
      Manifest manifest =
          new Manifest(
              cluster,
              checkpoint.shard(),
              id,
              checkpoint.suppressionVersion(),
              checkpoint.attributes(),
              checkpoint.sections().stream().map(this::part).toList());
      byte[] encoded = ManifestCodec.encode(manifest);
      int crc = Pieces.crc(encoded);
      return store(new Head.Pointer(id, crc).piece(), encoded)
          .map(stored -> new Stored(manifest, crc, bytes));
    }

    private Future<Void> store(String name, byte[] content) {
      return proof
          .until(patience, new Place.Piece(checkpoint.shard(), name), Grid.NOTHING, content)
          .compose(
              tried -> {
                if (!(tried instanceof Proof.Try.Proven)) {
                  return Future.failedFuture(new IllegalStateException(name + " is another's"));
                }
                bytes += content.length;
                return Future.succeededFuture();
              });
    }

    private Part part(Section section) {
      return switch (section.content()) {
        case Section.Content.Fresh fresh ->
            new Part(section.name(), section.version(), written.get(section.name()));
        case Section.Content.Unchanged unchanged -> shared.get(section.name());
      };
    }
  }
}
