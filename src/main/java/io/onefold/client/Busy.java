package io.onefold.client;

import java.time.Duration;

/**
 * Not now, although the client has tried until its deadline, or has too much to try it. Whether the
 * events of the call are committed is not known: the same call may be made again, and as long as
 * its events bring message ids of their own nothing is counted twice.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param reason for programs, in snake case: what a node said last, such as {@code overloaded}, or
 *     one of the reasons here
 * @param retryAfter when it makes sense to call again
 */
public record Busy(String reason, Duration retryAfter)
    implements EventResult, ProfileResult, PersonalizeResult {

  /** As many calls wait for their answers as may; this one was not sent. */
  public static final String CLIENT_FULL = "client_full";

  /** No node has answered in time. */
  public static final String TIMEOUT = "timeout";

  /** The client was closed. */
  public static final String CLIENT_CLOSED = "client_closed";
}
