package io.onefold.shard;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/**
 * Those who wait until the journal has come to a place.
 *
 * <p><b>Threading.</b> Confined to the shard's event loop. <b>Bounds.</b> A checkpoint and a stop
 * at the most.
 */
final class CommitWaiters {

  private record Waiter(long seq, Promise<Void> promise) {}

  private final List<Waiter> waiters = new ArrayList<>();

  /** Completes when everything up to {@code seq} is committed; at once if it is. */
  Future<Void> until(long seq, long committedSeq) {
    if (seq <= committedSeq) {
      return Future.succeededFuture();
    }
    Waiter waiter = new Waiter(seq, Promise.promise());
    waiters.add(waiter);
    return waiter.promise().future();
  }

  void committed(long seq) {
    List<Waiter> due = waiters.stream().filter(waiter -> waiter.seq() <= seq).toList();
    waiters.removeAll(due);
    due.forEach(waiter -> waiter.promise().complete());
  }

  /** Nothing will be committed any more. */
  void fail(String why) {
    List<Waiter> all = List.copyOf(waiters);
    waiters.clear();
    all.forEach(waiter -> waiter.promise().fail(why));
  }
}
