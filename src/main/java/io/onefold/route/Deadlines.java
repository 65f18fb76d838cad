package io.onefold.route;

import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends what takes longer than a fixed time.
 *
 * <p>All entries have the same time to live, so they fall due in the order in which they came: a
 * linked list, and one timer for its head, serve any number of requests. An entry that is done in
 * time costs two changes of links; a timer of its own for each would cost a heap of timers.
 *
 * <p><b>Threading.</b> Confined to the event loop that made it.
 */
public final class Deadlines {

  private final ContextInternal context;
  private final long liveNs;
  private final Entry ends = new Ends();
  private boolean armed;

  /**
   * Makes an empty list; call on an event loop.
   *
   * @param live time that each entry has
   */
  public Deadlines(Context context, Duration live) {
    this.context = (ContextInternal) context;
    this.liveNs = live.toNanos();
    ends.previous = ends;
    ends.next = ends;
  }

  /**
   * Something that may take too long.
   *
   * <p><b>Threading.</b> Confined to the event loop of its list.
   */
  public abstract static class Entry {

    private Entry previous;
    private Entry next;
    private long dueNs;

    /** Called once, when the time is up and {@link Deadlines#remove} was not called before. */
    protected abstract void expired();
  }

  private static final class Ends extends Entry {
    @Override
    protected void expired() {
      throw new IllegalStateException("the ends of a list do not expire");
    }
  }

  /**
   * Starts the time of an entry.
   *
   * @param sinceNs {@link System#nanoTime} when its time began, not before that of earlier entries
   *     by more than a turn of the event loop
   */
  public void add(Entry entry, long sinceNs) {
    entry.dueNs = sinceNs + liveNs;
    entry.previous = ends.previous;
    entry.next = ends;
    ends.previous.next = entry;
    ends.previous = entry;
    if (!armed) {
      arm(entry.dueNs - System.nanoTime());
    }
  }

  /** The entry is done. Again, or after it expired, is fine. */
  public void remove(Entry entry) {
    if (entry.next != null) {
      entry.previous.next = entry.next;
      entry.next.previous = entry.previous;
      entry.previous = null;
      entry.next = null;
    }
  }

  /** Lets every entry expire at once. */
  public void expireAll() {
    while (ends.next != ends) {
      expire(ends.next);
    }
  }

  private void expireDue() {
    armed = false;
    long nowNs = System.nanoTime();
    while (ends.next != ends && ends.next.dueNs - nowNs <= 0) {
      expire(ends.next);
    }
    if (ends.next != ends && !armed) {
      arm(ends.next.dueNs - nowNs);
    }
  }

  private void expire(Entry entry) {
    remove(entry);
    entry.expired();
  }

  /** The head is nearly always done when the timer comes, so there is one timer per live time. */
  private void arm(long inNs) {
    armed = true;
    long inMs = Math.max(1, TimeUnit.NANOSECONDS.toMillis(inNs + 999_999));
    context.setTimer(inMs, fired -> expireDue());
  }
}
