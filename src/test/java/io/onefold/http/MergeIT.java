package io.onefold.http;

import static io.onefold.http.HandScene.ANN;
import static io.onefold.http.HandScene.BOB;
import static io.onefold.http.HandScene.DEVICE;
import static io.onefold.http.HandScene.OF_ANN;
import static io.onefold.http.HandScene.json;
import static io.onefold.http.HandScene.parse;
import static io.onefold.http.HandScene.standing;
import static io.onefold.http.Replied.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.http.edge.AuditLog;
import io.onefold.http.edge.AuditLog.Outcome;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Cause;
import io.onefold.message.Message;
import io.onefold.message.Refusal;
import io.onefold.message.View;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Profiles that are put together, in front of shards that answer as they are told. */
class MergeIT {

  private final HandScene scene = new HandScene(HttpNode.Options.USUAL);
  private final HttpNode node = scene.node;

  @AfterEach
  void stop() {
    scene.close();
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
    Act.Merge merge = (Act.Merge) scene.onlyAct();
    assertThat(merge.with()).isEqualTo(BOB);
    Cause cause = merge.cause();
    assertThat(cause.kind()).isEqualTo(Cause.Kind.HAND);
    assertThat(cause.identifier()).isEqualTo(DEVICE.hash());
    assertThat(cause.type()).isEqualTo(IdentifierType.ANONYMOUS_ID);
    assertThat(cause.source()).isEqualTo("hand:the secret-key");
    scene.assertAudited("profile.merge", ANN, Outcome.DONE);
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
    scene.assertAudited("profile.merge", ANN, Outcome.REFUSED);
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

    assertThat(((Act.Merge) scene.onlyAct()).cause().kind()).isEqualTo(Cause.Kind.FORCED);
    assertThat(parse(node.audit.entries().getFirst().detailJson()).get("force").asBoolean())
        .isTrue();
  }

  @Test
  void merge_withItself_changesNothing() {
    scene.answerActs(act -> new Answer.Changed(ANN, List.of()));

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
    try (HandScene hurried =
        new HandScene(HttpNode.Options.USUAL.withRequestTimeout(Duration.ofMillis(100)))) {
      hurried.answerActs(act -> new Answer.Changed(ANN, List.of()));

      HttpResponse<String> response =
          hurried.node.change(
              "POST", OF_ANN + "/merge", "{\"with\":\"profile_id:" + BOB.text() + "\"}");

      assertRefused(response, 503, "merging");
      assertThat(hurried.node.audit.entries())
          .extracting(AuditLog.Entry::outcome)
          .containsExactly(Outcome.ACCEPTED);
    }
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
}
