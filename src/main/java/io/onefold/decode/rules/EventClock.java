package io.onefold.decode.rules;

import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Faults;
import io.onefold.decode.json.Iso8601;
import io.onefold.decode.sent.SentEvent;
import io.onefold.decode.sent.SentTimes;
import io.onefold.event.EventTime;

/**
 * Corrects the sender's clock. How long ago an event happened, the sender knows even with a clock
 * that is wrong: {@code sentAt} minus {@code timestamp}. That long before its arrival it happened.
 *
 * <p><b>Threading.</b> Immutable. <b>Bounds.</b> A time before 1970 is a fault, and so is one too
 * far ahead.
 */
final class EventClock {

  private final long receivedAtMs;
  private final int micros;
  private final long batchSentMs;
  private final long headerSentMs;
  private final long futureMsMax;

  EventClock(RequestContext request, long batchSentMs, long futureMsMax) {
    this.receivedAtMs = request.receivedAtMs();
    this.micros = request.micros();
    this.batchSentMs = batchSentMs;
    this.headerSentMs = Iso8601.parse(request.sentAt());
    this.futureMsMax = futureMsMax;
  }

  EventTime time(SentEvent sent, Faults faults) {
    long atMs = atMs(sent.times());
    if (atMs > receivedAtMs + futureMsMax) {
      faults.add(
          new Fault(
              "time_in_future",
              "timestamp may lie at most " + futureMsMax + " ms ahead of the server's clock",
              "timestamp"));
    }
    if (atMs < 0) {
      faults.add(
          new Fault(
              "time_before_1970",
              "timestamp, corrected by sentAt, may not lie before 1970",
              "timestamp"));
    }
    return new EventTime(Math.max(0, atMs), receivedAtMs, EventTime.place(micros, sent.index()));
  }

  private long atMs(SentTimes times) {
    long happenedMs = times.happenedMs();
    if (happenedMs == Iso8601.NONE) {
      return receivedAtMs;
    }
    long sentMs = sentMs(times);
    return sentMs == Iso8601.NONE ? happenedMs : receivedAtMs - (sentMs - happenedMs);
  }

  private long sentMs(SentTimes times) {
    if (times.sentMs() != Iso8601.NONE) {
      return times.sentMs();
    }
    return batchSentMs != Iso8601.NONE ? batchSentMs : headerSentMs;
  }
}
