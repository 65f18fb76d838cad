package io.onefold.shard;

import io.onefold.journal.ShardJournal;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the store has what it confirmed of one shard. When it was emptied, or came back
 * without its last batches, memory is all there is, and is stored anew until that succeeds.
 *
 * <p><b>Threading.</b> Confined to the shard's event loop. <b>Bounds.</b> One look or one rescue at
 * a time.
 */
final class Rescue {

  private static final Logger LOG = LoggerFactory.getLogger(Rescue.class);
  private static final long RETRY_MS = 500;

  /** Told how it goes. */
  interface Listener {

    /** The store has lost what it had confirmed. */
    void lost();

    /** The store holds everything up to the batch {@code seq}. */
    void storedAnew(long seq);
  }

  private final int shard;
  private final Vertx vertx;
  private final ShardJournal journal;
  private final Checkpoints checkpoints;
  private final Listener listener;
  private Future<Void> looking = Future.succeededFuture();
  private Promise<Void> rescue = Promise.promise();
  private boolean rescuing;
  private boolean closed;

  Rescue(int shard, Vertx vertx, ShardJournal journal, Checkpoints checkpoints, Listener listener) {
    this.shard = shard;
    this.vertx = vertx;
    this.journal = journal;
    this.checkpoints = checkpoints;
    this.listener = listener;
  }

  /** Completes when the store was found to have everything, or has it again. */
  Future<Void> look() {
    if (rescuing) {
      return rescue.future();
    }
    if (looking.isComplete()) {
      looking =
          journal
              .holds(shard, checkpoints.storedSeq())
              .compose(
                  holds ->
                      holds ? Future.succeededFuture() : begin("what was stored is not there"));
    }
    return looking;
  }

  /** Stores all anew; completes when that is done. */
  Future<Void> begin(String found) {
    if (closed) {
      return Future.failedFuture("the shard is closed");
    }
    if (!rescuing) {
      LOG.error("shard {}: the store has lost data: {}; storing all anew", shard, found);
      rescuing = true;
      rescue = Promise.promise();
      store();
      listener.lost();
    }
    return rescue.future();
  }

  /** Stores nothing more; what is under way is not heard of. */
  void close() {
    closed = true;
    rescue.tryFail("the shard is closed");
  }

  private void store() {
    if (!closed) {
      checkpoints.rescue().onComplete(this::stored);
    }
  }

  private void stored(AsyncResult<Long> stored) {
    if (closed) {
      return;
    }
    if (stored.succeeded()) {
      LOG.info("shard {} is stored anew, up to batch {}", shard, stored.result());
      rescuing = false;
      listener.storedAnew(stored.result());
      rescue.tryComplete();
    } else {
      LOG.error("shard {} cannot be stored anew: {}", shard, stored.cause().toString());
      vertx.setTimer(RETRY_MS, again -> store());
    }
  }
}
