package io.onefold.event;

/**
 * When an event happened and when it arrived, in milliseconds since 1970-01-01 UTC.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param atMs the sender's time, corrected for its clock, never more than {@link
 *     Limits#FUTURE_MS_MAX} after {@code receivedAtMs}
 */
public record EventTime(long atMs, long receivedAtMs) {}
