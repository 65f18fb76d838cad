package io.onefold.http;

import io.onefold.http.edge.Edge;
import io.onefold.http.edge.ReadEntry;
import io.onefold.telemetry.Meters;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tells whoever watches the node how it is: {@code /health/live}, {@code /health/ready}, {@code
 * /metrics}.
 *
 * <p><b>Threading.</b> Confined to one event loop; the meters are written down on a worker thread.
 */
final class HealthRoutes {

  private static final CharSequence PROMETHEUS_TEXT =
      HttpHeaders.createOptimized("text/plain; version=0.0.4; charset=utf-8");

  private final Edge edge;
  private final Supplier<Readiness> readiness;
  private final Meters meters;
  private final boolean metricsOpen;

  HealthRoutes(Edge edge, HttpSettings settings, HttpParts parts) {
    this.edge = edge;
    this.readiness = parts.readiness();
    this.meters = parts.meters();
    this.metricsOpen = settings.metricsOpen();
  }

  /** The event loop turns: that is all it says. */
  void live(RoutingContext ctx) {
    edge.replies().accepted(ctx.response());
  }

  void ready(RoutingContext ctx) {
    switch (readiness.get()) {
      case Readiness.Ready() -> edge.replies().accepted(ctx.response());
      case Readiness.NotReady(List<String> reasons) ->
          edge.replies().unavailable(ctx.response(), notReady(reasons));
    }
  }

  void metrics(RoutingContext ctx) {
    if (metricsOpen) {
      scrape(ctx.vertx(), ctx.response());
    } else {
      new ReadEntry(edge, (_, _, _) -> scrape(ctx.vertx(), ctx.response())).handle(ctx);
    }
  }

  private void scrape(Vertx vertx, HttpServerResponse response) {
    vertx
        .executeBlocking(meters::scrape, false)
        .onSuccess(
            text ->
                response
                    .putHeader(HttpHeaders.CONTENT_TYPE, PROMETHEUS_TEXT)
                    .end(Buffer.buffer(text)))
        .onFailure(failure -> edge.failures().answer(response, failure));
  }

  private Buffer notReady(List<String> reasons) {
    String message = String.join("; ", reasons);
    return edge.replies()
        .object(
            out -> {
              out.writeBooleanField("success", false);
              out.writeStringField("code", "not_ready");
              out.writeStringField("message", message);
              out.writeStringField("error", message);
              out.writeArrayFieldStart("reasons");
              for (String reason : reasons) {
                out.writeString(reason);
              }
              out.writeEndArray();
            });
  }
}
