package io.onefold.http;

import io.onefold.event.EventType;
import io.onefold.http.edge.Edge;
import io.onefold.http.edge.Intake;
import io.onefold.http.edge.ReadEntry;
import io.onefold.http.ingest.IngestRoute;
import io.onefold.http.personalize.DeviceEvents;
import io.onefold.http.personalize.PersonalizeRoute;
import io.onefold.http.read.AccountRoutes;
import io.onefold.http.read.ProfileRoutes;
import io.onefold.http.read.SubjectReader;
import io.onefold.http.wire.Problem;
import io.onefold.route.Deadlines;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The paths of the node. Those with most of the traffic come first, since a router tries one after
 * the other. A slash at the end, or twice in a row, is forgiven.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
final class Routes {

  private final Edge edge;
  private final HttpSettings settings;
  private final HttpParts parts;
  private final Vertx vertx;
  private final Router router;
  private final List<String> writePaths = new ArrayList<>();
  private final List<String> readPatterns = new ArrayList<>();

  Routes(Vertx vertx, Edge edge, HttpSettings settings, HttpParts parts) {
    this.vertx = vertx;
    this.edge = edge;
    this.settings = settings;
    this.parts = parts;
    this.router = Router.router(vertx);
  }

  Router router() {
    writes();
    reads();
    health();
    otherMethods();
    router.errorHandler(400, ctx -> refuse(ctx, Problem.malformedRequest(400)));
    router.errorHandler(404, ctx -> refuse(ctx, Problem.noSuchPath()));
    router.errorHandler(500, ctx -> edge.failures().answer(ctx.response(), ctx.failure()));
    return router;
  }

  private void writes() {
    Intake single = new Intake(edge, settings.bodyBytesMax());
    Intake batch = new Intake(edge, settings.batchBytesMax());
    write("/v1/track", ingest(single, Optional.of(EventType.TRACK)));
    write("/v1/batch", ingest(batch, Optional.empty()));
    write("/v1/personalize", personalize(single));
    for (EventType type : EventType.values()) {
      if (type != EventType.TRACK) {
        write("/v1/" + type.wireName(), ingest(single, Optional.of(type)));
      }
    }
    write("/v1/import", ingest(batch, Optional.empty()));
  }

  private void write(String path, Handler<RoutingContext> handler) {
    router.post(path).handler(handler);
    writePaths.add(path);
  }

  private Handler<RoutingContext> ingest(Intake intake, Optional<EventType> expected) {
    return new IngestRoute(edge, intake, parts.rules(), expected);
  }

  private Handler<RoutingContext> personalize(Intake intake) {
    DeviceEvents events =
        new DeviceEvents(edge, parts.decodeLimits(), parts.rules(), parts.hasher());
    Deadlines deadlines = new Deadlines(vertx.getOrCreateContext(), settings.personalizeDeadline());
    return new PersonalizeRoute(edge, intake, events, settings.projections(), deadlines);
  }

  private void reads() {
    ProfileRoutes profiles =
        new ProfileRoutes(
            edge, new SubjectReader(parts.rules(), parts.hasher(), parts.tokens().get()));
    AccountRoutes account = new AccountRoutes(edge);
    read("/v1/profiles/[^/]+", new ReadEntry(edge, profiles::profile));
    read("/v1/profiles/[^/]+/timeline", new ReadEntry(edge, profiles::timeline));
    read("/v1/profiles/[^/]+/identity", new ReadEntry(edge, profiles::identity));
    read("/v1/stats", new ReadEntry(edge, account::stats));
    read("/v1/search", new ReadEntry(edge, account::search));
  }

  private void health() {
    HealthRoutes health = new HealthRoutes(edge, settings, parts);
    read("/health/live", health::live);
    read("/health/ready", health::ready);
    read("/metrics", health::metrics);
  }

  private void read(String pattern, Handler<RoutingContext> handler) {
    String path = pattern + "/?";
    router.routeWithRegex(HttpMethod.GET, path).handler(handler);
    router.routeWithRegex(HttpMethod.HEAD, path).handler(handler);
    readPatterns.add(path);
  }

  /**
   * Last, since hardly anybody asks: preflights of browsers, and methods that a path does not have.
   */
  private void otherMethods() {
    for (String path : writePaths) {
      router.options(path).handler(ctx -> edge.cors().preflight(ctx.request()));
      router.route(path).handler(ctx -> refuseMethod(ctx, "POST, OPTIONS"));
    }
    for (String pattern : readPatterns) {
      router.routeWithRegex(pattern).handler(ctx -> refuseMethod(ctx, "GET, HEAD"));
    }
  }

  private void refuseMethod(RoutingContext ctx, String allowed) {
    ctx.response().putHeader(HttpHeaders.ALLOW, allowed);
    refuse(ctx, Problem.wrongMethod(allowed));
  }

  private void refuse(RoutingContext ctx, Problem problem) {
    edge.replies().refuse(ctx.response(), problem);
  }
}
