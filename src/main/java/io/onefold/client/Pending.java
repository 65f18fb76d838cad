package io.onefold.client;

import io.onefold.message.entrance.Call;
import io.onefold.message.entrance.Said;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A call that has no answer yet.
 *
 * <pre>
 *   made ──▶ sent ── an answer ─────────────────▶ over
 *             │ ▲ └─ silence ─▶ sent, elsewhere
 *             │ └─── a while ─┐
 *             └── busy ──▶ pausing ── no time ──▶ over, busy
 * </pre>
 *
 * <p><b>Threading.</b> Confined to the event loop of its client.
 */
final class Pending {

  private final Call call;
  private final String visitor;
  private final long deadlineNs;
  private final Consumer<Said> told;

  /** When something is to be done next. */
  long dueNs;

  /** Whether it is sent, and an answer waited for. */
  boolean sent;

  /** Where it went last. */
  Nodes.Way way = new Nodes.Way(Optional.empty(), false);

  int silences;
  int pauses;
  Said.Busy reason;
  private boolean over;

  /**
   * @param deadlineNs when it has to be over, by {@link System#nanoTime}
   * @param told hears what was said, once
   */
  Pending(Call call, String visitor, long deadlineNs, Consumer<Said> told) {
    this.call = call;
    this.visitor = visitor;
    this.deadlineNs = deadlineNs;
    this.told = told;
  }

  Call call() {
    return call;
  }

  String visitor() {
    return visitor;
  }

  long deadlineNs() {
    return deadlineNs;
  }

  Optional<UUID> node() {
    return way.node();
  }

  boolean isOver() {
    return over;
  }

  void end(Said said) {
    over = true;
    told.accept(said);
  }
}
