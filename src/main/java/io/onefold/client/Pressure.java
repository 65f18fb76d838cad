package io.onefold.client;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much waits for answers, and how much may.
 *
 * <pre>
 *   room ──as much as may──▶ full ──half of it is answered──▶ room, and who waits is told
 * </pre>
 *
 * <p><b>Threading.</b> Thread-safe.
 */
final class Pressure {

  private final Vertx vertx;
  private final int countMax;
  private final int bytesMax;
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicBoolean full = new AtomicBoolean();
  private volatile Drained drained;

  Pressure(Vertx vertx, ClientOptions options) {
    this.vertx = vertx;
    this.countMax = options.unansweredMax();
    this.bytesMax = options.unansweredBytesMax();
  }

  /** Who is told that there is room again, and where. */
  private record Drained(Context context, Handler<Void> handler) {

    void tell() {
      context.runOnContext(handler);
    }
  }

  /** Whether a call with such a body may be sent; if so, {@link #leave} when it is answered. */
  boolean enter(int bodyBytes) {
    int counted = count.incrementAndGet();
    long taken = bytes.addAndGet(bodyBytes);
    if (counted >= countMax || taken >= bytesMax) {
      full.set(true);
    }
    boolean fits = counted <= countMax && taken <= bytesMax;
    if (!fits) {
      leave(bodyBytes);
    }
    return fits;
  }

  void leave(int bodyBytes) {
    int counted = count.decrementAndGet();
    long taken = bytes.addAndGet(-bodyBytes);
    if (counted <= countMax / 2 && taken <= bytesMax / 2 && full.compareAndSet(true, false)) {
      Drained waiting = drained;
      if (waiting != null) {
        waiting.tell();
      }
    }
  }

  boolean isFull() {
    return full.get();
  }

  /**
   * Has this called on the caller's context each time that there is room again, and now if there
   * is; {@code null} for nobody.
   */
  void onDrained(Handler<Void> handler) {
    drained = handler == null ? null : new Drained(vertx.getOrCreateContext(), handler);
    if (handler != null && !full.get()) {
      drained.tell();
    }
  }
}
