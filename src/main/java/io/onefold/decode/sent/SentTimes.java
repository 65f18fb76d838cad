package io.onefold.decode.sent;

import io.onefold.decode.json.Iso8601;

/**
 * The times of an event by its sender's clock, in milliseconds; {@link Iso8601#NONE} where absent.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param originalMs when it happened, untouched on its way
 * @param timestampMs when it happened
 * @param sentMs when the sender let go of it
 */
public record SentTimes(long originalMs, long timestampMs, long sentMs) {

  /** When it happened: the first of the two that was sent. */
  public long happenedMs() {
    return originalMs != Iso8601.NONE ? originalMs : timestampMs;
  }
}
