package io.onefold.http;

import static io.onefold.http.Replied.assertAccepted;
import static io.onefold.http.Replied.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysIT {

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

  private static String trackWithKey(String field, String key) {
    return "{\"event\":\"E\",\"anonymousId\":\"a1\",\"" + field + "\":\"" + key + "\"}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"browser-key:", "browser-key", "browser-key:any password"})
  void basic_userPart_isTheKey(String credentials) {
    String header =
        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));

    assertAccepted(node.post("/v1/track", TRACK, "Authorization", header));
    assertAccepted(node.post("/v1/track", TRACK, "Authorization", header));
  }

  @Test
  void bearer_token_isTheKey() {
    assertAccepted(node.post("/v1/track", TRACK, "Authorization", "Bearer server-key"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"browser-key", "browser-key:secret"})
  void xWriteKey_upToTheColon_isTheKey(String header) {
    assertAccepted(node.post("/v1/track", TRACK, "X-Write-Key", header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"writeKey", "api_key", "token"})
  void body_field_isTheKey(String field) {
    assertAccepted(node.post("/v1/track", trackWithKey(field, "browser-key"), new String[0]));
  }

  @Test
  void query_writeKey_isTheKey() {
    assertAccepted(node.post("/v1/track?a=b&writeKey=browser%2Dkey", TRACK, new String[0]));
  }

  @Test
  void secretKey_onIngest_isAcceptedAsABackEnds() {
    assertAccepted(node.post("/v1/track", TRACK, "Authorization", HttpNode.basic(HttpNode.SECRET)));
  }

  @Test
  void twoKeys_header_decides() {
    HttpResponse<String> response =
        node.post(
            "/v1/track",
            trackWithKey("writeKey", "browser-key"),
            "Authorization",
            HttpNode.basic("nobody's"));

    assertRefused(response, 401, "unknown_key");
  }

  @Test
  void noKey_ingest_isUnauthorized() {
    HttpResponse<String> response = node.post("/v1/track", TRACK, new String[0]);

    assertRefused(response, 401, "missing_key");
    assertThat(response.headers().firstValue("www-authenticate"))
        .contains("Bearer realm=\"onefold\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/track?writeKey=nobody's", "/v1/track?writeKey=%zz"})
  void unknownKey_inTheQuery_isUnauthorized(String path) {
    assertRefused(node.post(path.replace("%", "%25"), TRACK, new String[0]), 401, "unknown_key");
  }

  @Test
  void unknownKey_inTheBody_isUnauthorized() {
    assertRefused(
        node.post("/v1/track", trackWithKey("writeKey", "nobody's"), new String[0]),
        401,
        "unknown_key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/profiles/email:ann@example.com",
        "/v1/profiles/email:ann@example.com/timeline",
        "/v1/profiles/email:ann@example.com/identity",
        "/v1/stats",
        "/v1/search?q=ann"
      })
  void reads_withAnythingButASecretKey_areRefused(String path) {
    assertRefused(
        node.get(path, "Authorization", HttpNode.basic(HttpNode.BROWSER)), 403, "forbidden_key");
    assertRefused(
        node.get(path, "Authorization", HttpNode.basic(HttpNode.SERVER)), 403, "forbidden_key");
    assertRefused(node.get(path, "Authorization", "Bearer nobody's"), 401, "unknown_key");
    HttpResponse<String> keyless = node.get(path, new String[0]);
    assertRefused(keyless, 401, "missing_key");
    assertThat(keyless.body()).contains("Authorization").doesNotContain("body", "query");
    String query = path.contains("?") ? "&" : "?";
    assertRefused(
        node.get(path + query + "writeKey=secret-key", new String[0]), 401, "missing_key");
  }
}
