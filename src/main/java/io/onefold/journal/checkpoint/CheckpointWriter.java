package io.onefold.journal.checkpoint;

import io.onefold.journal.Checkpoint;
import io.onefold.journal.CheckpointId;
import io.onefold.journal.Section;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.ShardKeys;
import io.onefold.journal.manifest.ChunkNames;
import io.onefold.journal.manifest.Manifest;
import io.onefold.journal.manifest.Manifest.Chunk;
import io.onefold.journal.manifest.Manifest.Part;
import io.onefold.journal.manifest.ManifestCodec;
import io.onefold.journal.manifest.Pieces;
import io.onefold.journal.manifest.Pieces.Piece;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Writes the chunks and the manifest of one checkpoint. Nothing of it can be seen before the
 * pointer moves; and it does not move before every chunk was found to be there in full, and the
 * manifest to be what was meant.
 *
 * <p><b>Threading.</b> Confined to the context of its link; pieces are pressed on worker threads.
 *
 * <p><b>Bounds.</b> Beside the caller's bytes, one chunk is held, and one is sent at a time, so
 * that appends on the same connection wait for one at the most.
 */
final class CheckpointWriter {

  private final RedisLink link;
  private final ShardKeys keys;
  private final Checkpoint checkpoint;
  private final CheckpointId id;
  private final Map<String, Part> shared;
  private final Map<String, List<Chunk>> written = new HashMap<>();
  private final Iterator<Piece> pieces;
  private long storedBytes;

  /**
   * @param shared the unchanged sections, by name, as they are stored
   */
  CheckpointWriter(
      RedisLink link, ShardKeys keys, Checkpoint checkpoint, Map<String, Part> shared) {
    this.link = link;
    this.keys = keys;
    this.checkpoint = checkpoint;
    this.id = new CheckpointId(checkpoint.epoch(), checkpoint.seq(), checkpoint.crc());
    this.shared = shared;
    List<Piece> all = new ArrayList<>();
    checkpoint.sections().forEach(section -> cut(section, all));
    this.pieces = all.iterator();
  }

  /** Completes with the manifest once it and all new chunks are there. */
  Future<Manifest> write() {
    return writePieces().compose(done -> writeManifest());
  }

  /** Compressed bytes written so far. */
  long storedBytes() {
    return storedBytes;
  }

  private void cut(Section section, List<Piece> all) {
    switch (section.content()) {
      case Section.Content.Fresh(byte[] bytes) -> {
        written.put(section.name(), new ArrayList<>());
        all.addAll(Pieces.cut(section.name(), bytes));
      }
      case Section.Content.Unchanged() -> {}
    }
  }

  private Future<Void> writePieces() {
    if (!pieces.hasNext()) {
      return Future.succeededFuture();
    }
    Piece piece = pieces.next();
    return link.work(piece::press)
        .compose(pressed -> store(piece, pressed))
        .compose(stored -> writePieces());
  }

  private Future<Void> store(Piece piece, byte[] pressed) {
    int crc = Pieces.crc(pressed);
    String name = ChunkNames.name(id, piece.section(), piece.number(), crc);
    byte[] names = keys.chunks(checkpoint.shard());
    byte[] key = keys.chunk(checkpoint.shard(), name);
    return link.sendAll(
            List.of(
                Request.cmd(Command.SADD).arg(names).arg(name),
                Request.cmd(Command.SET).arg(key).arg(pressed),
                Request.cmd(Command.STRLEN).arg(key)))
        .compose(
            replies -> {
              Chunk chunk = new Chunk(name, piece.count(), crc);
              return stored(piece, chunk, pressed.length, replies.get(2));
            });
  }

  private Future<Void> stored(Piece piece, Chunk chunk, int bytes, Response length) {
    if (length.toInteger() != bytes) {
      return Future.failedFuture(
          new IllegalStateException(
              chunk.name() + " has " + length + " bytes instead of " + bytes));
    }
    written.get(piece.section()).add(chunk);
    storedBytes += bytes;
    return Future.succeededFuture();
  }

  private Future<Manifest> writeManifest() {
    Manifest manifest =
        new Manifest(
            keys.cluster(),
            checkpoint.shard(),
            id,
            checkpoint.suppressionVersion(),
            checkpoint.attributes(),
            checkpoint.sections().stream().map(this::part).toList());
    byte[] bytes = ManifestCodec.encode(manifest);
    byte[] key = keys.manifest(checkpoint.shard(), id.text());
    storedBytes += bytes.length;
    return link.sendAll(
            List.of(
                Request.cmd(Command.SET).arg(key).arg(bytes), Request.cmd(Command.GET).arg(key)))
        .compose(
            replies ->
                Arrays.equals(replies.get(1).toBytes(), bytes)
                    ? Future.succeededFuture(manifest)
                    : Future.failedFuture(
                        new IllegalStateException("manifest " + id + " reads back wrong")));
  }

  private Part part(Section section) {
    return switch (section.content()) {
      case Section.Content.Fresh fresh ->
          new Part(section.name(), section.version(), written.get(section.name()));
      case Section.Content.Unchanged unchanged -> shared.get(section.name());
    };
  }
}
