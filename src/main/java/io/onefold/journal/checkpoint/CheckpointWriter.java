package io.onefold.journal.checkpoint;

import io.onefold.journal.Checkpoint;
import io.onefold.journal.CheckpointId;
import io.onefold.journal.Section;
import io.onefold.journal.checkpoint.Manifest.Chunk;
import io.onefold.journal.checkpoint.Manifest.Part;
import io.onefold.journal.checkpoint.Pieces.Piece;
import io.onefold.journal.connection.RedisLink;
import io.onefold.journal.connection.ShardKeys;
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
 * Writes the chunks and the manifest of one checkpoint and reads all of it back. Nothing of it can
 * be seen before the pointer moves.
 *
 * <p><b>Threading.</b> Confined to the context of its link; pieces are pressed on worker threads.
 *
 * <p><b>Bounds.</b> Beside the caller's bytes, {@link #WINDOW} chunks, 1 MiB at the most, are held.
 */
final class CheckpointWriter {

  private static final int WINDOW = 4;

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

  /** Completes with the manifest once it and all new chunks were read back as they were meant. */
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
    List<Piece> window = new ArrayList<>();
    while (pieces.hasNext() && window.size() < WINDOW) {
      window.add(pieces.next());
    }
    return link.work(() -> window.stream().map(Piece::press).toList())
        .compose(pressed -> store(window, pressed))
        .compose(stored -> writePieces());
  }

  private Future<Void> store(List<Piece> window, List<byte[]> pressed) {
    List<Request> requests = new ArrayList<>();
    Request names = Request.cmd(Command.SADD).arg(keys.chunks(checkpoint.shard()));
    window.forEach(piece -> names.arg(name(piece)));
    requests.add(names);
    for (int i = 0; i < window.size(); i++) {
      requests.add(Request.cmd(Command.SET).arg(key(window.get(i))).arg(pressed.get(i)));
    }
    window.forEach(piece -> requests.add(Request.cmd(Command.GET).arg(key(piece))));
    return link.sendAll(requests).compose(replies -> verify(window, pressed, replies));
  }

  private Future<Void> verify(List<Piece> window, List<byte[]> pressed, List<Response> replies) {
    int firstGet = replies.size() - window.size();
    for (int i = 0; i < window.size(); i++) {
      Response back = replies.get(firstGet + i);
      if (back == null || !Arrays.equals(back.toBytes(), pressed.get(i))) {
        return Future.failedFuture(
            new IllegalStateException(name(window.get(i)) + " reads back wrong"));
      }
      Piece piece = window.get(i);
      Chunk chunk = new Chunk(name(piece), piece.count(), Pieces.crc(pressed.get(i)));
      written.get(piece.section()).add(chunk);
      storedBytes += pressed.get(i).length;
    }
    return Future.succeededFuture();
  }

  private Future<Manifest> writeManifest() {
    Manifest manifest =
        new Manifest(
            keys.cluster(),
            checkpoint.shard(),
            id,
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

  private String name(Piece piece) {
    return ChunkNames.name(id, piece.section(), piece.number());
  }

  private byte[] key(Piece piece) {
    return keys.chunk(checkpoint.shard(), name(piece));
  }
}
