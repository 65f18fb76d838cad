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
    source.seal();
    long seq = source.sealedSeq();
    int crc = source.sealedCrc();
    Capture capture = new Capture(partition, baseline);
    return copy(capture)
        .compose(done -> source.committed(seq))
        .compose(done -> put(capture, seq, crc));
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
    long seq = source.sealedSeq();
    int crc = source.sealedCrc();
    Capture capture = new Capture(partition, baseline);
    boolean more = true;
    while (more) {
      more = capture.step();
    }
    return put(capture, seq, crc).map(stored -> seq);
  }

  private Future<Void> make() {
    source.seal();
    long seq = source.sealedSeq();
    int crc = source.sealedCrc();
    Capture capture = new Capture(partition, baseline);
    return copy(capture)
        .compose(done -> source.committed(seq))
        .compose(done -> history.run(storedSeq, seq))
        .compose(done -> put(capture, seq, crc))
        .compose(done -> journal.trim(shard, seq));
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

  private Future<Void> put(Capture capture, long seq, int crc) {
    List<Section> sections = capture.parts().stream().map(Checkpoints::section).toList();
    Checkpoint checkpoint = new Checkpoint(shard, epoch, seq, crc, attributes, sections);
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
