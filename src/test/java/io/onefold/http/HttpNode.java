package io.onefold.http;

import io.onefold.decode.DecodeLimits;
import io.onefold.decode.id.IdentifierHasher;
import io.onefold.decode.id.IdentifierNormaliser;
import io.onefold.decode.id.IdentifierRules;
import io.onefold.decode.id.LinkKey;
import io.onefold.decode.id.LinkTokens;
import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType;
import io.onefold.http.access.AccessKey;
import io.onefold.http.access.AccessKeys;
import io.onefold.http.access.AccountRules;
import io.onefold.http.access.KeyKind;
import io.onefold.http.cluster.ClusterState;
import io.onefold.http.entrance.EntranceVerticle;
import io.onefold.identity.TrackingTokens;
import io.onefold.message.View;
import io.onefold.route.FakeShards;
import io.onefold.route.Forgotten;
import io.onefold.route.GatewaySettings;
import io.onefold.route.LocalDelivery;
import io.onefold.route.OnLoop;
import io.onefold.route.Placement;
import io.onefold.telemetry.Meters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP edge over a real port, in front of shards that hold nothing.
 *
 * <p><b>Threading.</b> For one test thread.
 */
final class HttpNode implements AutoCloseable {

  static final int SHARDS = 4;
  static final int ACCOUNT = 7;
  static final int BODY_BYTES_MAX = 4_096;
  static final int BATCH_BYTES_MAX = 1_048_576;
  static final String BROWSER = "browser-key";
  static final String SERVER = "server-key";
  static final String SECRET = "secret-key";

  private static final byte[] HASH_SECRET = new byte[IdentifierHasher.SECRET_BYTES];
  private static final byte[] TOKEN_KEY = new byte[16];

  final Vertx vertx = Vertx.vertx();
  final FakeShards shards = FakeShards.accepting(vertx, SHARDS);
  final Meters meters = new Meters(SHARDS, System::currentTimeMillis);
  final IdentifierHasher hasher = new IdentifierHasher(HASH_SECRET);
  final TrackingTokens tokens = new TrackingTokens(TOKEN_KEY);
  final MemoryAuditLog audit = new MemoryAuditLog();
  final FixedRules rules = new FixedRules();
  final LinkTokens links = new LinkTokens(List.of(new LinkKey(new byte[LinkKey.SECRET_BYTES])));
  final Forgotten forgotten = new Forgotten(SHARDS, (account, type, raw) -> Optional.empty());
  volatile Readiness readiness = Readiness.READY;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String deployment;
  private final int port;

  /** How one node differs from the usual one. */
  record Options(
      List<String> origins,
      boolean metricsOpen,
      Duration requestTimeout,
      Duration deadline,
      IdentifierRules rules) {

    static final Options USUAL =
        new Options(
            List.of(),
            true,
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            IdentifierRules.of(new IdentifierNormaliser("NL", (type, value) -> false)));

    Options withOrigins(String... allowed) {
      return new Options(List.of(allowed), metricsOpen, requestTimeout, deadline, rules);
    }

    Options withMetricsClosed() {
      return new Options(origins, false, requestTimeout, deadline, rules);
    }

    Options withRequestTimeout(Duration timeout) {
      return new Options(origins, metricsOpen, timeout, deadline, rules);
    }

    Options withDeadline(Duration live) {
      return new Options(origins, metricsOpen, requestTimeout, live, rules);
    }

    Options withRules(IdentifierRules own) {
      return new Options(origins, metricsOpen, requestTimeout, deadline, own);
    }
  }

  private final Options options;

  HttpNode(Options options) {
    this.options = options;
    HttpVerticle verticle = new HttpVerticle(settings(options), parts(options));
    deployment = OnLoop.wait(vertx.deployVerticle(verticle));
    port = verticle.port();
  }

  /** Offers the same on the event bus as well; answers the deployment. */
  String openEntrance(Placement placement) {
    return OnLoop.wait(
        vertx.deployVerticle(
            new EntranceVerticle(settings(options), parts(options), () -> placement)));
  }

  static HttpNode usual() {
    return new HttpNode(Options.USUAL);
  }

  private static HttpSettings settings(Options options) {
    Map<String, View.Projection> projections =
        Map.of(
            "default",
                new View.Projection(
                    "default", List.of(), List.of(), true, false, "personalization"),
            "shop",
                new View.Projection(
                    "shop", List.of("custom.size"), List.of(), true, false, "personalization"));
    return new HttpSettings(
        "127.0.0.1",
        0,
        BODY_BYTES_MAX,
        BATCH_BYTES_MAX,
        options.deadline(),
        projections,
        options.origins(),
        options.metricsOpen(),
        Duration.ofSeconds(10));
  }

  /** What {@code GET /v1/cluster} is to show. */
  static final ClusterState CLUSTER =
      new ClusterState(
          "shop",
          "memory",
          2,
          2,
          3,
          List.of(new ClusterState.Member("one", "4711", "127.0.0.1:5701", true)),
          List.of(new ClusterState.ShardAt(0, "one", "serving")));

  private HttpParts parts(Options options) {
    return new HttpParts(
        keys(),
        DecodeLimits.DEFAULT,
        hasher,
        links,
        new AccountRules(Map.of(ACCOUNT, options.rules())),
        () -> new TrackingTokens(TOKEN_KEY),
        GatewaySettings.of(FakeShards.NODE, SHARDS, options.requestTimeout()),
        forgotten,
        meters,
        () -> readiness,
        audit,
        rules,
        () -> Future.succeededFuture(CLUSTER),
        () -> new LocalDelivery(vertx, FakeShards.NODE, SHARDS));
  }

  private static AccessKeys keys() {
    return new AccessKeys(
        List.of(
            key(KeyKind.BROWSER, BROWSER),
            key(KeyKind.SERVER, SERVER),
            key(KeyKind.SECRET, SECRET)));
  }

  private static AccessKey key(KeyKind kind, String key) {
    return new AccessKey(ACCOUNT, "acme", "EUR", kind, "the " + key, AccessKeys.sha256(key));
  }

  int port() {
    return port;
  }

  Hash128 hash(IdentifierType type, String normalised) {
    return hasher.hash(ACCOUNT, type, normalised);
  }

  static String basic(String key) {
    byte[] credentials = (key + ":").getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Posts with the browser key. */
  HttpResponse<String> post(String path, String body) {
    return post(path, body, "Authorization", basic(BROWSER));
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return send(request(path, headers).POST(BodyPublishers.ofString(body)));
  }

  /** Reads with the secret key. */
  HttpResponse<String> get(String path) {
    return get(path, "Authorization", basic(SECRET));
  }

  /** Changes something with the secret key. */
  HttpResponse<String> change(String method, String path, String body) {
    return send(
        request(path, "Authorization", basic(SECRET))
            .method(method, BodyPublishers.ofString(body)));
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return OnLoop.wait(client.sendAsync(request.build(), BodyHandlers.ofString()));
  }

  /** Stops serving in good order; what was accepted is answered. */
  Future<Void> stop() {
    return vertx.undeploy(deployment);
  }

  @Override
  public void close() {
    client.close();
    OnLoop.wait(vertx.close());
    meters.close();
  }
}
