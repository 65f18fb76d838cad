package io.onefold.http.wire;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Set;

/**
 * Lets pages of other origins call what browsers may call.
 *
 * <p>An origin is echoed, never {@code *}. Only those that are listed may send credentials, which
 * some client libraries do; nothing depends on them: a caller has exactly the rights of the key
 * that it sends.
 *
 * <p><b>Threading.</b> Immutable.
 */
public final class Cors {

  /** What the client libraries ask for in their preflights. */
  private static final CharSequence HEADERS =
      HttpHeaders.createOptimized(
          "authorization, content-type, anonymousid, sentat, x-retry-count, x-write-key,"
              + " rsa-retry-attempt, rsa-since-last-attempt, rsa-since-first-attempt,"
              + " rsa-retry-reason, rsa-recovered");

  private static final CharSequence METHODS = HttpHeaders.createOptimized("GET, POST, OPTIONS");
  private static final CharSequence TRUE = HttpHeaders.createOptimized("true");
  private static final CharSequence EXPOSED = HttpHeaders.createOptimized("Retry-After");

  /**
   * Two hours, the most that browsers keep; without it they repeat a preflight every 5 s per URL.
   */
  private static final CharSequence MAX_AGE_SECONDS = HttpHeaders.createOptimized("7200");

  private final Set<String> origins;

  /**
   * @param origins those that may call, with credentials; empty for any, without
   */
  public Cors(List<String> origins) {
    this.origins = Set.copyOf(origins);
  }

  /** Marks the answer as one that the calling page may see, if it may. */
  public void allow(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null) {
      allow(origin, request.response());
    }
  }

  /** Answers a preflight. */
  public void preflight(HttpServerRequest request) {
    allow(request);
    request
        .response()
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS)
        .setStatusCode(204)
        .end();
  }

  private void allow(String origin, HttpServerResponse response) {
    boolean listed = origins.contains(origin);
    response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    if (listed || origins.isEmpty()) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
          .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
    if (listed) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE);
    }
  }
}
