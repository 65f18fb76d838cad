package io.onefold.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What an edge records, be it the one over HTTP or the one over the event bus. They tell their
 * latencies apart, and count together what they refuse.
 *
 * <p><b>Threading.</b> Thread-safe, shared by all event loops. <b>Bounds.</b> At most {@link
 * #CODES_MAX} codes of rejection get a series; what is beyond is counted as {@code other}.
 */
public final class HttpMeters {

  /** More than there are codes: the bound holds even if a code should ever carry input. */
  public static final int CODES_MAX = 64;

  private static final String OTHER = "other";

  private final MeterRegistry registry;
  private final Timer ingest;
  private final Timer personalize;
  private final Timer read;
  private final Timer change;
  private final Counter partial;
  private final Counter failures;
  private final LinkMeters links;
  private final Counter unsigned;
  private final Counter wronglySigned;
  private final Map<String, Counter> rejected = new ConcurrentHashMap<>();

  /**
   * @param latency name of the latencies
   * @param measured what they are
   */
  HttpMeters(MeterRegistry registry, String latency, String measured) {
    this.registry = registry;
    ingest = latency(latency, measured, "ingest");
    personalize = latency(latency, measured, "personalize");
    read = latency(latency, measured, "read");
    change = latency(latency, measured, "change");
    partial =
        Counter.builder("onefold.personalize.partial")
            .description("Personalize calls answered at their deadline, without a profile")
            .register(registry);
    failures =
        Counter.builder("onefold.http.failures")
            .description("Requests that failed for a defect of the node")
            .register(registry);
    links = new LinkMeters(registry);
    unsigned = unvouched("unsigned");
    wronglySigned = unvouched("wrong_hash");
    rejected(OTHER, 0);
  }

  private Counter unvouched(String reason) {
    return Counter.builder("onefold.identifiers.unvouched")
        .description("Identifiers of people that browsers sent without a valid userHash")
        .tag("reason", reason)
        .register(registry);
  }

  private Timer latency(String name, String measured, String call) {
    return Buckets.timer(registry, name, measured, "call", call);
  }

  public void ingested(long tookNs) {
    ingest.record(tookNs, TimeUnit.NANOSECONDS);
  }

  public void personalized(long tookNs) {
    personalize.record(tookNs, TimeUnit.NANOSECONDS);
  }

  public void answeredPartially() {
    partial.increment();
  }

  public void read(long tookNs) {
    read.record(tookNs, TimeUnit.NANOSECONDS);
  }

  /** Something was done by hand. */
  public void changed(long tookNs) {
    change.record(tookNs, TimeUnit.NANOSECONDS);
  }

  public void failed() {
    failures.increment();
  }

  public LinkMeters links() {
    return links;
  }

  /** Identifiers of people that came without any hash that could vouch for them. */
  public void unsigned(int count) {
    unsigned.increment(count);
  }

  /** Identifiers of people that came with hashes, none of which vouches for them. */
  public void wronglySigned(int count) {
    wronglySigned.increment(count);
  }

  /** Events, or whole requests, that were refused for what they are. */
  public void rejected(String code, int count) {
    String bounded = rejected.size() < CODES_MAX || rejected.containsKey(code) ? code : OTHER;
    rejected.computeIfAbsent(bounded, this::rejections).increment(count);
  }

  private Counter rejections(String code) {
    return Counter.builder("onefold.rejected")
        .description("Events and requests refused for what they are")
        .tag("code", code)
        .register(registry);
  }
}
