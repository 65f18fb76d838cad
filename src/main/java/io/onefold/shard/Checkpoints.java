package io.onefold.shard;

import io.onefold.identity.Capture;
import io.onefold.identity.Partition;
import io.onefold.journal.Batch;
import io.onefold.journal.Checkpoint;
import io.onefold.journal.Put;
import io.onefold.journal.Section;
import io.onefold.journal.ShardJournal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes the checkpoints of one shard, one at a time: copies the partition page by page between
 * other work, carries the journal into the histories, stores the copy, trims the journal.
 *
 * <pre>
 *   run      copy ─▶ wait for its commit ─▶ histories ─▶ put ─▶ trim
 *   purge      │             │                  │         │ └─▶ trim, and delete all that is older
 *   rescue     └──────── given up ──────────────┘         └─ waited for, then all is put anew
 * </pre>
 *
 * <p><b>Threading.</b> Confined to the shard's event loop.
 *
 * <p><b>Bounds.</b> One page, 128 profiles, a turn of the event loop: about 0.1 ms.
 */
final class Checkpoints {

  /** What a checkpoint needs of its shard. */
  interface Source {

    /** Closes the open batch and hands it to the journal. */
    void seal();

    /** Closes the open batch without appending it: a checkpoint will hold what it decided. */
    void sealUnsent();

    long sealedSeq();

    int sealedCrc();

    /** Completes when everything up to {@code seq} is committed. */
    Future<Void> committed(long seq);

    /** The closed batches that are not committed, in order. */
    List<Batch> uncommitted();

    /** The checkpoint is stored. */
    void stored(long seq);
  }

  /**
   * A copy of the partition as the batch at {@code seq}, with that crc, left it.
   *
   * @param round in which it was begun; in another one it is given up
   */
  private record Copy(Capture capture, long seq, int crc, long round) {}

  private static final String GIVEN_UP = "given up: all is stored anew, or the shard is closed";

  private final int shard;
  private final long epoch;
  private final Vertx vertx;
  private final ShardJournal journal;
  private final HistoryFold history;
  private final SuppressionList suppressions;
  private final Map<String, String> attributes;
  private final Partition partition;
  private final Source source;
  private Capture.Baseline baseline;
  private long storedSeq;
  private long round;
  private Future<Void> running = Future.succeededFuture();
  private Future<Void> putting = Future.succeededFuture();

  Checkpoints(
      int shard,
      Vertx vertx,
      Wiring wiring,
      HistoryFold history,
      SuppressionList suppressions,
      Restore.Restored restored,
      Source source) {
    this.shard = shard;
    this.epoch = restored.tail().epoch();
    this.vertx = vertx;
    this.journal = wiring.journal();
    this.history = history;
    this.suppressions = suppressions;
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

  /** Where the last one that was stored stands in the journal; 0 for none. */
  long storedSeq() {
    return storedSeq;
  }

  /** Makes one now, after the one that is being made. */
  Future<Void> run() {
    return next(copy -> journal.trim(shard, copy.seq));
  }

  /**
   * The same, and leaves nothing older in the store: neither journal nor checkpoints. What is
   * forgotten when it is called is not in it, as the copy is begun later. Made even when nothing
   * was decided since the last one.
   */
  Future<Void> purge() {
    return next(copy -> journal.purge(shard, copy.seq));
  }

  private Future<Void> next(Function<Copy, Future<Void>> clear) {
    long now = round;
    running = running.otherwiseEmpty().compose(done -> within(now, this::make)).compose(clear);
    return running;
  }

  /**
   * Stores everything anew, since the store has lost what it had confirmed. The copy holds all that
   * was decided, so it stands in for batches that are still under way as well. It is made in one
   * turn and gives up one that is being made page by page: that may be waiting for those very
   * batches, and would not be told any more of pages that are about to change. A put under way is
   * waited for, since its late success would pass for this one's.
   *
   * @return the batch that the stored copy stands for
   */
  Future<Long> rescue() {
    long now = ++round;
    Future<Long> rescued = putting.otherwiseEmpty().compose(done -> within(now, this::makeAnew));
    running = rescued.mapEmpty();
    return rescued;
  }

  /**
   * Begins nothing more, and gives up what is not put yet. When a defect is the cause, memory may
   * hold half a change, which must not become the record.
   */
  void close() {
    round++;
  }

  private Future<Copy> make() {
    source.seal();
    Copy copy = begin();
    return copy(copy)
        .compose(done -> source.committed(copy.seq))
        .compose(done -> within(copy.round, () -> fold(copy)))
        .compose(done -> within(copy.round, () -> put(copy)))
        .map(copy);
  }

  private Future<Long> makeAnew() {
    baseline = Capture.Baseline.NONE;
    source.sealUnsent();
    Copy copy = begin();
    boolean more = true;
    while (more) {
      more = copy.capture.step();
    }
    return fold(copy).compose(done -> within(copy.round, () -> put(copy))).map(copy.seq);
  }

  /** What the partition is now, and the batch that covers it. */
  private Copy begin() {
    Capture capture = new Capture(partition, baseline);
    return new Copy(capture, source.sealedSeq(), source.sealedCrc(), round);
  }

  private Future<Void> copy(Copy copy) {
    Promise<Void> copied = Promise.promise();
    step(copy, copied);
    return copied.future();
  }

  private void step(Copy copy, Promise<Void> copied) {
    if (copy.round != round) {
      copied.fail(GIVEN_UP);
    } else if (copy.capture.step()) {
      vertx.runOnContext(next -> step(copy, copied));
    } else {
      copied.complete();
    }
  }

  private <T> Future<T> within(long begunIn, Supplier<Future<T>> step) {
    return begunIn == round ? step.get() : Future.failedFuture(GIVEN_UP);
  }

  private Future<Void> fold(Copy copy) {
    return history.run(storedSeq, copy.seq, source.uncommitted());
  }

  private Future<Void> put(Copy copy) {
    List<Section> sections = copy.capture.parts().stream().map(Checkpoints::section).toList();
    putting =
        suppressions
            .ensure()
            .compose(
                there ->
                    within(copy.round, () -> journal.putCheckpoint(checkpoint(copy, sections))))
            .compose(put -> judge(copy, put));
    return putting;
  }

  private Checkpoint checkpoint(Copy copy, List<Section> sections) {
    long suppressionVersion = suppressions.version();
    return new Checkpoint(
        shard, epoch, copy.seq, copy.crc, suppressionVersion, attributes, sections);
  }

  private Future<Void> judge(Copy copy, Put put) {
    return switch (put) {
      case Put.Stored stored -> {
        baseline = copy.capture.asBaseline();
        storedSeq = copy.seq;
        history.stored(copy.seq);
        source.stored(copy.seq);
        yield Future.succeededFuture();
      }
      case Put.Incomplete(List<String> missing) -> {
        baseline = Capture.Baseline.NONE;
        yield Future.failedFuture("checkpoint misses " + missing.size() + " parts");
      }
      case Put.Older(String current) -> Future.failedFuture("checkpoint is older than " + current);
      case Put.Fenced(long by) -> Future.failedFuture("checkpoint fenced by epoch " + by);
    };
  }

  private static Section section(Capture.Part part) {
    return part.bytes()
        .map(bytes -> Section.fresh(part.name(), part.version(), bytes))
        .orElseGet(() -> Section.unchanged(part.name(), part.version()));
  }
}
