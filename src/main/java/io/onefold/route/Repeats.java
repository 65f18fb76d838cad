package io.onefold.route;

import io.onefold.message.Answer;
import io.onefold.message.Delivery;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import io.vertx.core.internal.ContextInternal;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sends messages again while their shard moves from one node to another.
 *
 * <pre>
 *   nobody took it, or it was not handled ──▶ again after 20, 40, 80, 160, 200, 200 … ms
 *   sent to another node, and silence     ──▶ again every 400 ms, if that is harmless
 *   the call is over, or answered         ──▶ no more
 * </pre>
 *
 * <p>A message keeps its id, so an event that was handled and not answered is recognised. What is
 * done by hand has no such id: it is sent again only when it is sure that nobody did it.
 *
 * <p><b>Threading.</b> Confined to the gateway's event loop, except {@link #wants}.
 *
 * <p><b>Bounds.</b> As many messages as calls have unanswered, each noted once for each time that
 * it was sent within the longest pause.
 */
final class Repeats {

  private static final long TICK_MS = 10;
  private static final long PAUSE_FIRST_MS = 20;
  private static final long PAUSE_LONGEST_MS = 200;

  /** A hop and a commit take about a millisecond, a pause of the collector some tens. */
  private static final long SILENCE_MS = 400;

  private record Due(long ns, Errand errand) {}

  private final ContextInternal context;
  private final Delivery delivery;
  private final boolean on;
  private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparingLong(Due::ns));
  private boolean ticking;

  /**
   * @param on false where all shards are in this process: then nothing is noted nor sent again
   */
  Repeats(ContextInternal context, Delivery delivery, boolean on) {
    this.context = context;
    this.delivery = delivery;
    this.on = on;
  }

  boolean isOn() {
    return on;
  }

  /** Whether the answer says that the message was not handled, and that another owner may. */
  boolean wants(Answer answer) {
    return on
        && answer instanceof Answer.Busy(Answer.Reason reason)
        && switch (reason) {
          case NOT_SERVING, JOURNAL_AWAY -> true;
          case MAILBOX_FULL, INDEXING, MERGING, TIMEOUT -> false;
        };
  }

  /** Notes a message that is about to be sent for the first time. */
  void note(Envelope envelope) {
    Call.Place place = place(envelope);
    place.call().remember(place.index(), new Errand(envelope, place.call(), place.index()));
  }

  /** The message is on its way to another node, from which nothing may ever be heard. */
  void sentAway(Envelope envelope) {
    Errand errand = errand(envelope);
    if (errand.isHarmless()) {
      due(errand, SILENCE_MS);
    }
  }

  /** Nobody took the message. */
  void notTaken(Envelope envelope) {
    notTaken(errand(envelope));
  }

  /** The message was not handled. */
  void notTaken(Errand errand) {
    long pauseMs = PAUSE_FIRST_MS << Math.min(errand.pause() - 1, 5);
    due(errand, Math.min(pauseMs, PAUSE_LONGEST_MS));
  }

  private void due(Errand errand, long inMs) {
    errand.due(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(inMs));
    queue.add(new Due(errand.dueNs(), errand));
    if (!ticking) {
      ticking = true;
      context.setTimer(TICK_MS, timer -> tick());
    }
  }

  private void tick() {
    long nowNs = System.nanoTime();
    while (!queue.isEmpty() && queue.peek().ns() - nowNs <= 0) {
      Due due = queue.remove();
      if (due.ns() == due.errand().dueNs() && due.errand().isOpen()) {
        again(due.errand());
      }
    }
    ticking = !queue.isEmpty();
    if (ticking) {
      context.setTimer(TICK_MS, timer -> tick());
    }
  }

  private void again(Errand errand) {
    Envelope envelope = errand.envelope();
    switch (delivery.deliver(envelope.toShard(), List.of(envelope))) {
      case HERE -> {}
      case AWAY -> sentAway(envelope);
      case NOWHERE -> notTaken(errand);
    }
  }

  private static Errand errand(Envelope envelope) {
    Call.Place place = place(envelope);
    return place.call().errand(place.index());
  }

  private static Call.Place place(Envelope envelope) {
    return (Call.Place) ((Message.Asked) envelope.message()).replyTo();
  }
}
