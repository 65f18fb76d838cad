package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holders of a secret key do to profiles, on a real node. */
class ByHandIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROFILES = "/v1/profiles/";

  @TempDir Path dir;
  private RunningNode node;

  @BeforeEach
  void start() {
    node = RunningNode.start(dir);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private void restart() {
    node.close();
    node = RunningNode.start(dir);
  }

  private static JsonNode json(RunningNode.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return parse(answer.body());
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode get(String path) {
    return json(node.get(RunningNode.SECRET, path));
  }

  private JsonNode post(String path, String body) {
    return json(node.post(RunningNode.SECRET, path, body));
  }

  private JsonNode delete(String path) {
    return json(node.delete(RunningNode.SECRET, path));
  }

  /** An event with the ids that are not empty. */
  private void track(String messageId, String userId, String anonymousId) {
    String body =
        "{\"event\":\"Seen\",\"messageId\":\"%s\",\"userId\":\"%s\",\"anonymousId\":\"%s\"}"
            .formatted(messageId, userId, anonymousId);
    json(node.post(RunningNode.SERVER, "/v1/track", body));
  }

  private String idOf(String identifier) {
    return get(PROFILES + identifier).get("profile_id").asText();
  }

  private static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(field.isEmpty() ? item.asText() : item.get(field).asText()));
    return texts;
  }

  @Test
  void split_deviceLeaves_andReplaysDoNotBringItBack() {
    track("m1", "ann", "phone");
    track("m2", "ann", "tablet");
    track("m3", "", "tablet");
    String ann = idOf("customer_id:ann");

    JsonNode split =
        post(PROFILES + "customer_id:ann/split", "{\"identifiers\":[\"anonymous_id:tablet\"]}");

    String part = split.at("/split/0/profile_id").asText();
    assertThat(split.get("profile_id").asText()).isEqualTo(ann);
    assertThat(texts(split.at("/split/0/identifiers"), "")).containsExactly("anonymous_id:tablet");
    assertThat(idOf("anonymous_id:tablet")).isEqualTo(part).isNotEqualTo(ann);
    assertThat(idOf("anonymous_id:phone")).isEqualTo(ann);

    track("m2", "ann", "tablet");
    track("m3", "", "tablet");
    track("m4", "ann", "tablet");

    restart();
    assertThat(idOf("anonymous_id:tablet")).isEqualTo(part);
    assertThat(idOf("customer_id:ann")).isEqualTo(ann);
    JsonNode stayed = get(PROFILES + "customer_id:ann/identity");
    assertThat(stayed.at("/splits/0/into").asText()).isEqualTo(part);
    assertThat(texts(stayed.get("refusals"), "reason")).contains("severed_by_split");
    assertThat(get(PROFILES + "anonymous_id:tablet/identity").at("/splits/0/from").asText())
        .isEqualTo(ann);
    assertThat(get("/v1/stats").get("splits").asInt()).isEqualTo(1);
  }

  @Test
  void split_throughAnIdentifier_undoesAllThatItJoined() {
    track("m1", "ann", "phone");
    track("m2", "ann", "tablet");

    JsonNode split = post(PROFILES + "customer_id:ann/split", "{\"through\":\"customer_id:ann\"}");

    assertThat(split.get("split")).hasSize(2);
    assertThat(
            new TreeSet<>(
                List.of(
                    idOf("customer_id:ann"),
                    idOf("anonymous_id:phone"),
                    idOf("anonymous_id:tablet"))))
        .hasSize(3);
  }

  @Test
  void split_ofWhatIsNotThere_isAConflict() {
    track("m1", "ann", "phone");

    RunningNode.Answer notHeld =
        node.post(
            RunningNode.SECRET,
            PROFILES + "customer_id:ann/split",
            "{\"identifiers\":[\"anonymous_id:other\"]}");
    RunningNode.Answer everything =
        node.post(
            RunningNode.SECRET,
            PROFILES + "customer_id:ann/split",
            "{\"identifiers\":[\"anonymous_id:phone\",\"customer_id:ann\"]}");

    assertThat(notHeld.status()).isEqualTo(409);
    assertThat(parse(notHeld.body()).get("code").asText()).isEqualTo("identifier_not_on_profile");
    assertThat(everything.status()).isEqualTo(409);
    assertThat(parse(everything.body()).get("code").asText()).isEqualTo("nothing_left");
  }

  @Test
  void identifier_removed_leadsElsewhere() {
    track("m1", "ann", "phone");

    JsonNode removed = delete(PROFILES + "customer_id:ann/identifiers/anonymous_id:phone");

    assertThat(idOf("anonymous_id:phone"))
        .isEqualTo(removed.at("/split/0/profile_id").asText())
        .isNotEqualTo(idOf("customer_id:ann"));
  }

  @Test
  void merge_ofTwo_isOne_andCanBeSplitAgain() {
    track("m1", "ann", "");
    track("m2", "", "tablet");
    String ann = idOf("customer_id:ann");
    String tablet = idOf("anonymous_id:tablet");

    JsonNode merged =
        post(PROFILES + "anonymous_id:tablet/merge", "{\"with\":\"customer_id:ann\"}");

    String winner = merged.get("profile_id").asText();
    assertThat(winner).isIn(ann, tablet);
    assertThat(texts(merged.get("absorbed"), ""))
        .containsExactly(winner.equals(ann) ? tablet : ann);
    assertThat(idOf("customer_id:ann")).isEqualTo(winner);
    assertThat(idOf("anonymous_id:tablet")).isEqualTo(winner);
    JsonNode identity = get(PROFILES + "customer_id:ann/identity");
    assertThat(identity.at("/merges/0/kind").asText()).isEqualTo("hand");
    assertThat(texts(identity.get("links"), "cause")).hasSize(1);
    assertThat(identity.at("/links/0/cause/rule").asText()).isEqualTo("by_hand");
    assertThat(
            post(PROFILES + "profile_id:" + tablet + "/merge", "{\"with\":\"customer_id:ann\"}")
                .get("absorbed"))
        .isEmpty();

    post(PROFILES + "customer_id:ann/split", "{\"identifiers\":[\"anonymous_id:tablet\"]}");

    assertThat(idOf("anonymous_id:tablet")).isNotEqualTo(idOf("customer_id:ann"));
    RunningNode.Answer again =
        node.post(
            RunningNode.SECRET,
            PROFILES + "anonymous_id:tablet/merge",
            "{\"with\":\"customer_id:ann\"}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(parse(again.body()).get("reason").asText()).isEqualTo("severed_by_split");
  }

  @Test
  void merge_ofTwoPeople_isRefusedUnlessForced() {
    track("m1", "ann", "");
    track("m2", "bob", "");

    RunningNode.Answer refused =
        node.post(
            RunningNode.SECRET,
            PROFILES + "customer_id:ann/merge",
            "{\"with\":\"customer_id:bob\"}");

    assertThat(refused.status()).isEqualTo(409);
    JsonNode problem = parse(refused.body());
    assertThat(problem.get("code").asText()).isEqualTo("merge_refused");
    assertThat(problem.get("reason").asText()).isEqualTo("unique_identifier_differs");
    assertThat(problem.get("message").asText()).contains("force");
    assertThat(idOf("customer_id:ann")).isNotEqualTo(idOf("customer_id:bob"));

    post(PROFILES + "customer_id:ann/merge", "{\"with\":\"customer_id:bob\",\"force\":true}");

    assertThat(idOf("customer_id:ann")).isEqualTo(idOf("customer_id:bob"));
    restart();
    assertThat(idOf("customer_id:ann")).isEqualTo(idOf("customer_id:bob"));
  }

  @Test
  void trackingId_renewed_theFormerOneLeadsOn() {
    track("m1", "ann", "phone");
    JsonNode before = get(PROFILES + "customer_id:ann");
    String old = before.get("tracking_id").asText();

    String renewed = post(PROFILES + "customer_id:ann/tracking-id", "").get("tracking_id").asText();

    assertThat(renewed).matches("[A-Za-z0-9]{40,}").isNotEqualTo(old);
    JsonNode byOld = get(PROFILES + "tracking_id:" + old);
    assertThat(byOld.get("tracking_id").asText()).isEqualTo(renewed);
    assertThat(byOld.get("canonical").asBoolean()).isFalse();
    assertThat(get(PROFILES + "tracking_id:" + renewed).get("canonical").asBoolean()).isTrue();
  }

  @Test
  void profile_erased_isGoneForGood_untilItIsReadmitted() {
    track("m1", "ann", "phone");
    track("m2", "", "tablet");
    track("m3", "ann", "tablet");
    JsonNode ann = get(PROFILES + "customer_id:ann");
    String id = ann.get("profile_id").asText();

    assertThat(delete(PROFILES + "customer_id:ann").get("profile_id").asText()).isEqualTo(id);

    List<String> names =
        List.of(
            "customer_id:ann",
            "anonymous_id:phone",
            "anonymous_id:tablet",
            "profile_id:" + id,
            "tracking_id:" + ann.get("tracking_id").asText());
    assertGone(names);
    track("m4", "ann", "phone");
    track("m5", "", "tablet");
    assertGone(names);
    assertThat(node.get(RunningNode.SECRET, "/metrics").body())
        .contains("onefold_events_dropped_total 2.0");
    restart();
    track("m6", "ann", "phone");
    assertGone(names);
    assertThat(node.delete(RunningNode.SECRET, PROFILES + "customer_id:ann").status())
        .isEqualTo(404);

    delete("/v1/suppressions/customer_id:ann");
    track("m7", "ann", "");

    assertThat(idOf("customer_id:ann")).isNotEqualTo(id);
  }

  private void assertGone(List<String> names) {
    for (String name : names) {
      for (String part : List.of("", "/timeline", "/identity", "/export")) {
        assertThat(node.get(RunningNode.SECRET, PROFILES + name + part).status())
            .as(name + part)
            .isEqualTo(404);
      }
    }
  }

  @Test
  void export_ofAMergedPerson_hasEverything() {
    track("m1", "", "phone");
    track("m2", "", "tablet");
    track("m3", "ann", "phone");
    json(
        node.post(
            RunningNode.SERVER,
            "/v1/identify",
            """
            {"messageId":"m4","userId":"ann","anonymousId":"tablet",
             "traits":{"first_name":"Ann","shoe_size":38}}
            """));
    idOf("customer_id:ann");

    JsonNode export = get(PROFILES + "customer_id:ann/export");

    JsonNode profile = get(PROFILES + "customer_id:ann");
    assertThat(export.get("profile")).isEqualTo(profile);
    assertThat(export.get("identity")).isEqualTo(get(PROFILES + "customer_id:ann/identity"));
    assertThat(texts(export.get("timeline"), "message_id"))
        .containsExactlyInAnyOrder("m1", "m2", "m3", "m4");
    assertThat(export.at("/identity/tracking_id")).isEqualTo(profile.get("tracking_id"));
    assertThat(export.at("/identity/former_profile_ids")).isNotEmpty();
    assertThat(export.toString()).contains("shoe_size", "\"Ann\"");
    assertThat(export.get("complete").asBoolean()).isTrue();
  }

  @Test
  void audit_ofWhatWasDone_isNewestFirst_andNamesNobody() {
    track("m1", "ann", "phone");
    String ann = idOf("customer_id:ann");
    post(PROFILES + "customer_id:ann/tracking-id", "");
    post(PROFILES + "customer_id:ann/split", "{\"identifiers\":[\"anonymous_id:phone\"]}");
    delete(PROFILES + "customer_id:ann");
    post("/v1/rules/reload", "");

    restart();
    JsonNode items = get("/v1/audit").get("items");

    assertThat(texts(items, "action").stream().distinct())
        .containsExactly(
            "rules.reload", "profile.erase", "profile.split", "profile.renew_tracking_id");
    assertThat(items)
        .filteredOn(item -> item.get("action").asText().equals("profile.split"))
        .allMatch(item -> item.get("profile_id").asText().equals(ann))
        .extracting(item -> item.get("outcome").asText())
        .containsExactly("done", "accepted");
    assertThat(items.toString()).doesNotContain("customer_id:ann", "anonymous_id:phone");
    assertThat(get("/v1/audit?limit=1&before=" + get("/v1/audit?limit=1").get("next").asText()))
        .isNotNull();
  }

  @Test
  void rules_inForce_areShown() {
    assertThat(get("/v1/rules").get("rule_version").asInt()).isPositive();
    assertThat(get("/v1/rules").at("/rules/types").has("email")).isTrue();
  }
}
