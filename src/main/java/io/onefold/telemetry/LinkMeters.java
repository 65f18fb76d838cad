package io.onefold.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What becomes of the tokens in links of mails that come back on events, and how many are made.
 *
 * <p><b>Threading.</b> Thread-safe, shared by all event loops.
 */
public final class LinkMeters {

  private final Counter made;
  private final Counter forged;
  private final Counter foreign;
  private final Counter expired;
  private final Counter wrongPurpose;

  LinkMeters(MeterRegistry registry) {
    made =
        Counter.builder("onefold.link.tokens.made")
            .description("Tokens made for links in mails")
            .register(registry);
    forged = refused(registry, "forged");
    foreign = refused(registry, "foreign");
    expired = refused(registry, "expired");
    wrongPurpose = refused(registry, "wrong_purpose");
  }

  private static Counter refused(MeterRegistry registry, String reason) {
    return Counter.builder("onefold.link.tokens.refused")
        .description("Tokens on events that bound nobody")
        .tag("reason", reason)
        .register(registry);
  }

  public void made(int tokens) {
    made.increment(tokens);
  }

  /** Not made here, or changed. */
  public void forged() {
    forged.increment();
  }

  /** Made for another account. */
  public void foreign() {
    foreign.increment();
  }

  public void expired() {
    expired.increment();
  }

  public void wrongPurpose() {
    wrongPurpose.increment();
  }
}
