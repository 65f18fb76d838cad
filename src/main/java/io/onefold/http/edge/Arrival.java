package io.onefold.http.edge;

import io.onefold.http.access.AccessKey;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

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

  public static Arrival of(HttpServerRequest request) {
    return new Arrival(request, Caller.nowUs(), System.nanoTime());
  }

  /** The call of a request whose key is known. */
  public Caller caller(AccessKey key) {
    return new Caller(key, atUs, atNs, sentAt());
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
