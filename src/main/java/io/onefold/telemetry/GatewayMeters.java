package io.onefold.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.onefold.message.Answer;

/**
 * What the way to the shards records.
 *
 * <p><b>Threading.</b> Thread-safe, shared by all gateways of the node.
 */
public final class GatewayMeters {

  private final Counter[] busy;
  private final Counter direct;
  private final Counter stale;
  private final Counter dropped;
  private final Counter stripped;

  GatewayMeters(MeterRegistry registry) {
    busy = new Counter[Answer.Reason.values().length];
    for (Answer.Reason reason : Answer.Reason.values()) {
      busy[reason.ordinal()] =
          Counter.builder("onefold.requests.busy")
              .description("Requests that the sender has to repeat")
              .tag("reason", reason.code())
              .register(registry);
    }
    direct =
        Counter.builder("onefold.gateway.direct")
            .description("Events sent straight to their profile's home shard")
            .register(registry);
    stale =
        Counter.builder("onefold.gateway.stale")
            .description("Events sent to a shard that their profile had left")
            .register(registry);
    dropped =
        Counter.builder("onefold.events.dropped")
            .description("Events of people who were erased: answered as accepted, nothing kept")
            .register(registry);
    stripped =
        Counter.builder("onefold.events.stripped")
            .description("Events that an identifier of somebody who was erased was taken off")
            .register(registry);
  }

  /** A request was answered busy; once a request, whatever the number of its events. */
  public void busy(Answer.Reason reason) {
    busy[reason.ordinal()].increment();
  }

  public void sentDirectly(int events) {
    direct.increment(events);
  }

  /** Events of people who were erased, of which nothing was kept. */
  public void dropped(int events) {
    dropped.increment(events);
  }

  /** An event went on without an identifier of somebody who was erased. */
  public void stripped() {
    stripped.increment();
  }

  public void foundStale(int events) {
    stale.increment(events);
  }
}
