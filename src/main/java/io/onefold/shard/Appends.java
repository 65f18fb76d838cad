package io.onefold.shard;

import io.onefold.journal.Appended;
import io.onefold.journal.Batch;
import io.onefold.journal.ShardJournal;
import io.onefold.telemetry.JournalMeters;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Performs the commits of one shard: hands batches to the journal, repeats those whose fate is
 * unknown, and lets effects leave strictly in the order of the batches.
 *
 * <p><b>Threading.</b> Confined to the shard's event loop.
 *
 * <p><b>Bounds.</b> {@link Commits#UNDER_WAY_MAX} batches under way.
 */
final class Appends {

  private static final long RETRY_FIRST_MS = 50;
  private static final long RETRY_LONGEST_MS = 1_000;

  /** Told what the journal means for the life of the shard. */
  interface Listener {

    /** The batch is committed: these effects may leave. */
    void leave(Commits.Effects effects);

    /** The journal does not answer, or answers again. */
    void stalled(boolean stalled);

    /** Another owner has the shard. */
    void fenced(Appended.Fenced by);

    /** The journal has lost batches that it had confirmed; memory is all there is. */
    void behind(Appended.Behind behind);
  }

  private final Vertx vertx;
  private final ShardJournal journal;
  private final Commits commits;
  private final JournalMeters meters;
  private final Listener listener;
  private final TreeSet<Long> committed = new TreeSet<>();
  private final TreeMap<Long, Batch> behind = new TreeMap<>();
  private boolean closed;
  private boolean stalled;

  Appends(
      Vertx vertx, ShardJournal journal, Commits commits, JournalMeters meters, Listener listener) {
    this.vertx = vertx;
    this.journal = journal;
    this.commits = commits;
    this.meters = meters;
    this.listener = listener;
  }

  /** Appends what is due. */
  void flush() {
    if (closed) {
      return;
    }
    for (Optional<Batch> next = commits.next(); next.isPresent(); next = commits.next()) {
      append(next.get(), RETRY_FIRST_MS);
    }
  }

  /** Closes the open batch now, so that {@link Commits#sealedSeq} covers all that was decided. */
  void seal() {
    commits.seal();
    flush();
  }

  /** Appends nothing more, and lets nothing more leave. */
  void close() {
    closed = true;
  }

  /**
   * A checkpoint has taken the place of everything up to {@code seq}. What the journal would not
   * take before it was stored is handed in again.
   */
  void settled(long seq) {
    committed.headSet(seq, true).clear();
    commits.committed(seq).forEach(listener::leave);
    stalled(false);
    List<Batch> again = List.copyOf(behind.tailMap(seq, false).values());
    behind.clear();
    again.forEach(batch -> append(batch, RETRY_FIRST_MS));
    flush();
  }

  private void append(Batch batch, long retryMs) {
    if (isOver(batch)) {
      return;
    }
    long startedNs = System.nanoTime();
    journal
        .append(batch)
        .onComplete(
            result -> {
              if (!isOver(batch)) {
                appended(batch, retryMs, startedNs, result);
              }
            });
  }

  private boolean isOver(Batch batch) {
    return closed || batch.seq() <= commits.committedSeq();
  }

  private void appended(Batch batch, long retryMs, long startedNs, AsyncResult<Appended> result) {
    Appended appended = result.succeeded() ? result.result() : new Appended.Unknown(result.cause());
    switch (appended) {
      case Appended.Committed() -> {
        meters.appended(System.nanoTime() - startedNs, batch.ops().length);
        committed(batch.seq());
      }
      case Appended.Unknown(Throwable cause) -> {
        meters.appendUnknown();
        stalled(true);
        long nextMs = Math.min(2 * retryMs, RETRY_LONGEST_MS);
        vertx.setTimer(retryMs, timer -> append(batch, nextMs));
      }
      case Appended.Fenced fenced -> {
        meters.appendFenced();
        close();
        listener.fenced(fenced);
      }
      case Appended.Behind lost -> {
        behind.put(batch.seq(), batch);
        stalled(true);
        listener.behind(lost);
      }
    }
  }

  private void committed(long seq) {
    committed.add(seq);
    while (committed.remove(commits.committedSeq() + 1)) {
      commits.committed(commits.committedSeq() + 1).forEach(listener::leave);
    }
    stalled(false);
    flush();
  }

  private void stalled(boolean now) {
    if (now != stalled) {
      stalled = now;
      listener.stalled(now);
    }
  }
}
