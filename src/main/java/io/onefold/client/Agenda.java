package io.onefold.client;

import io.vertx.core.internal.ContextInternal;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * When something is to be done about calls that have no answer yet.
 *
 * <p><b>Threading.</b> Confined to the event loop of its client.
 *
 * <p><b>Bounds.</b> An entry for each time that a call was sent within the longest wait: at most as
 * many calls as may be unanswered, some times over.
 */
final class Agenda {

  /** Finer than the shortest pause; a timer for each call would cost more than the call. */
  private static final long TICK_MS = 10;

  private record Due(long ns, Pending pending) {}

  private final ContextInternal context;
  private final Consumer<Pending> wake;
  private final PriorityQueue<Due> queue = new PriorityQueue<>(Agenda::byTime);
  private boolean ticking;

  /**
   * @param wake called with each call that is due and not over
   */
  Agenda(ContextInternal context, Consumer<Pending> wake) {
    this.context = context;
    this.wake = wake;
  }

  /** By difference: the clock may pass from the largest number to the smallest. */
  private static int byTime(Due a, Due b) {
    return Long.signum(a.ns() - b.ns());
  }

  /** Notes when to wake the call, in place of what was noted before; at its deadline at last. */
  void note(Pending pending, long nowNs, long waitNs) {
    pending.dueNs = nowNs + Math.min(waitNs, pending.deadlineNs() - nowNs);
    queue.add(new Due(pending.dueNs, pending));
    if (!ticking) {
      ticking = true;
      context.setTimer(TICK_MS, timer -> tick());
    }
  }

  private void tick() {
    long nowNs = System.nanoTime();
    while (!queue.isEmpty() && queue.peek().ns() - nowNs <= 0) {
      Due due = queue.remove();
      if (due.ns() == due.pending().dueNs && !due.pending().isOver()) {
        wake.accept(due.pending());
      }
    }
    ticking = !queue.isEmpty();
    if (ticking) {
      context.setTimer(TICK_MS, timer -> tick());
    }
  }
}
