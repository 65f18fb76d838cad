package io.onefold.http;

import static io.onefold.http.HandScene.ANN;
import static io.onefold.http.HandScene.OF_ANN;
import static io.onefold.http.HandScene.PART;
import static io.onefold.http.HandScene.json;
import static io.onefold.http.HandScene.parse;
import static io.onefold.http.Replied.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onefold.event.IdentifierType;
import io.onefold.http.edge.AuditLog.Outcome;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Decline;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Profiles that are taken apart, in front of shards that answer as they are told. */
class PartIT {

  private final HandScene scene = new HandScene(HttpNode.Options.USUAL);
  private final HttpNode node = scene.node;

  @AfterEach
  void stop() {
    scene.close();
  }

  @Test
  void split_ofIdentifiers_movesThemAsTheyAreOnEvents() {
    scene.answerActs(act -> new Answer.Changed(ANN, List.of(PART)));

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
    assertThat(scene.onlyAct())
        .isEqualTo(
            new Act.Split(
                HttpNode.ACCOUNT,
                List.of(
                    node.hash(IdentifierType.ANONYMOUS_ID, "tablet"),
                    node.hash(IdentifierType.EMAIL, "bob@example.com")),
                "the secret-key"));
    scene.assertAudited("profile.split", ANN, Outcome.DONE);
    assertThat(parse(node.audit.entries().getFirst().detailJson()).get("types"))
        .isEqualTo(parse("[\"anonymous_id\",\"email\"]"));
    assertThat(parse(node.audit.entries().getLast().detailJson()).get("made"))
        .isEqualTo(parse("[\"" + PART.text() + "\"]"));
  }

  @Test
  void split_throughAnIdentifier_cutsItsLinks() {
    scene.answerActs(act -> new Answer.Changed(ANN, List.of(PART)));

    json(node.change("POST", OF_ANN + "/split", "{\"through\":\"email:ANN@example.com\"}"));

    assertThat(scene.onlyAct())
        .isEqualTo(
            new Act.Unravel(
                HttpNode.ACCOUNT,
                node.hash(IdentifierType.EMAIL, "ann@example.com"),
                "the secret-key"));
    scene.assertAudited("profile.unravel", ANN, Outcome.DONE);
  }

  @ParameterizedTest
  @EnumSource(Decline.class)
  void split_declined_isAConflictWithTheReason(Decline why) {
    scene.answerActs(act -> new Answer.Declined(why));

    HttpResponse<String> response =
        node.change("POST", OF_ANN + "/split", "{\"identifiers\":[\"anonymous_id:tablet\"]}");

    assertRefused(response, 409, why.code());
    assertThat(response.body()).contains(why.message(), "\"field\":\"identifiers\"");
    scene.assertAudited("profile.split", ANN, Outcome.REFUSED);
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
    scene.answerActs(act -> new Answer.Changed(ANN, List.of(PART)));

    JsonNode answer =
        json(node.change("DELETE", OF_ANN + "/identifiers/source_id:crm%3A1%2F2", ""));

    assertThat(answer.at("/split/0/profile_id").asText()).isEqualTo(PART.text());
    assertThat(scene.onlyAct())
        .isEqualTo(
            new Act.Remove(
                HttpNode.ACCOUNT,
                node.hash(IdentifierType.SOURCE_ID, "crm:1/2"),
                "the secret-key"));
    scene.assertAudited("profile.remove_identifier", ANN, Outcome.DONE);
  }
}
