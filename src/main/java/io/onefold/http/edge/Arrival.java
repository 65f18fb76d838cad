package io.onefold.http.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A request, and when its head came.
 *
 * <p><b>Threading.</b> Confined to the request's event loop.
 *
 * @param atUs microseconds since 1970-01-01 UTC
 * @param atNs {@link System#nanoTime}
 */
public record Arrival(HttpServerRequest request, long atUs, long atNs) {

  private static final CharSequence SENT_AT = HttpHeaders.createOptimized("SentAt");
  private static final int NS_PER_US = 1_000;

  public static Arrival of(HttpServerRequest request) {
    Instant now = Instant.now();
    long atUs = TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / NS_PER_US;
    return new Arrival(request, atUs, System.nanoTime());
  }

  public HttpServerResponse response() {
    return request.response();
  }

  /** The sender's clock when it sent, as it wrote it; empty when it did not. */
  public String sentAt() {
    String sentAt = request.getHeader(SENT_AT);
    return sentAt == null ? "" : sentAt;
  }

  /** Nanoseconds since the head came. */
  public long tookNs() {
    return System.nanoTime() - atNs;
  }
}
