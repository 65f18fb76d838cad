package io.onefold.client;

/**
 * What became of events.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface EventResult permits Accepted, Rejected, Busy {}
