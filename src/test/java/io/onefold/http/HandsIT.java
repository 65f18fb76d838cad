package io.onefold.http;

import static io.onefold.http.Replied.assertAccepted;
import static io.onefold.http.Replied.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.http.edge.AuditLog;
import io.onefold.http.edge.AuditLog.Outcome;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Cause;
import io.onefold.message.Decline;
import io.onefold.message.Message;
import io.onefold.message.Refusal;
import io.onefold.message.View;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is done by hand, in front of shards that answer as they are told. */
class HandsIT {

  private static final ProfileId ANN = ProfileId.of(1_000, 2, 1, 1);
  private static final ProfileId BOB = ProfileId.of(2_000, 3, 1, 1);
  private static final ProfileId PART = ProfileId.of(3_000, 2, 1, 1);
  private static final String OF_ANN = "/v1/profiles/email:ann@example.com";
  private static final Identifier DEVICE =
      new Identifier(IdentifierType.ANONYMOUS_ID, "tablet", new Hash128(5, 5));

  private HttpNode node;

  @BeforeEach
  void start() {
    node = HttpNode.usual();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static Answer.Standing standing(ProfileId profile, Identifier... identifiers) {
    return new Answer.Standing(profile, "token", List.of(identifiers), Optional.empty());
  }

  /** Whoever is asked for by identifier is Ann; ids are themselves. */
  private void answerActs(Function<Act, Answer> acts) {
    node.shards.answerAll(
        message ->
            switch (message) {
              case Message.Read read -> standing(ANN);
              case Message.ReadAt read when read.profile().equals(PART) -> standing(PART, DEVICE);
              case Message.ReadAt read -> standing(read.profile());
              case Message.ChangeAt change -> acts.apply(change.act());
              default -> throw new AssertionError(message);
            });
  }

  private Act onlyAct() {
    List<Act> acts =
        node.shards.received().stream()
            .map(envelope -> envelope.message())
            .filter(message -> message instanceof Message.ChangeAt)
            .map(message -> ((Message.ChangeAt) message).act())
            .toList();
    assertThat(acts).hasSize(1);
    return acts.getFirst();
  }

  private static JsonNode json(HttpResponse<String> response) {
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

  /** Intention and outcome of the only thing that was done. */
  private void assertAudited(String action, ProfileId subject, Outcome outcome) {
    List<AuditLog.Entry> entries = node.audit.await(2);
    assertThat(entries).extracting(AuditLog.Entry::action).containsExactly(action, action);
    assertThat(entries)
        .extracting(AuditLog.Entry::outcome)
        .containsExactly(Outcome.ACCEPTED, outcome);
    assertThat(entries).allMatch(entry -> entry.actor().equals("the secret-key"));
    assertThat(entries).allMatch(entry -> entry.subject().equals(subject.text()));
    assertThat(entries)
        .extracting(entry -> parse(entry.detailJson()).get("operation").asText())
        .doesNotContain("")
        .satisfies(ids -> assertThat(ids.get(0)).isEqualTo(ids.get(1)));
    assertThat(entries.toString()).doesNotContain("example.com", "tablet");
  }

  @Test
  void split_ofIdentifiers_movesThemAsTheyAreOnEvents() {
    answerActs(act -> new Answer.Changed(ANN, List.of(PART)));

    JsonNode answer =
        json(
            node.change(
                "POST",
                OF_ANN + "/split",
                "{\"identifiers\":[\"anonymous_id:tablet\",\"email:Bob@Example.com\"]}"));

    assertThat(answer)
        .isEqualTo(
            parse(
                """
                {"success":true,"profile_id":"%s",
                 "split":[{"profile_id":"%s","identifiers":["anonymous_id:tablet"]}]}
                """
                    .formatted(ANN.text(), PART.text())));
    assertThat(onlyAct())
        .isEqualTo(
            new Act.Split(
                HttpNode.ACCOUNT,
                List.of(
                    node.hash(IdentifierType.ANONYMOUS_ID, "tablet"),
                    node.hash(IdentifierType.EMAIL, "bob@example.com")),
                "the secret-key"));
    assertAudited("profile.split", ANN, Outcome.DONE);
    assertThat(parse(node.audit.entries().getFirst().detailJson()).get("types"))
        .isEqualTo(parse("[\"anonymous_id\",\"email\"]"));
    assertThat(parse(node.audit.entries().getLast().detailJson()).get("made"))
        .isEqualTo(parse("[\"" + PART.text() + "\"]"));
  }

  @Test
  void split_throughAnIdentifier_cutsItsLinks() {
    answerActs(act -> new Answer.Changed(ANN, List.of(PART)));

    json(node.change("POST", OF_ANN + "/split", "{\"through\":\"email:ANN@example.com\"}"));

    assertThat(onlyAct())
        .isEqualTo(
            new Act.Unravel(
                HttpNode.ACCOUNT,
                node.hash(IdentifierType.EMAIL, "ann@example.com"),
                "the secret-key"));
    assertAudited("profile.unravel", ANN, Outcome.DONE);
  }

  @ParameterizedTest
  @EnumSource(Decline.class)
  void split_declined_isAConflictWithTheReason(Decline why) {
    answerActs(act -> new Answer.Declined(why));

    HttpResponse<String> response =
        node.change("POST", OF_ANN + "/split", "{\"identifiers\":[\"anonymous_id:tablet\"]}");

    assertRefused(response, 409, why.code());
    assertThat(response.body()).contains(why.message(), "\"field\":\"identifiers\"");
    assertAudited("profile.split", ANN, Outcome.REFUSED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|missing_field|identifiers",
        "{\"identifiers\":[]}|missing_field|identifiers",
        "{\"identifiers\":\"email:a@b.eu\"}|wrong_type|identifiers",
        "{\"identifiers\":[1]}|wrong_type|identifiers[0]",
        "{\"identifiers\":[\"email:a@b.eu\",\"email:x\"]}|invalid_identifier|identifiers[1]",
        "{\"identifiers\":[\"mail:x\"]}|unknown_identifier_type|identifiers[0]",
        "{\"identifiers\":[\"profile_id:x\"]}|unknown_identifier_type|identifiers[0]",
        "{\"identifiers\":[\"x\"]}|malformed_identifier|identifiers[0]",
        "{\"identifiers\":[\"email:a@b.eu\"],\"through\":\"email:a@b.eu\"}|conflicting_fields|through",
        "{\"through\":\"tracking_id:x\"}|unknown_identifier_type|through",
        "{\"through\":[]}|wrong_type|through",
        "[]|not_an_object|",
        "{|malformed_json|",
        "{} {}|malformed_json|"
      })
  void split_malformed_isRefusedWithTheField(String body, String code, String field) {
    HttpResponse<String> response = node.change("POST", OF_ANN + "/split", body);

    assertRefused(response, 400, code);
    if (field != null) {
      assertThat(response.body()).contains("\"field\":\"" + field + "\"");
    }
    assertThat(node.shards.received()).isEmpty();
    assertThat(node.audit.entries()).isEmpty();
  }

  @Test
  void split_ofMoreThanAProfileHolds_isRefused() {
    String body = "{\"identifiers\":[" + "\"\",".repeat(500) + "\"\"]}";

    HttpResponse<String> response = node.change("POST", OF_ANN + "/split", body);

    assertRefused(response, 400, "too_many_values");
    assertThat(response.body()).contains("500", "\"field\":\"identifiers\"");
  }

  @Test
  void identifier_removed_leavesForAProfileOfItsOwn() {
    answerActs(act -> new Answer.Changed(ANN, List.of(PART)));

    JsonNode answer =
        json(node.change("DELETE", OF_ANN + "/identifiers/source_id:crm%3A1%2F2", ""));

    assertThat(answer.at("/split/0/profile_id").asText()).isEqualTo(PART.text());
    assertThat(onlyAct())
        .isEqualTo(
            new Act.Remove(
                HttpNode.ACCOUNT,
                node.hash(IdentifierType.SOURCE_ID, "crm:1/2"),
                "the secret-key"));
    assertAudited("profile.remove_identifier", ANN, Outcome.DONE);
  }

  @Test
  void merge_untilBothAreOne_isSuccess() {
    ConcurrentHashMap<ProfileId, Integer> looks = new ConcurrentHashMap<>();
    node.shards.answerAll(
        message ->
            switch (message) {
              case Message.Read read -> standing(ANN);
              case Message.ReadAt read -> {
                int look = looks.merge(read.profile(), 1, Integer::sum);
                yield standing(look < 4 ? read.profile() : ANN, DEVICE);
              }
              case Message.ChangeAt change -> new Answer.Changed(ANN, List.of());
              default -> throw new AssertionError(message);
            });

    JsonNode answer =
        json(
            node.change("POST", OF_ANN + "/merge", "{\"with\":\"profile_id:" + BOB.text() + "\"}"));

    assertThat(answer)
        .isEqualTo(
            parse(
                "{\"success\":true,\"profile_id\":\"%s\",\"absorbed\":[\"%s\"]}"
                    .formatted(ANN.text(), BOB.text())));
    Act.Merge merge = (Act.Merge) onlyAct();
    assertThat(merge.with()).isEqualTo(BOB);
    Cause cause = merge.cause();
    assertThat(cause.kind()).isEqualTo(Cause.Kind.HAND);
    assertThat(cause.identifier()).isEqualTo(DEVICE.hash());
    assertThat(cause.type()).isEqualTo(IdentifierType.ANONYMOUS_ID);
    assertThat(cause.source()).isEqualTo("hand:the secret-key");
    assertAudited("profile.merge", ANN, Outcome.DONE);
    JsonNode detail = parse(node.audit.entries().getFirst().detailJson());
    assertThat(detail.get("operation").asText()).isEqualTo(cause.messageId());
    assertThat(detail.get("with").asText()).isEqualTo(BOB.text());
  }

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void merge_refused_saysWhyAndWhatForceWouldDo(Refusal reason) {
    answerMerge(reason);

    HttpResponse<String> response =
        node.change("POST", OF_ANN + "/merge", "{\"with\":\"profile_id:" + BOB.text() + "\"}");

    assertRefused(response, 409, "merge_refused");
    assertThat(response.body()).contains("\"reason\":\"" + reason.code() + "\"", "force");
    assertAudited("profile.merge", ANN, Outcome.REFUSED);
  }

  /** Bob remembers that the operation was refused. */
  private void answerMerge(Refusal reason) {
    node.shards.answerAll(
        message ->
            switch (message) {
              case Message.Read read -> standing(ANN);
              case Message.ReadAt(ProfileId profile, var view, var to)
                  when view instanceof View.Standing(int account, String op)
                      && !op.isEmpty()
                      && profile.equals(BOB) ->
                  new Answer.Standing(BOB, "token", List.of(), Optional.of(reason));
              case Message.ReadAt read -> standing(read.profile());
              case Message.ChangeAt change -> new Answer.Changed(ANN, List.of());
              default -> throw new AssertionError(message);
            });
  }

  @Test
  void merge_forced_isSoCalled() {
    answerMerge(Refusal.UNIQUE);

    node.change(
        "POST", OF_ANN + "/merge", "{\"with\":\"profile_id:" + BOB.text() + "\",\"force\":true}");

    assertThat(((Act.Merge) onlyAct()).cause().kind()).isEqualTo(Cause.Kind.FORCED);
    assertThat(parse(node.audit.entries().getFirst().detailJson()).get("force").asBoolean())
        .isTrue();
  }

  @Test
  void merge_withItself_changesNothing() {
    answerActs(act -> new Answer.Changed(ANN, List.of()));

    JsonNode answer =
        json(node.change("POST", OF_ANN + "/merge", "{\"with\":\"email:a@example.com\"}"));

    assertThat(answer.get("profile_id").asText()).isEqualTo(ANN.text());
    assertThat(answer.get("absorbed")).isEmpty();
    assertThat(node.audit.entries()).isEmpty();
  }

  @Test
  void merge_withNobody_isNotFoundByThatField() {
    node.shards.answerAll(
        message -> message instanceof Message.Read ? standing(ANN) : Answer.NOT_FOUND);

    HttpResponse<String> response =
        node.change("POST", OF_ANN + "/merge", "{\"with\":\"profile_id:" + BOB.text() + "\"}");

    assertRefused(response, 404, "profile_not_found");
    assertThat(response.body()).contains("\"field\":\"with\"");
  }

  @Test
  void merge_thatDoesNotEndInTime_isBusy() {
    node.close();
    node = new HttpNode(HttpNode.Options.USUAL.withRequestTimeout(Duration.ofMillis(100)));
    answerActs(act -> new Answer.Changed(ANN, List.of()));

    HttpResponse<String> response =
        node.change("POST", OF_ANN + "/merge", "{\"with\":\"profile_id:" + BOB.text() + "\"}");

    assertRefused(response, 503, "merging");
    assertThat(node.audit.entries())
        .extracting(AuditLog.Entry::outcome)
        .containsExactly(Outcome.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|missing_field|with",
        "{\"with\":\"x\"}|malformed_identifier|with",
        "{\"with\":\"email:a@b.eu\",\"force\":\"yes\"}|wrong_type|force"
      })
  void merge_malformed_isRefusedWithTheField(String body, String code, String field) {
    HttpResponse<String> response = node.change("POST", OF_ANN + "/merge", body);

    assertRefused(response, 400, code);
    assertThat(response.body()).contains("\"field\":\"" + field + "\"");
  }

  @Test
  void trackingId_renewed_isAnswered() {
    answerActs(act -> new Answer.Changed(ANN, List.of()));

    JsonNode answer = json(node.change("POST", OF_ANN + "/tracking-id", ""));

    assertThat(answer.get("profile_id").asText()).isEqualTo(ANN.text());
    assertThat(answer.get("tracking_id").asText()).isEqualTo("token");
    assertThat(onlyAct()).isEqualTo(new Act.Renew(HttpNode.ACCOUNT, "the secret-key"));
    assertAudited("profile.renew_tracking_id", ANN, Outcome.DONE);
  }

  @Test
  void profile_erased_isAnsweredWithItsId() {
    answerActs(act -> new Answer.Changed(ANN, List.of()));

    JsonNode answer = json(node.change("DELETE", OF_ANN, ""));

    assertThat(answer).isEqualTo(parse("{\"success\":true,\"profile_id\":\"" + ANN.text() + "\"}"));
    assertThat(onlyAct()).isEqualTo(new Act.Erase(HttpNode.ACCOUNT, "the secret-key"));
    assertAudited("profile.erase", ANN, Outcome.DONE);
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
    answerActs(
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
