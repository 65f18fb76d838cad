package io.onefold.route.bus;

import io.onefold.message.ReplyTo;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers for those who wait on this node for an answer from another one.
 *
 * <p><b>Threading.</b> Thread-safe; one for a node.
 *
 * <p><b>Bounds.</b> A number is good for one answer, and for {@link #turnOver} to be called once or
 * twice: what is never answered is forgotten then. So at most what is asked in two turns is held.
 */
final class Tickets {

  private final AtomicLong last = new AtomicLong();
  private volatile Map<Long, ReplyTo> young = new ConcurrentHashMap<>();
  private volatile Map<Long, ReplyTo> old = new ConcurrentHashMap<>();

  long issue(ReplyTo replyTo) {
    long number = last.incrementAndGet();
    young.put(number, replyTo);
    return number;
  }

  /** Who waits for the answer with this number, the first time that it is asked for. */
  Optional<ReplyTo> redeem(long number) {
    ReplyTo waiting = young.remove(number);
    return Optional.ofNullable(waiting != null ? waiting : old.remove(number));
  }

  /** Forgets what was issued before the last turn. */
  void turnOver() {
    old = young;
    young = new ConcurrentHashMap<>();
  }

  int size() {
    return young.size() + old.size();
  }
}
