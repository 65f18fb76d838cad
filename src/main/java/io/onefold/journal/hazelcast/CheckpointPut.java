package io.onefold.journal.hazelcast;

import io.onefold.journal.Checkpoint;
import io.onefold.journal.CheckpointId;
import io.onefold.journal.Put;
import io.onefold.journal.Section;
import io.onefold.journal.hazelcast.Head.Pointer;
import io.onefold.journal.hazelcast.grid.Grid;
import io.onefold.journal.lane.LanePosition;
import io.onefold.journal.manifest.Manifest;
import io.onefold.journal.manifest.Manifest.Part;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stores one checkpoint and makes it the current one.
 *
 * <pre>
 *   head: is a newer one current, or the shard another's? ─▶ pieces, each proven ─▶ manifest
 *     ─▶ is all that it names there? ─▶ head, if still as it was ─▶ sweep
 * </pre>
 *
 * <p><b>Threading.</b> Confined to the context of its grid.
 */
final class CheckpointPut {

  private final Grid grid;
  private final Checkpoint checkpoint;
  private final CheckpointId id;
  private final LanePosition owner;
  private final Optional<Manifest> base;
  private final Heads heads;
  private final PieceSweep sweep;
  private final CheckpointPieces pieces;

  /**
   * @param base the checkpoint that unchanged sections refer to
   */
  CheckpointPut(
      CheckpointPieces pieces, Checkpoint checkpoint, LanePosition owner, Optional<Manifest> base) {
    this.pieces = pieces;
    this.grid = pieces.grid();
    this.checkpoint = checkpoint;
    this.id = new CheckpointId(checkpoint.epoch(), checkpoint.seq(), checkpoint.crc());
    this.owner = owner;
    this.base = base;
    this.heads = new Heads(grid, checkpoint.shard());
    this.sweep = new PieceSweep(grid, checkpoint.shard());
  }

  /** What became of it, and the manifest if it is the current one. */
  record Result(Put put, Optional<Manifest> manifest) {

    private static Result of(Put put) {
      return new Result(put, Optional.empty());
    }
  }

  Future<Result> run() {
    return heads
        .read()
        .compose(
            now -> {
              Optional<Put> refusal = refusal(now);
              if (refusal.isPresent()) {
                return Future.succeededFuture(Result.of(refusal.get()));
              }
              boolean isCurrent = now.head().pointer().filter(p -> p.id().equals(id)).isPresent();
              return isCurrent ? storedBefore(now.head()) : write();
            });
  }

  private Optional<Put> refusal(Heads.Read now) {
    Head head = now.head();
    if (head.epoch() > id.epoch()
        || (head.epoch() == id.epoch() && !head.writer().equals(owner.writer()))) {
      return Optional.of(new Put.Fenced(head.epoch()));
    }
    return head.pointer()
        .map(Pointer::id)
        .filter(current -> !current.equals(id) && !id.newerThan(current))
        .map(current -> new Put.Older(current.text()));
  }

  /** What is current already is not written again, unless something of it is not there. */
  private Future<Result> storedBefore(Head head) {
    return CheckpointLoad.manifest(grid, pieces.cluster(), head)
        .compose(
            found ->
                found instanceof CheckpointLoad.Found.Sound(Manifest manifest)
                    ? missing(manifest, head.pointer().orElseThrow())
                        .compose(
                            missing ->
                                missing.isEmpty()
                                    ? Future.succeededFuture(stored(manifest, 0))
                                    : write())
                    : write());
  }

  private Future<Result> write() {
    Map<String, Part> shared = new HashMap<>();
    List<String> unknown =
        checkpoint.sections().stream()
            .filter(section -> section.content() instanceof Section.Content.Unchanged)
            .filter(section -> !share(section, shared))
            .map(Section::name)
            .toList();
    return unknown.isEmpty()
        ? pieces.write(checkpoint, shared).compose(this::complete)
        : Future.succeededFuture(Result.of(new Put.Incomplete(unknown)));
  }

  private boolean share(Section section, Map<String, Part> shared) {
    Optional<Part> part =
        base.flatMap(manifest -> manifest.section(section.name(), section.version()));
    part.ifPresent(known -> shared.put(section.name(), known));
    return part.isPresent();
  }

  private Future<Result> complete(CheckpointPieces.Stored written) {
    Pointer to = new Pointer(id, written.manifestCrc());
    return missing(written.manifest(), to)
        .compose(
            missing ->
                missing.isEmpty()
                    ? point(written, to)
                    : Future.succeededFuture(Result.of(new Put.Incomplete(missing))));
  }

  /** Sections that are not there in full; all of them if the manifest is not. */
  private Future<List<String>> missing(Manifest manifest, Pointer to) {
    return grid.pieces(checkpoint.shard())
        .map(HashSet::new)
        .map(
            there ->
                manifest.sections().stream()
                    .filter(part -> !there.contains(to.piece()) || !isThere(part, there))
                    .map(Part::name)
                    .toList());
  }

  private static boolean isThere(Part part, Set<String> there) {
    return part.chunks().stream().allMatch(chunk -> there.contains(chunk.name()));
  }

  /** A head that was lost is made anew, by the owner that still has the state. */
  private Future<Result> point(CheckpointPieces.Stored written, Pointer to) {
    return heads
        .change(
            pieces.patience(),
            now -> {
              refusal(now)
                  .ifPresent(
                      put -> {
                        throw new Overtaken(put);
                      });
              Head head = now.isNew() ? now.head().raised(id) : now.head();
              return head.claimed(id.epoch(), owner.writer()).pointing(to);
            })
        .compose(changed -> sweep.behind(id, named(written.manifest(), to)).otherwiseEmpty())
        .map(swept -> stored(written.manifest(), written.bytes()))
        .recover(
            thrown ->
                thrown instanceof Overtaken overtaken
                    ? Future.succeededFuture(Result.of(overtaken.put))
                    : Future.failedFuture(thrown));
  }

  static Set<String> named(Manifest manifest, Pointer to) {
    Set<String> named = new HashSet<>(manifest.chunkNames());
    named.add(to.piece());
    return named;
  }

  private Result stored(Manifest manifest, long bytes) {
    return new Result(new Put.Stored(id.text(), bytes), Optional.of(manifest));
  }

  /** Somebody else moved the head while the pieces were written. */
  private static final class Overtaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Put put;

    private Overtaken(Put put) {
      super(null, null, false, false);
      this.put = put;
    }
  }
}
