package io.onefold.route;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets a test do something on an event loop and wait for what comes of it.
 *
 * <p><b>Threading.</b> For one test thread, which is no event loop.
 */
public final class OnLoop {

  private static final int SECONDS_MAX = 20;

  private final Context context;

  public OnLoop(Vertx vertx) {
    context = ((io.vertx.core.internal.VertxInternal) vertx).createEventLoopContext();
  }

  public <T> T get(Supplier<T> work) {
    return await(() -> Future.succeededFuture(work.get()));
  }

  public <T> T await(Supplier<Future<T>> work) {
    return wait(start(work));
  }

  /** Starts and goes on without waiting. */
  public <T> CompletableFuture<T> start(Supplier<Future<T>> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    context.runOnContext(
        turn -> {
          try {
            work.get().onSuccess(done::complete).onFailure(done::completeExceptionally);
          } catch (RuntimeException failure) {
            done.completeExceptionally(failure);
          }
        });
    return done;
  }

  public static <T> T wait(CompletableFuture<T> future) {
    try {
      return future.get(SECONDS_MAX, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError("no result", failure);
    }
  }

  public static <T> T wait(Future<T> future) {
    return wait(future.toCompletionStage().toCompletableFuture());
  }
}
