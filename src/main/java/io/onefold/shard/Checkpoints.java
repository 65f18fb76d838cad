package io.onefold.shard;

import io.onefold.identity.Capture;
import io.onefold.identity.Partition;
import io.onefold.journal.Checkpoint;
import io.onefold.journal.Put;
import io.onefold.journal.Section;
import io.onefold.journal.ShardJournal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;

/**
 * Makes the checkpoints of one shard, one at a time: copies the partition page by page between
 * other work, carries the journal into the histories, stores the copy, trims the journal.
 *
 * <p><b>Threading.</b> Confined to the shard's event loop.
 *
 * <p><b>Bounds.</b> One page, 128 profiles, a turn of the event loop: about 0.1 ms.
 */
final class Checkpoints {

  /** A copy of the partition as the batch at {@code seq}, with that crc, left it. */
  private record Copy(Capture capture, long seq, int crc) {}

  /** What a checkpoint needs of its shard. */
  interface Source {

    /** Closes the open batch, so that what was decided is covered by {@link #sealedSeq}. */
    void seal();

    /** Closes the open batch without appending it: a checkpoint will hold what it decided. */
    void sealUnsent();

    long sealedSeq();

    int sealedCrc();

    /** Completes when everything up to {@code seq} is committed. */
    Future<Void> committed(long seq);

    /** The checkpoint is stored. */
    void stored(long seq);
  }

  private final int shard;
  private final long epoch;
  private final Vertx vertx;
  private final ShardJournal journal;
  private final HistoryFold history;
  private final Map<String, String> attributes;
  private final Partition partition;
  private final Source source;
  private Capture.Baseline baseline;
  private long storedSeq;
  private Future<Void> running = Future.succeededFuture();

  Checkpoints(
      int shard,
      Vertx vertx,
      Wiring wiring,
      HistoryFold history,
      Restore.Restored restored,
      Source source) {
    this.shard = shard;
    this.epoch = restored.tail().epoch();
    this.vertx = vertx;
    this.journal = wiring.journal();
    this.history = history;
    this.attributes = wiring.settings().attributes();
    this.partition = restored.partition();
    this.source = source;
    this.baseline = restored.baseline();
    this.storedSeq = restored.checkpointSeq();
  }

  /** Whether something was decided since the last one. */
  boolean due() {
    return source.sealedSeq() > storedSeq;
  }

  boolean idle() {
    return running.isComplete();
  }

  /** Makes one now, after the one that is being made. */
  Future<Void> run() {
    running = running.otherwiseEmpty().compose(done -> make());
    return running;
  }

  /**
   * Makes one that shares nothing with the store, since another shard found it emptied. What the
   * histories would have had from the journal is gone with it.
   */
  Future<Void> renew() {
    running = running.otherwiseEmpty().compose(done -> makeAnew());
    return running;
  }

  private Future<Void> makeAnew() {
    baseline = Capture.Baseline.NONE;
    return committedCopy().compose(this::put);
  }

  /**
   * Stores everything anew, since the store has lost what it had confirmed. The copy holds all that
   * was decided, so it stands in for batches that are still under way as well. It is made in one
   * turn, since one that is being made page by page may be waiting for those batches.
   *
   * @return the batch that the stored copy stands for
   */
  Future<Long> rescue() {
    baseline = Capture.Baseline.NONE;
    source.sealUnsent();
    Copy copy = begin();
    boolean more = true;
    while (more) {
      more = copy.capture().step();
    }
    return put(copy).map(stored -> copy.seq());
  }

  private Future<Void> make() {
    return committedCopy()
        .compose(copy -> history.run(storedSeq, copy.seq()).map(copy))
        .compose(copy -> put(copy).map(copy))
        .compose(copy -> journal.trim(shard, copy.seq()));
  }

  /** What the partition is now, and the batch that covers it. */
  private Copy begin() {
    return new Copy(new Capture(partition, baseline), source.sealedSeq(), source.sealedCrc());
  }

  private Future<Copy> committedCopy() {
    source.seal();
    Copy copy = begin();
    return copy(copy.capture()).compose(done -> source.committed(copy.seq())).map(copy);
  }

  private Future<Void> copy(Capture capture) {
    Promise<Void> copied = Promise.promise();
    step(capture, copied);
    return copied.future();
  }

  private void step(Capture capture, Promise<Void> copied) {
    if (capture.step()) {
      vertx.runOnContext(next -> step(capture, copied));
    } else {
      copied.complete();
    }
  }

  private Future<Void> put(Copy copy) {
    Capture capture = copy.capture();
    long seq = copy.seq();
    List<Section> sections = capture.parts().stream().map(Checkpoints::section).toList();
    Checkpoint checkpoint = new Checkpoint(shard, epoch, seq, copy.crc(), attributes, sections);
    return journal
        .putCheckpoint(checkpoint)
        .compose(
            put ->
                switch (put) {
                  case Put.Stored stored -> {
                    baseline = capture.asBaseline();
                    storedSeq = seq;
                    source.stored(seq);
                    yield Future.succeededFuture();
                  }
                  case Put.Incomplete(List<String> missing) -> {
                    baseline = Capture.Baseline.NONE;
                    yield Future.failedFuture("checkpoint misses " + missing.size() + " parts");
                  }
                  case Put.Older(String current) ->
                      Future.failedFuture("checkpoint is older than " + current);
                  case Put.Fenced(long by) ->
                      Future.failedFuture("checkpoint fenced by epoch " + by);
                });
  }

  private static Section section(Capture.Part part) {
    return part.bytes()
        .map(bytes -> Section.fresh(part.name(), part.version(), bytes))
        .orElseGet(() -> Section.unchanged(part.name(), part.version()));
  }
}
