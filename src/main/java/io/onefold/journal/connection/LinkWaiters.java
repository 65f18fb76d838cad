package io.onefold.journal.connection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who waits for a connection, each for a bounded time.
 *
 * <p><b>Threading.</b> Confined to the context that it was made with.
 */
final class LinkWaiters {

  private final ContextInternal context;
  private final Set<Promise<Void>> waiting = new LinkedHashSet<>();

  LinkWaiters(ContextInternal context) {
    this.context = context;
  }

  Future<Void> add(long timeoutMs, String where) {
    Promise<Void> promise = context.promise();
    waiting.add(promise);
    long timer =
        context.setTimer(
            Math.max(1, timeoutMs),
            late -> {
              waiting.remove(promise);
              promise.tryFail(
                  new RedisAwayException("no connection to " + where + " in " + timeoutMs + " ms"));
            });
    return promise.future().onComplete(done -> context.owner().cancelTimer(timer));
  }

  void completeAll() {
    drain().forEach(Promise::tryComplete);
  }

  void failAll(Throwable cause) {
    drain().forEach(promise -> promise.tryFail(cause));
  }

  private List<Promise<Void>> drain() {
    List<Promise<Void>> all = new ArrayList<>(waiting);
    waiting.clear();
    return all;
  }
}
