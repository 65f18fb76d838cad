package io.onefold.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/**
 * Takes steps at a constant rate, whether what they began has ended or not.
 *
 * <p><b>Threading.</b> Confined to the event loop on which it was started.
 *
 * <p><b>Bounds.</b> As many steps under way as the other side leaves open: that is the point.
 */
final class Pace {

  private static final long TICK_MS = 1;
  private static final long SECOND_NS = 1_000_000_000L;

  /** What is done each time. */
  @FunctionalInterface
  interface Step {

    /**
     * Begins one.
     *
     * @param number from 0
     * @param dueNs when it was to begin, by {@link System#nanoTime}; ticks are coarser than rates
     */
    Future<?> take(long number, long dueNs);
  }

  private final Vertx vertx;
  private final int perSecond;
  private final long total;
  private final Step step;
  private final Promise<Void> over = Promise.promise();
  private final long startNs = System.nanoTime();
  private long taken;
  private long open;

  private Pace(Vertx vertx, int perSecond, long total, Step step) {
    this.vertx = vertx;
    this.perSecond = perSecond;
    this.total = total;
    this.step = step;
  }

  /** Ends when all steps have, well or not. Called on the event loop. */
  static Future<Void> run(Vertx vertx, int perSecond, long total, Step step) {
    Pace pace = new Pace(vertx, perSecond, total, step);
    vertx.setPeriodic(TICK_MS, pace::tick);
    return pace.over.future();
  }

  private void tick(long timer) {
    long due = Math.min(total, (System.nanoTime() - startNs) * perSecond / SECOND_NS);
    while (taken < due) {
      long dueNs = startNs + taken * SECOND_NS / perSecond;
      open++;
      step.take(taken++, dueNs).onComplete(ended -> open--);
    }
    if (taken == total && open == 0) {
      vertx.cancelTimer(timer);
      over.complete();
    }
  }
}
