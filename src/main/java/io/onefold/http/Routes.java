package io.onefold.http;

import io.onefold.decode.json.Parsers;
import io.onefold.event.EventType;
import io.onefold.http.cluster.ClusterRoute;
import io.onefold.http.edge.Edge;
import io.onefold.http.edge.Intake;
import io.onefold.http.edge.ReadEntry;
import io.onefold.http.edge.SecretIntake;
import io.onefold.http.hand.AdminRoutes;
import io.onefold.http.hand.Deeds;
import io.onefold.http.hand.ExportRoute;
import io.onefold.http.hand.LifeRoutes;
import io.onefold.http.hand.MergeRoute;
import io.onefold.http.hand.PartRoutes;
import io.onefold.http.hand.Persons;
import io.onefold.http.hand.ReadmitRoutes;
import io.onefold.http.ingest.IngestRoute;
import io.onefold.http.links.LinkTokenRoute;
import io.onefold.http.personalize.PersonalizeRoute;
import io.onefold.http.read.AccountRoutes;
import io.onefold.http.read.ProfileRoutes;
import io.onefold.http.read.QuarantineRoute;
import io.onefold.http.read.SubjectReader;
import io.onefold.http.resolve.ResolveRoute;
import io.onefold.http.wire.Problem;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Methods by pattern of a path. */
  private final Map<String, List<String>> methods = new LinkedHashMap<>();

  Routes(Vertx vertx, Edge edge, HttpSettings settings, HttpParts parts) {
    this.vertx = vertx;
    this.edge = edge;
    this.settings = settings;
    this.parts = parts;
    this.router = Router.router(vertx);
  }

  Router router() {
    writes();
    SubjectReader subjects = parts.subjects();
    reads(subjects);
    hands(subjects);
    secrets(subjects);
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
    return new PersonalizeRoute(edge, intake, parts.personalize(vertx, edge.desk(), settings));
  }

  private void reads(SubjectReader subjects) {
    ProfileRoutes profiles = new ProfileRoutes(edge, subjects);
    AccountRoutes account = new AccountRoutes(edge);
    read("/v1/profiles/[^/]+", new ReadEntry(edge, profiles::profile));
    read("/v1/profiles/[^/]+/timeline", new ReadEntry(edge, profiles::timeline));
    read("/v1/profiles/[^/]+/identity", new ReadEntry(edge, profiles::identity));
    read("/v1/quarantine", new ReadEntry(edge, new QuarantineRoute(edge)::list));
    read("/v1/cluster", new ReadEntry(edge, new ClusterRoute(edge, parts.cluster())::show));
    read("/v1/stats", new ReadEntry(edge, account::stats));
    read("/v1/search", new ReadEntry(edge, account::search));
  }

  private void hands(SubjectReader subjects) {
    Persons persons = new Persons(edge, subjects);
    Deeds deeds = new Deeds(edge, parts.audit());
    Parsers parsers = new Parsers(parts.decodeLimits().depthMax());
    PartRoutes apart = new PartRoutes(edge, persons, deeds, parsers);
    MergeRoute merge = new MergeRoute(edge, persons, deeds, parsers);
    LifeRoutes life = new LifeRoutes(edge, persons, deeds);
    ReadmitRoutes readmit = new ReadmitRoutes(edge, persons, deeds);
    ExportRoute export = new ExportRoute(vertx, edge, persons, deeds);
    on(HttpMethod.GET, "/v1/profiles/[^/]+/export", new ReadEntry(edge, export::export));
    on(HttpMethod.POST, "/v1/profiles/[^/]+/split", withBody(apart::split));
    on(HttpMethod.POST, "/v1/profiles/[^/]+/merge", withBody(merge::merge));
    on(HttpMethod.POST, "/v1/profiles/[^/]+/tracking-id", new ReadEntry(edge, life::renew));
    on(
        HttpMethod.DELETE,
        "/v1/profiles/[^/]+/identifiers/[^/]+",
        new ReadEntry(edge, apart::remove));
    on(HttpMethod.DELETE, "/v1/profiles/[^/]+", new ReadEntry(edge, life::erase));
    on(HttpMethod.DELETE, "/v1/suppressions/[^/]+", new ReadEntry(edge, readmit::unsuppress));
    on(HttpMethod.DELETE, "/v1/quarantine/[^/]+", new ReadEntry(edge, readmit::release));
    AdminRoutes admin = new AdminRoutes(edge, parts.audit(), parts.ruleAdmin(), deeds);
    read("/v1/audit", new ReadEntry(edge, admin::audit));
    read("/v1/rules", new ReadEntry(edge, admin::rules));
    on(HttpMethod.POST, "/v1/rules/reload", new ReadEntry(edge, admin::reload));
  }

  private SecretIntake withBody(SecretIntake.Receiver receiver) {
    return new SecretIntake(edge, settings.bodyBytesMax(), receiver);
  }

  private void secrets(SubjectReader subjects) {
    Intake intake = new Intake(edge, settings.bodyBytesMax());
    Parsers parsers = new Parsers(parts.decodeLimits().depthMax());
    act(
        "/v1/link-tokens",
        new LinkTokenRoute(edge, intake, parsers, subjects, parts.links(), new SecureRandom()));
    act("/v1/resolve", new ResolveRoute(edge, intake, parts.rules(), parsers));
  }

  /** A call that takes a body and a secret key, and that no browser makes. */
  private void act(String path, Handler<RoutingContext> handler) {
    router.post(path).handler(handler);
    router.route(path).handler(ctx -> refuseMethod(ctx, "POST"));
  }

  private void health() {
    HealthRoutes health = new HealthRoutes(edge, settings, parts);
    read("/health/live", health::live);
    read("/health/ready", health::ready);
    read("/metrics", health::metrics);
  }

  private void read(String pattern, Handler<RoutingContext> handler) {
    on(HttpMethod.GET, pattern, handler);
    on(HttpMethod.HEAD, pattern, handler);
  }

  private void on(HttpMethod method, String pattern, Handler<RoutingContext> handler) {
    String path = pattern + "/?";
    router.routeWithRegex(method, path).handler(handler);
    methods.computeIfAbsent(path, first -> new ArrayList<>()).add(method.name());
  }

  /**
   * Last, since hardly anybody asks: preflights of browsers, and methods that a path does not have.
   */
  private void otherMethods() {
    for (String path : writePaths) {
      router.options(path).handler(ctx -> edge.cors().preflight(ctx.request()));
      router.route(path).handler(ctx -> refuseMethod(ctx, "POST, OPTIONS"));
    }
    methods.forEach(
        (pattern, allowed) ->
            router
                .routeWithRegex(pattern)
                .handler(ctx -> refuseMethod(ctx, String.join(", ", allowed))));
  }

  private void refuseMethod(RoutingContext ctx, String allowed) {
    ctx.response().putHeader(HttpHeaders.ALLOW, allowed);
    refuse(ctx, Problem.wrongMethod(allowed));
  }

  private void refuse(RoutingContext ctx, Problem problem) {
    edge.replies().refuse(ctx.response(), problem);
  }
}
