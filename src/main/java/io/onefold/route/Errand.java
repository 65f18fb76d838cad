package io.onefold.route;

import io.onefold.message.Envelope;
import io.onefold.message.Message;

/**
 * A message of a call that may have to be sent more than once.
 *
 * <p><b>Threading.</b> Confined to the gateway's event loop.
 */
final class Errand {

  private final Envelope envelope;
  private final Call call;
  private final int index;
  private int pauses;
  private long dueNs;

  Errand(Envelope envelope, Call call, int index) {
    this.envelope = envelope;
    this.call = call;
    this.index = index;
  }

  Envelope envelope() {
    return envelope;
  }

  /** Whether the message is still waited for. */
  boolean isOpen() {
    return !call.isOver() && !call.isAnswered(index);
  }

  /** How often nobody took it, counting this time. */
  int pause() {
    return ++pauses;
  }

  /** When it is to be sent next; replaces what was said before. */
  void due(long ns) {
    dueNs = ns;
  }

  long dueNs() {
    return dueNs;
  }

  /** Whether it may be sent again although it may have been handled. */
  boolean isHarmless() {
    return switch ((Message.Asked) envelope.message()) {
      case Message.Apply _, Message.ApplyAt _ -> true; // known by its message id
      case Message.Read _, Message.ReadAt _, Message.ReadHistory _, Message.Count _ -> true;
      case Message.Search _, Message.Standing _, Message.Rehearse _ -> true;
      case Message.ReadQuarantine _ -> true;
      case Message.Change _, Message.ChangeAt _, Message.Readmit _ -> false;
    };
  }
}
