package io.onefold.http;

import static io.onefold.http.Replied.assertAccepted;
import static io.onefold.http.Replied.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods, preflights, health and meters. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurfaceIT {

  private static final String ORIGIN = "https://shop.example";
  private static final String TRACK = "{\"event\":\"E\",\"anonymousId\":\"a1\"}";

  private HttpNode node;

  @BeforeAll
  void start() {
    node = HttpNode.usual();
  }

  @AfterAll
  void stop() {
    node.close();
  }

  private HttpResponse<String> send(String method, String path, String... headers) {
    return node.send(node.request(path, headers).method(method, BodyPublishers.noBody()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v1/nothing",
        "/v1/profiles",
        "/v1/profiles/email:a@b.c/nothing",
        "/v2/track"
      })
  void unknownPath_anyMethod_isNotFound(String path) {
    assertRefused(node.get(path), 404, "not_found");
    assertRefused(node.post(path, "{}"), 404, "not_found");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/track, POST",
    "PUT, /v1/batch, POST",
    "DELETE, /v1/personalize, POST",
    "POST, /v1/stats, GET",
    "POST, /v1/profiles/email:a@b.c, GET",
    "POST, /health/live, GET"
  })
  void knownPath_otherMethod_isNotAllowed(String method, String path, String allowed) {
    HttpResponse<String> response = send(method, path);

    assertRefused(response, 405, "method_not_allowed");
    assertThat(response.headers().firstValue("allow"))
        .hasValueSatisfying(methods -> assertThat(methods).startsWith(allowed));
    assertThat(response.body()).contains("allowed here: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready", "/metrics"})
  void head_isAnsweredAsGetWithoutABody(String path) {
    HttpResponse<String> response = send("HEAD", path);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/track", "/v1/batch", "/v1/import/", "/v1/alias", "/v1/personalize"})
  void preflight_fromAnyOrigin_isAllowedForTwoHours(String path) {
    HttpResponse<String> response =
        send(
            "OPTIONS",
            path,
            "Origin",
            ORIGIN,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "anonymousid,authorization,content-type,sentat");

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(header(response, "access-control-allow-origin")).isEqualTo(ORIGIN);
    assertThat(header(response, "vary")).isEqualToIgnoringCase("Origin");
    assertThat(header(response, "access-control-max-age")).isEqualTo("7200");
    assertThat(header(response, "access-control-allow-methods")).isEqualTo("GET, POST, OPTIONS");
    assertThat(List.of(header(response, "access-control-allow-headers").split(", ")))
        .contains(
            "authorization",
            "content-type",
            "anonymousid",
            "sentat",
            "x-retry-count",
            "x-write-key",
            "rsa-retry-attempt",
            "rsa-recovered");
    assertThat(response.headers().firstValue("access-control-allow-credentials")).isEmpty();
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void ingest_fromAPage_isVisibleToItEvenWhenRefused() {
    HttpResponse<String> accepted =
        node.post(
            "/v1/track",
            TRACK,
            "Authorization",
            HttpNode.basic(HttpNode.BROWSER),
            "Origin",
            ORIGIN);
    HttpResponse<String> refused = node.post("/v1/track", TRACK, "Origin", ORIGIN);

    assertAccepted(accepted);
    assertRefused(refused, 401, "missing_key");
    for (HttpResponse<String> response : List.of(accepted, refused)) {
      assertThat(header(response, "access-control-allow-origin")).isEqualTo(ORIGIN);
      assertThat(header(response, "access-control-expose-headers")).isEqualTo("Retry-After");
    }
  }

  @Test
  void origins_whenListed_areTheOnlyOnesAndMaySendCredentials() {
    try (HttpNode strict = new HttpNode(HttpNode.Options.USUAL.withOrigins(ORIGIN))) {
      HttpResponse<String> listed = strict.post("/v1/track", TRACK, "Origin", ORIGIN);
      HttpResponse<String> other =
          strict.post("/v1/track", TRACK, "Origin", "https://evil.example");

      assertThat(header(listed, "access-control-allow-origin")).isEqualTo(ORIGIN);
      assertThat(header(listed, "access-control-allow-credentials")).isEqualTo("true");
      assertThat(header(other, "access-control-allow-origin")).isEmpty();
      assertThat(header(other, "access-control-allow-credentials")).isEmpty();
    }
  }

  @Test
  void reads_fromAPage_areNotVisibleToIt() {
    HttpResponse<String> response = node.get("/v1/stats", "Origin", ORIGIN);

    assertThat(header(response, "access-control-allow-origin")).isEmpty();
  }

  @Test
  void live_always_isOk() {
    assertAccepted(node.get("/health/live", new String[0]));
  }

  @Test
  void ready_untilEveryShardServes_isUnavailableWithTheReasons() {
    assertAccepted(node.get("/health/ready", new String[0]));

    node.readiness = new Readiness.NotReady(List.of("shard 3 restores", "shard 4 restores"));
    HttpResponse<String> response = node.get("/health/ready", new String[0]);
    node.readiness = Readiness.READY;

    assertRefused(response, 503, "not_ready");
    assertThat(response.body()).contains("\"reasons\":[\"shard 3 restores\",\"shard 4 restores\"]");
    assertThat(Integer.parseInt(header(response, "retry-after"))).isBetween(1, 5);
  }

  @Test
  void metrics_whenOpen_arePrometheusText() {
    HttpResponse<String> response = node.get("/metrics", new String[0]);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "content-type")).startsWith("text/plain; version=0.0.4");
    assertThat(response.body())
        .contains("onefold_http_latency_seconds_bucket{call=\"ingest\",le=\"0.001\"}")
        .contains("onefold_mailbox_depth{shard=\"3\"} 0.0")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void metrics_whenClosed_needASecretKey() {
    try (HttpNode closed = new HttpNode(HttpNode.Options.USUAL.withMetricsClosed())) {
      assertRefused(closed.get("/metrics", new String[0]), 401, "missing_key");
      assertRefused(
          closed.get("/metrics", "Authorization", HttpNode.basic(HttpNode.BROWSER)),
          403,
          "forbidden_key");
      assertThat(closed.get("/metrics").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"})
  void brokenRequest_isRefusedAsJson(String request) throws IOException {
    try (RawClient client = new RawClient(node.port())) {
      client.send(request);

      assertThat(client.readReply()).contains(" 400 ").contains("{\"success\":false,");
    }
  }

  @Test
  void longLine_isRefusedAsJson() throws IOException {
    try (RawClient client = new RawClient(node.port())) {
      client.send("GET /" + "x".repeat(10_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(client.readReply()).contains(" 414 ").contains("{\"success\":false,");
    }
  }
}
