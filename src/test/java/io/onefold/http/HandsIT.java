package io.onefold.http;

import static io.onefold.http.HandScene.ANN;
import static io.onefold.http.HandScene.BOB;
import static io.onefold.http.HandScene.OF_ANN;
import static io.onefold.http.HandScene.json;
import static io.onefold.http.HandScene.parse;
import static io.onefold.http.Replied.assertAccepted;
import static io.onefold.http.Replied.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onefold.event.IdentifierType;
import io.onefold.http.edge.AuditLog;
import io.onefold.http.edge.AuditLog.Outcome;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done by hand beside, and what holds for all of it. */
class HandsIT {

  private final HandScene scene = new HandScene(HttpNode.Options.USUAL);
  private final HttpNode node = scene.node;

  @AfterEach
  void stop() {
    scene.close();
  }

  @Test
  void trackingId_renewed_isAnswered() {
    scene.answerActs(act -> new Answer.Changed(ANN, List.of()));

    JsonNode answer = json(node.change("POST", OF_ANN + "/tracking-id", ""));

    assertThat(answer.get("profile_id").asText()).isEqualTo(ANN.text());
    assertThat(answer.get("tracking_id").asText()).isEqualTo("token");
    assertThat(scene.onlyAct()).isEqualTo(new Act.Renew(HttpNode.ACCOUNT, "the secret-key"));
    scene.assertAudited("profile.renew_tracking_id", ANN, Outcome.DONE);
  }

  @Test
  void profile_erased_isAnsweredWithItsId() {
    scene.answerActs(act -> new Answer.Changed(ANN, List.of()));

    JsonNode answer = json(node.change("DELETE", OF_ANN, ""));

    assertThat(answer).isEqualTo(parse("{\"success\":true,\"profile_id\":\"" + ANN.text() + "\"}"));
    assertThat(scene.onlyAct()).isEqualTo(new Act.Erase(HttpNode.ACCOUNT, "the secret-key"));
    scene.assertAudited("profile.erase", ANN, Outcome.DONE);
  }

  /** Who asks again by the id waits for the erasure that goes on. */
  @Test
  void erasure_askedForAgainById_isWaitedFor() {
    node.shards.answerAll(
        message ->
            message instanceof Message.ChangeAt
                ? new Answer.Changed(ANN, List.of())
                : Answer.NOT_FOUND);

    json(node.change("DELETE", "/v1/profiles/profile_id:" + ANN.text(), ""));

    assertThat(node.audit.entries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /split, {\"identifiers\":[\"anonymous_id:tablet\"]}",
    "POST, /merge, {\"with\":\"email:a@b.eu\"}",
    "POST, /tracking-id, ''",
    "DELETE, '', ''",
    "DELETE, /identifiers/anonymous_id:tablet, ''",
    "GET, /export, ''"
  })
  void profile_unknown_isNotFound(String method, String part, String body) {
    node.shards.answerAll(message -> Answer.NOT_FOUND);

    assertRefused(node.change(method, OF_ANN + part, body), 404, "profile_not_found");
    assertThat(node.audit.entries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /v1/suppressions/email:Ann@Example.com, suppression.lift",
    "DELETE, /v1/quarantine/email:Ann@Example.com, quarantine.lift"
  })
  void identifier_readmitted_isSuccess(String method, String path, String action) {
    node.shards.answerAll(message -> Answer.READMITTED);

    assertAccepted(node.change(method, path, ""));

    Message.Readmit readmit = (Message.Readmit) node.shards.received().getFirst().message();
    assertThat(readmit.identifier()).isEqualTo(node.hash(IdentifierType.EMAIL, "ann@example.com"));
    assertThat(readmit.accountId()).isEqualTo(HttpNode.ACCOUNT);
    assertThat(node.audit.await(2))
        .extracting(AuditLog.Entry::action)
        .containsExactly(action, action);
    assertThat(node.audit.entries().getFirst().detailJson()).contains("\"type\":\"email\"");
    assertThat(node.audit.entries().toString()).doesNotContain("example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/profiles/email:a@b.eu/split, {\"identifiers\":[\"anonymous_id:tablet\"]}",
    "POST, /v1/profiles/email:a@b.eu/merge, {\"with\":\"profile_id:%s\"}",
    "POST, /v1/profiles/email:a@b.eu/tracking-id, ''",
    "DELETE, /v1/profiles/email:a@b.eu, ''",
    "DELETE, /v1/profiles/email:a@b.eu/identifiers/anonymous_id:tablet, ''",
    "GET, /v1/profiles/email:a@b.eu/export, ''",
    "DELETE, /v1/suppressions/email:a@b.eu, ''",
    "DELETE, /v1/quarantine/email:a@b.eu, ''",
    "POST, /v1/rules/reload, ''"
  })
  void audit_thatCannotBeWritten_leavesNothingDone(String method, String path, String body) {
    scene.answerActs(
        act -> {
          throw new AssertionError(act);
        });
    node.audit.away(true);

    HttpResponse<String> response = node.change(method, path, body.formatted(BOB.text()));

    assertRefused(response, 503, "audit_unavailable");
    assertThat(response.headers().firstValue("retry-after")).isPresent();
    assertThat(node.shards.received())
        .allMatch(
            e -> e.message() instanceof Message.Read || e.message() instanceof Message.ReadAt);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/profiles/email:a@b.eu/split",
    "POST, /v1/profiles/email:a@b.eu/merge",
    "POST, /v1/profiles/email:a@b.eu/tracking-id",
    "DELETE, /v1/profiles/email:a@b.eu",
    "DELETE, /v1/profiles/email:a@b.eu/identifiers/anonymous_id:tablet",
    "GET, /v1/profiles/email:a@b.eu/export",
    "DELETE, /v1/suppressions/email:a@b.eu",
    "DELETE, /v1/quarantine/email:a@b.eu",
    "GET, /v1/audit",
    "GET, /v1/rules",
    "POST, /v1/rules/reload"
  })
  void hands_withAnythingButASecretKey_areTied(String method, String path) {
    for (String key : List.of(HttpNode.BROWSER, HttpNode.SERVER)) {
      assertRefused(send(method, path, HttpNode.basic(key)), 403, "forbidden_key");
    }
    assertRefused(send(method, path, "Bearer nobody's"), 401, "unknown_key");
    assertRefused(
        node.send(
            node.request(path + "?writeKey=secret-key")
                .method(method, BodyPublishers.ofString("{\"writeKey\":\"secret-key\"}"))),
        401,
        "missing_key");
    assertThat(node.shards.received()).isEmpty();
    assertThat(node.audit.entries()).isEmpty();
  }

  private HttpResponse<String> send(String method, String path, String authorization) {
    return node.send(
        node.request(path, "Authorization", authorization)
            .method(method, BodyPublishers.ofString("{}")));
  }
}
