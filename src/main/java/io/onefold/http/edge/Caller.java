package io.onefold.http.edge;

import io.onefold.decode.rules.RequestContext;
import io.onefold.event.EventType;
import io.onefold.http.access.AccessKey;
import io.onefold.http.access.AccountRules;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Who calls, and when the call came.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param atUs microseconds since 1970-01-01 UTC
 * @param atNs {@link System#nanoTime}
 * @param sentAt the sender's clock when it sent, as it wrote it; empty when it did not
 */
public record Caller(AccessKey key, long atUs, long atNs, String sentAt) {

  private static final int NS_PER_US = 1_000;

  /** Somebody who calls now, and does not say by whose clock. */
  public static Caller now(AccessKey key) {
    return new Caller(key, nowUs(), System.nanoTime(), "");
  }

  static long nowUs() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / NS_PER_US;
  }

  /** What a body of this caller's is read against. */
  public RequestContext context(
      AccountRules rules, Optional<EventType> expected, Supplier<String> messageIds) {
    return new RequestContext(
        key.origin(), key.currency(), rules.of(key), atUs, expected, sentAt, messageIds);
  }

  /** Nanoseconds since the call came. */
  public long tookNs() {
    return System.nanoTime() - atNs;
  }
}
