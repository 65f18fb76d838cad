package io.onefold.shard;

import io.onefold.journal.StoreFiles;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has what a shard has forgotten leave the store: a checkpoint without it, everything older
 * deleted, the store's files written anew. Tried again until it succeeds.
 *
 * <p><b>Threading.</b> Confined to the shard's event loop. <b>Bounds.</b> One under way, and one
 * that waits for it however often it is asked for.
 */
final class Purges {

  private static final Logger LOG = LoggerFactory.getLogger(Purges.class);
  private static final long RETRY_MS = 1_000;

  private final int shard;
  private final Checkpoints checkpoints;
  private final StoreFiles files;
  private Optional<Promise<Void>> waiting = Optional.empty();
  private boolean running;
  private boolean failed;
  private long notBeforeMs;

  Purges(int shard, Checkpoints checkpoints, StoreFiles files) {
    this.shard = shard;
    this.checkpoints = checkpoints;
    this.files = files;
  }

  /** Completes when what is forgotten by now has left the store, and its files are asked for. */
  Future<Void> request() {
    Promise<Void> promise = waiting.orElseGet(Promise::promise);
    waiting = Optional.of(promise);
    begin();
    return promise.future();
  }

  /** Tries again what has failed. */
  void tick(long nowMs) {
    if (failed) {
      failed = false;
      notBeforeMs = nowMs + RETRY_MS;
    }
    if (nowMs >= notBeforeMs) {
      begin();
    }
  }

  /** Whether something that was asked for is not done. */
  boolean isOpen() {
    return running || waiting.isPresent();
  }

  private void begin() {
    if (waiting.isEmpty() || running) {
      return;
    }
    Promise<Void> promise = waiting.get();
    waiting = Optional.empty();
    running = true;
    checkpoints
        .purge()
        .onSuccess(done -> succeeded(promise))
        .onFailure(why -> failed(promise, why));
  }

  private void succeeded(Promise<Void> promise) {
    running = false;
    files.rewrite();
    promise.complete();
    begin();
  }

  private void failed(Promise<Void> promise, Throwable why) {
    LOG.warn("shard {} is not purged, which is tried again: {}", shard, why.toString());
    running = false;
    failed = true;
    waiting.ifPresent(later -> later.future().onComplete(promise));
    waiting = waiting.or(() -> Optional.of(promise));
  }
}
