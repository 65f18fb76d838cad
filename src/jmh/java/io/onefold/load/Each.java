package io.onefold.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.IntFunction;

/**
 * Does numbered pieces of work as fast as they end, some at a time.
 *
 * <p><b>Threading.</b> Confined to the event loop on which it was started.
 *
 * <p><b>Errors.</b> The first failure ends it; what is under way goes on unheard.
 */
final class Each {

  private final int count;
  private final IntFunction<Future<Void>> work;
  private final Promise<Void> over = Promise.promise();
  private int next;
  private int ended;

  private Each(int count, IntFunction<Future<Void>> work) {
    this.count = count;
    this.work = work;
  }

  /** Ends when all have. Called on the event loop. */
  static Future<Void> of(int count, int atOnce, IntFunction<Future<Void>> work) {
    Each each = new Each(count, work);
    if (count == 0) {
      return Future.succeededFuture();
    }
    for (int i = 0; i < Math.min(atOnce, count); i++) {
      each.begin();
    }
    return each.over.future();
  }

  private void begin() {
    if (next < count && !over.future().isComplete()) {
      work.apply(next++).onComplete(one -> end(one.cause()));
    }
  }

  private void end(Throwable failure) {
    ended++;
    if (failure != null) {
      over.tryFail(failure);
    } else if (ended == count) {
      over.tryComplete();
    } else {
      begin();
    }
  }
}
