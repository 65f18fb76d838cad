package io.onefold.http;

import static io.onefold.http.Replied.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onefold.http.edge.AuditLog;
import io.onefold.http.edge.AuditLog.Outcome;
import io.onefold.http.edge.RuleAdmin.Mistake;
import io.onefold.http.edge.RuleAdmin.Reloaded;
import io.onefold.route.OnLoop;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit and the rules, as they are shown. */
class AdminIT {

  private static final String PROFILE = "000000003e8000200000000000000001";

  private HttpNode node;

  @BeforeEach
  void start() {
    node = HttpNode.usual();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private void write(int atMs, String subject) {
    OnLoop.wait(
        node.audit.append(
            HttpNode.ACCOUNT,
            new AuditLog.Entry(
                "", atMs, "desk", "profile.split", subject, "{\"made\":[]}", Outcome.DONE)));
  }

  private JsonNode read(String path) {
    HttpResponse<String> response = node.get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return parse(response.body());
  }

  private static JsonNode parse(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void audit_entry_hasItsFields() {
    write(1_000, PROFILE);
    write(2_000, "");

    assertThat(read("/v1/audit"))
        .isEqualTo(
            parse(
                """
                {"items":[
                  {"id":"2-0","at":"1970-01-01T00:00:02.000Z","actor":"desk",
                   "action":"profile.split","profile_id":null,"outcome":"done",
                   "detail":{"made":[]}},
                  {"id":"1-0","at":"1970-01-01T00:00:01.000Z","actor":"desk",
                   "action":"profile.split","profile_id":"%s","outcome":"done",
                   "detail":{"made":[]}}],
                 "next":null}
                """
                    .formatted(PROFILE)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8})
  void audit_pageByPage_showsEveryEntryOnceNewestFirst(int limit) {
    for (int i = 1; i <= 7; i++) {
      write(i, PROFILE);
    }
    List<String> seen = new ArrayList<>();
    String before = "";
    do {
      JsonNode page = read("/v1/audit?limit=" + limit + "&before=" + before);
      page.get("items").forEach(item -> seen.add(item.get("id").asText()));
      before = page.get("next").asText("");
    } while (!before.isEmpty() && !before.equals("null"));

    assertThat(seen).containsExactly("7-0", "6-0", "5-0", "4-0", "3-0", "2-0", "1-0");
  }

  @ParameterizedTest
  @CsvSource({"limit=0, limit", "limit=501, limit", "limit=x, limit", "before=x, before"})
  void audit_badParameter_isRefused(String query, String field) {
    HttpResponse<String> response = node.get("/v1/audit?" + query);

    assertRefused(response, 400, "invalid_parameter");
    assertThat(response.body()).contains("\"field\":\"" + field + "\"");
  }

  @Test
  void audit_thatIsAway_isUnavailable() {
    node.audit.away(true);

    assertRefused(node.get("/v1/audit"), 503, "audit_unavailable");
  }

  @Test
  void rules_inForce_areShownWithTheirVersion() {
    assertThat(read("/v1/rules")).isEqualTo(parse("{\"rule_version\":3,\"rules\":{\"types\":{}}}"));
    node.rules.inForce = Optional.empty();
    assertRefused(node.get("/v1/rules"), 503, "not_ready");
  }

  @Test
  void reload_ofRulesThatFit_saysWhatChanged() {
    node.rules.reloaded =
        Future.succeededFuture(
            new Reloaded.Applied(List.of("identity.device-policy"), List.of("http.port")));

    HttpResponse<String> response = node.change("POST", "/v1/rules/reload", "");

    assertThat(parse(response.body()))
        .isEqualTo(
            parse(
                "{\"success\":true,\"rule_version\":3,\"changed\":[\"identity.device-policy\"],"
                    + "\"needs_restart\":[\"http.port\"]}"));
    assertThat(node.audit.await(2))
        .extracting(AuditLog.Entry::outcome)
        .containsExactly(Outcome.ACCEPTED, Outcome.DONE);
    assertThat(node.audit.entries()).allMatch(e -> e.action().equals("rules.reload"));
  }

  @Test
  void reload_ofMistakes_isAConflictThatNamesThem() {
    node.rules.reloaded =
        Future.succeededFuture(
            new Reloaded.Refused(
                List.of(new Mistake("identity.device-policy", "keep or isolate"))));

    HttpResponse<String> response = node.change("POST", "/v1/rules/reload", "");

    assertRefused(response, 409, "invalid_rules");
    assertThat(parse(response.body()).get("mistakes"))
        .isEqualTo(parse("[{\"key\":\"identity.device-policy\",\"allowed\":\"keep or isolate\"}]"));
    assertThat(node.audit.await(2)).last().matches(e -> e.outcome() == Outcome.REFUSED);
  }

  @Test
  void reload_storeAway_isUnavailable() {
    assertRefused(node.change("POST", "/v1/rules/reload", ""), 503, "rules_unavailable");
    assertThat(node.audit.await(2)).last().matches(e -> e.outcome() == Outcome.FAILED);
  }
}
