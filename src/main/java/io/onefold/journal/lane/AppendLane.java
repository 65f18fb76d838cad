package io.onefold.journal.lane;

import io.onefold.journal.Appended;
import io.onefold.journal.Batch;
import io.onefold.journal.CheckpointId;
import io.onefold.journal.ShardJournal;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The appends of one owner of one shard on their way to a store, in order.
 *
 * <pre>
 *   queued ──▶ in flight (≤ IN_FLIGHT_MAX) ──reply──▶ committed
 *                 │ a failure, another store than before, not on all copies
 *                 ▼
 *              in doubt: nothing new is sent; when all in flight have been answered or have failed,
 *                        {@link LaneWire#settle} finds out about each, in order
 *                 ├─ all stand ──▶ on as before
 *                 ├─ fenced ─────▶ all are fenced, for good
 *                 ├─ behind ─────▶ all are told, until a checkpoint is stored
 *                 └─ no answer in time ──▶ all are unknown; the next append starts in doubt
 * </pre>
 *
 * <p><b>Threading.</b> Confined to the context of its wire.
 *
 * <p><b>Ownership.</b> Made by a take-over, replaced by the next.
 *
 * <p><b>Bounds.</b> What waits here is what the shard has handed in; it hands in a batch only while
 * it may gather behind a running one.
 */
public final class AppendLane {

  private static final Appended COMMITTED = new Appended.Committed();
  private static final long PAUSE_MS_MIN = 10;
  private static final long PAUSE_MS_MAX = 200;

  private final LaneWire wire;
  private final Deque<PendingAppend> inFlight = new ArrayDeque<>();
  private final Deque<PendingAppend> queued = new ArrayDeque<>();

  private LanePosition position;
  private Optional<Appended> barred = Optional.empty();
  private Optional<CheckpointId> checkpoint = Optional.empty();
  private long unknownUpToSeq;
  private boolean doubt;
  private boolean settling;
  private long settlingSession;
  private long pauseMs = PAUSE_MS_MIN;
  private Throwable lastCause;

  /** Starts where a take-over ended. */
  public AppendLane(LaneWire wire, LanePosition position) {
    this.wire = wire;
    this.position = position;
  }

  /** How far this owner has come. */
  public LanePosition position() {
    return position;
  }

  public Future<Appended> append(Batch batch) {
    if (batch.epoch() < position.epoch()) {
      return Future.succeededFuture(new Appended.Fenced(position.epoch(), position.writer()));
    }
    if (barred.isPresent()) {
      return Future.succeededFuture(barred.get());
    }
    goOnBehindCheckpoint();
    long next = position.lastSeq() + 1 + inFlight.size() + queued.size();
    if (batch.seq() > next && next <= unknownUpToSeq) {
      return Future.succeededFuture(unknown());
    }
    if (batch.epoch() > position.epoch() || batch.seq() > next) {
      return Future.failedFuture(
          new IllegalArgumentException(
              "expected seq " + next + " of " + position + " got " + batch));
    }
    return batch.seq() == next ? enqueue(batch) : repeated(batch);
  }

  /**
   * A checkpoint of this owner is current: what it contains can no longer be missed, and needs no
   * append, batches among it that were told {@link Appended.Behind}.
   */
  public void checkpointStored(CheckpointId id) {
    boolean wasBehind = barred.filter(Appended.Behind.class::isInstance).isPresent();
    if (wasBehind && id.seq() >= position.lastSeq()) {
      barred = Optional.empty();
      goOnBehind(id);
    } else {
      checkpoint = Optional.of(id);
    }
  }

  /**
   * What a checkpoint contains beyond the last batch never comes here. It may have become current
   * while appends were in doubt, so it counts when they are over.
   */
  private void goOnBehindCheckpoint() {
    if (inFlight.isEmpty() && queued.isEmpty()) {
      checkpoint.filter(id -> id.seq() > position.lastSeq()).ifPresent(this::goOnBehind);
      checkpoint = Optional.empty();
    }
  }

  private void goOnBehind(CheckpointId id) {
    position = position.at(id);
    wire.distrust();
  }

  /** Ends this lane: whoever appends to it, or still waits, is told that the shard is another's. */
  public void close(Appended.Fenced by) {
    bar(by);
  }

  private Future<Appended> enqueue(Batch batch) {
    PendingAppend append = new PendingAppend(batch);
    queued.add(append);
    pump();
    return append.future();
  }

  private Future<Appended> repeated(Batch batch) {
    PendingAppend again = new PendingAppend(batch);
    if (batch.seq() <= position.lastSeq()) {
      return wire.committedBefore(again);
    }
    for (Deque<PendingAppend> waiting : List.of(inFlight, queued)) {
      for (PendingAppend append : waiting) {
        if (append.isSame(again)) {
          return append.future();
        }
      }
    }
    return Future.failedFuture(new IllegalArgumentException("another batch waits at " + batch));
  }

  private void pump() {
    while (!doubt && !queued.isEmpty() && inFlight.size() < ShardJournal.IN_FLIGHT_MAX) {
      PendingAppend append = queued.poll();
      inFlight.add(append);
      if (wire.isTrusted()) {
        wire.send(append, position).onComplete(stands -> answered(append, stands));
      } else {
        notSent(append);
      }
    }
  }

  private void notSent(PendingAppend append) {
    append.answered(false);
    doubt = true;
    settleWhenQuiet();
  }

  private void answered(PendingAppend append, AsyncResult<Boolean> stands) {
    append.answered(stands.succeeded() && stands.result());
    doubt |= !append.isStanding();
    if (doubt) {
      settleWhenQuiet();
      return;
    }
    while (!inFlight.isEmpty() && inFlight.peek().isStanding()) {
      commitFirst();
    }
    pump();
  }

  private void commitFirst() {
    PendingAppend first = inFlight.poll();
    position = position.behind(first);
    first.complete(COMMITTED);
  }

  private void settleWhenQuiet() {
    if (settling || !inFlight.stream().allMatch(PendingAppend::isAnswered)) {
      return;
    }
    settling = true;
    long session = ++settlingSession;
    pauseMs = PAUSE_MS_MIN;
    lastCause = null;
    wire.timer(wire.giveUpAfterMs(), () -> giveUp(session));
    settleFirst(session);
  }

  private void settleFirst(long session) {
    if (session != settlingSession) {
      return;
    }
    if (inFlight.isEmpty()) {
      doubt = false;
      endOfSession();
      pump();
    } else if (inFlight.peek().isStanding()) {
      commitFirst();
      settleFirst(session);
    } else {
      wire.settle(inFlight.peek(), position).onComplete(result -> settled(session, result));
    }
  }

  private void settled(long session, AsyncResult<Appended> result) {
    if (session != settlingSession) {
      return;
    }
    if (result.failed()) {
      lastCause = result.cause();
      again(session);
      return;
    }
    switch (result.result()) {
      case Appended.Committed committed -> {
        commitFirst();
        settleFirst(session);
      }
      case Appended.Unknown(Throwable cause) -> {
        lastCause = cause;
        again(session);
      }
      case Appended.Fenced fenced -> bar(fenced);
      case Appended.Behind behind -> bar(behind);
    }
  }

  private void again(long session) {
    if (!wire.mayStillFindOut()) {
      giveUp(session);
      return;
    }
    wire.timer(pauseMs, () -> settleFirst(session));
    pauseMs = Math.min(2 * pauseMs, PAUSE_MS_MAX);
  }

  private void giveUp(long session) {
    if (session == settlingSession) {
      wire.distrust();
      unknownUpToSeq = position.lastSeq() + inFlight.size() + queued.size();
      completeAll(unknown());
    }
  }

  private Appended unknown() {
    return new Appended.Unknown(lastCause != null ? lastCause : wire.noAnswer());
  }

  private void bar(Appended forGood) {
    barred = Optional.of(forGood);
    completeAll(forGood);
  }

  private void completeAll(Appended result) {
    List<PendingAppend> all = new ArrayList<>(inFlight);
    all.addAll(queued);
    inFlight.clear();
    queued.clear();
    doubt = false;
    endOfSession();
    all.forEach(append -> append.complete(result));
  }

  private void endOfSession() {
    settling = false;
    settlingSession++;
  }
}
