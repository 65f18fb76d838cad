package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holders of a secret key do to profiles, on a real node that all tests share: each has people
 * and devices of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ByHandIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROFILES = "/v1/profiles/";

  private Path dir;
  private RunningNode node;

  @BeforeAll
  void start(@TempDir Path dir) {
    this.dir = dir;
    node = RunningNode.start(dir);
  }

  @AfterAll
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
    track("m1-1", "ann-1", "phone-1");
    track("m2-1", "ann-1", "tablet-1");
    track("m3-1", "", "tablet-1");
    String ann = idOf("customer_id:ann-1");

    JsonNode split =
        post(PROFILES + "customer_id:ann-1/split", "{\"identifiers\":[\"anonymous_id:tablet-1\"]}");

    String part = split.at("/split/0/profile_id").asText();
    assertThat(split.get("profile_id").asText()).isEqualTo(ann);
    assertThat(texts(split.at("/split/0/identifiers"), ""))
        .containsExactly("anonymous_id:tablet-1");
    assertThat(idOf("anonymous_id:tablet-1")).isEqualTo(part).isNotEqualTo(ann);
    assertThat(idOf("anonymous_id:phone-1")).isEqualTo(ann);

    track("m2-1", "ann-1", "tablet-1");
    track("m3-1", "", "tablet-1");
    track("m4-1", "ann-1", "tablet-1");

    restart();
    assertThat(idOf("anonymous_id:tablet-1")).isEqualTo(part);
    assertThat(idOf("customer_id:ann-1")).isEqualTo(ann);
    JsonNode stayed = get(PROFILES + "customer_id:ann-1/identity");
    assertThat(stayed.at("/splits/0/into").asText()).isEqualTo(part);
    assertThat(texts(stayed.get("refusals"), "reason")).contains("severed_by_split");
    assertThat(get(PROFILES + "anonymous_id:tablet-1/identity").at("/splits/0/from").asText())
        .isEqualTo(ann);
    assertThat(get("/v1/stats").get("splits").asInt()).isPositive();
  }

  @Test
  void split_throughAnIdentifier_undoesAllThatItJoined() {
    track("m1-2", "ann-2", "phone-2");
    track("m2-2", "ann-2", "tablet-2");

    JsonNode split =
        post(PROFILES + "customer_id:ann-2/split", "{\"through\":\"customer_id:ann-2\"}");

    assertThat(split.get("split")).hasSize(2);
    assertThat(
            new TreeSet<>(
                List.of(
                    idOf("customer_id:ann-2"),
                    idOf("anonymous_id:phone-2"),
                    idOf("anonymous_id:tablet-2"))))
        .hasSize(3);
  }

  @Test
  void split_ofWhatIsNotThere_isAConflict() {
    track("m1-3", "ann-3", "phone-3");

    RunningNode.Answer notHeld =
        node.post(
            RunningNode.SECRET,
            PROFILES + "customer_id:ann-3/split",
            "{\"identifiers\":[\"anonymous_id:other-3\"]}");
    RunningNode.Answer everything =
        node.post(
            RunningNode.SECRET,
            PROFILES + "customer_id:ann-3/split",
            "{\"identifiers\":[\"anonymous_id:phone-3\",\"customer_id:ann-3\"]}");

    assertThat(notHeld.status()).isEqualTo(409);
    assertThat(parse(notHeld.body()).get("code").asText()).isEqualTo("identifier_not_on_profile");
    assertThat(everything.status()).isEqualTo(409);
    assertThat(parse(everything.body()).get("code").asText()).isEqualTo("nothing_left");
  }

  @Test
  void identifier_removed_leadsElsewhere() {
    track("m1-4", "ann-4", "phone-4");

    JsonNode removed = delete(PROFILES + "customer_id:ann-4/identifiers/anonymous_id:phone-4");

    assertThat(idOf("anonymous_id:phone-4"))
        .isEqualTo(removed.at("/split/0/profile_id").asText())
        .isNotEqualTo(idOf("customer_id:ann-4"));
  }

  @Test
  void merge_ofTwo_isOne_andCanBeSplitAgain() {
    track("m1-5", "ann-5", "");
    track("m2-5", "", "tablet-5");
    String ann = idOf("customer_id:ann-5");
    String tablet = idOf("anonymous_id:tablet-5");

    JsonNode merged =
        post(PROFILES + "anonymous_id:tablet-5/merge", "{\"with\":\"customer_id:ann-5\"}");

    String winner = merged.get("profile_id").asText();
    assertThat(winner).isIn(ann, tablet);
    assertThat(texts(merged.get("absorbed"), ""))
        .containsExactly(winner.equals(ann) ? tablet : ann);
    assertThat(idOf("customer_id:ann-5")).isEqualTo(winner);
    assertThat(idOf("anonymous_id:tablet-5")).isEqualTo(winner);
    JsonNode identity = get(PROFILES + "customer_id:ann-5/identity");
    assertThat(identity.at("/merges/0/kind").asText()).isEqualTo("hand");
    assertThat(texts(identity.get("links"), "cause")).hasSize(1);
    assertThat(identity.at("/links/0/cause/rule").asText()).isEqualTo("by_hand");
    assertThat(
            post(PROFILES + "profile_id:" + tablet + "/merge", "{\"with\":\"customer_id:ann-5\"}")
                .get("absorbed"))
        .isEmpty();

    post(PROFILES + "customer_id:ann-5/split", "{\"identifiers\":[\"anonymous_id:tablet-5\"]}");

    assertThat(idOf("anonymous_id:tablet-5")).isNotEqualTo(idOf("customer_id:ann-5"));
    RunningNode.Answer again =
        node.post(
            RunningNode.SECRET,
            PROFILES + "anonymous_id:tablet-5/merge",
            "{\"with\":\"customer_id:ann-5\"}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(parse(again.body()).get("reason").asText()).isEqualTo("severed_by_split");
  }

  @Test
  void merge_ofTwoPeople_isRefusedUnlessForced() {
    track("m1-6", "ann-6", "");
    track("m2-6", "bob-6", "");

    RunningNode.Answer refused =
        node.post(
            RunningNode.SECRET,
            PROFILES + "customer_id:ann-6/merge",
            "{\"with\":\"customer_id:bob-6\"}");

    assertThat(refused.status()).isEqualTo(409);
    JsonNode problem = parse(refused.body());
    assertThat(problem.get("code").asText()).isEqualTo("merge_refused");
    assertThat(problem.get("reason").asText()).isEqualTo("unique_identifier_differs");
    assertThat(problem.get("message").asText()).contains("force");
    assertThat(idOf("customer_id:ann-6")).isNotEqualTo(idOf("customer_id:bob-6"));

    post(PROFILES + "customer_id:ann-6/merge", "{\"with\":\"customer_id:bob-6\",\"force\":true}");

    assertThat(idOf("customer_id:ann-6")).isEqualTo(idOf("customer_id:bob-6"));
    restart();
    assertThat(idOf("customer_id:ann-6")).isEqualTo(idOf("customer_id:bob-6"));
  }

  @Test
  void trackingId_renewed_theFormerOneLeadsOn() {
    track("m1-7", "ann-7", "phone-7");
    JsonNode before = get(PROFILES + "customer_id:ann-7");
    String old = before.get("tracking_id").asText();

    String renewed =
        post(PROFILES + "customer_id:ann-7/tracking-id", "").get("tracking_id").asText();

    assertThat(renewed).matches("[A-Za-z0-9]{40,}").isNotEqualTo(old);
    JsonNode byOld = get(PROFILES + "tracking_id:" + old);
    assertThat(byOld.get("tracking_id").asText()).isEqualTo(renewed);
    assertThat(byOld.get("canonical").asBoolean()).isFalse();
    assertThat(get(PROFILES + "tracking_id:" + renewed).get("canonical").asBoolean()).isTrue();
  }

  @Test
  void profile_erased_isGoneForGood_untilItIsReadmitted() {
    track("m1-8", "ann-8", "phone-8");
    track("m2-8", "", "tablet-8");
    track("m3-8", "ann-8", "tablet-8");
    JsonNode ann = get(PROFILES + "customer_id:ann-8");
    String id = ann.get("profile_id").asText();

    assertThat(delete(PROFILES + "customer_id:ann-8").get("profile_id").asText()).isEqualTo(id);

    List<String> names =
        List.of(
            "customer_id:ann-8",
            "anonymous_id:phone-8",
            "anonymous_id:tablet-8",
            "profile_id:" + id,
            "tracking_id:" + ann.get("tracking_id").asText());
    assertGone(names);
    track("m4-8", "ann-8", "phone-8");
    track("m5-8", "", "tablet-8");
    assertGone(names);
    assertThat(node.get(RunningNode.SECRET, "/metrics").body())
        .contains("onefold_events_dropped_total 2.0");
    restart();
    track("m6-8", "ann-8", "phone-8");
    assertGone(names);
    assertThat(node.delete(RunningNode.SECRET, PROFILES + "customer_id:ann-8").status())
        .isEqualTo(404);

    delete("/v1/suppressions/customer_id:ann-8");
    track("m7-8", "ann-8", "");

    assertThat(idOf("customer_id:ann-8")).isNotEqualTo(id);
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
    track("m1-9", "", "phone-9");
    track("m2-9", "", "tablet-9");
    track("m3-9", "ann-9", "phone-9");
    json(
        node.post(
            RunningNode.SERVER,
            "/v1/identify",
            """
            {"messageId":"m4-9","userId":"ann-9","anonymousId":"tablet-9",
             "traits":{"first_name":"Ann","shoe_size":38}}
            """));
    idOf("customer_id:ann-9");

    JsonNode export = get(PROFILES + "customer_id:ann-9/export");

    JsonNode profile = get(PROFILES + "customer_id:ann-9");
    assertThat(export.get("profile")).isEqualTo(profile);
    assertThat(export.get("identity")).isEqualTo(get(PROFILES + "customer_id:ann-9/identity"));
    assertThat(texts(export.get("timeline"), "message_id"))
        .containsExactlyInAnyOrder("m1-9", "m2-9", "m3-9", "m4-9");
    assertThat(export.at("/identity/tracking_id")).isEqualTo(profile.get("tracking_id"));
    assertThat(export.at("/identity/former_profile_ids")).isNotEmpty();
    assertThat(export.toString()).contains("shoe_size", "\"Ann\"");
    assertThat(export.get("complete").asBoolean()).isTrue();
  }

  @Test
  void audit_ofWhatWasDone_isNewestFirst_andNamesNobody() {
    track("m1-10", "ann-10", "phone-10");
    String ann = idOf("customer_id:ann-10");
    post(PROFILES + "customer_id:ann-10/tracking-id", "");
    post(PROFILES + "customer_id:ann-10/split", "{\"identifiers\":[\"anonymous_id:phone-10\"]}");
    delete(PROFILES + "customer_id:ann-10");
    post("/v1/rules/reload", "");

    restart();
    JsonNode items = get("/v1/audit").get("items");

    assertThat(texts(items, "action")).startsWith("rules.reload");
    assertThat(items)
        .filteredOn(item -> item.get("profile_id").asText().equals(ann))
        .extracting(item -> item.get("action").asText() + " " + item.get("outcome").asText())
        .containsExactly(
            "profile.erase done",
            "profile.erase accepted",
            "profile.split done",
            "profile.split accepted",
            "profile.renew_tracking_id done",
            "profile.renew_tracking_id accepted");
    assertThat(items.toString()).doesNotContain("customer_id:ann-10", "anonymous_id:phone-10");
    String next = get("/v1/audit?limit=1").get("next").asText();
    assertThat(get("/v1/audit?limit=1&before=" + next).at("/items/0")).isEqualTo(items.get(1));
  }

  @Test
  void rules_inForce_areShown() {
    assertThat(get("/v1/rules").get("rule_version").asInt()).isPositive();
    assertThat(get("/v1/rules").at("/rules/types").has("email")).isTrue();
  }

  /** The shop's own address, which twelve customers give. */
  @Test
  void quarantine_isListedWithItsHolder_untilItIsLifted() {
    for (int i = 0; i < 12; i++) {
      json(
          node.post(
              RunningNode.SERVER,
              "/v1/identify",
              "{\"messageId\":\"q%1$d\",\"userId\":\"q-%1$d\",".formatted(i)
                  + "\"traits\":{\"email\":\"Office@Firm.nl\"}}"));
    }
    JsonNode office = awaitQuarantined("office@firm.nl");
    assertThat(office.get("type").asText()).isEqualTo("email");
    assertThat(office.get("holder").asText()).isEqualTo(idOf("email:office@firm.nl"));

    restart();
    assertThat(awaitQuarantined("office@firm.nl")).isEqualTo(office);

    delete("/v1/quarantine/email:office@firm.nl");
    assertThat(get("/v1/quarantine").toString()).doesNotContain("office@firm.nl");
  }

  private JsonNode awaitQuarantined(String value) {
    long untilNs = System.nanoTime() + 30_000_000_000L;
    while (true) {
      for (JsonNode item : get("/v1/quarantine?limit=1000").get("items")) {
        if (item.path("value").asText().equals(value)) {
          return item;
        }
      }
      assertThat(System.nanoTime()).as("%s is not quarantined", value).isLessThan(untilNs);
    }
  }
}
