package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A split gives both halves back what was theirs: events, totals, attributes. */
class SplitFactsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROFILES = "/v1/profiles/";

  /** What was known of each half before they were one is known again. */
  @Test
  void split_afterAWrongMerge_restoresBothHalves(@TempDir Path dir) {
    try (RunningNode node = RunningNode.start(dir)) {
      order(node, "m1", "ann", "o1", 30);
      order(node, "m2", "ann", "o2", 12.5);
      identify(node, "m3", "ann", "red");
      order(node, "m4", "bob", "o3", 100);
      identify(node, "m5", "bob", "blue");
      JsonNode ann = profile(node, "customer_id:ann");
      JsonNode bob = profile(node, "customer_id:bob");
      post(
          node,
          PROFILES + "customer_id:ann/merge",
          "{\"with\":\"customer_id:bob\",\"force\":true}");
      assertThat(profile(node, "customer_id:bob").at("/metrics/total_spend").asDouble())
          .isEqualTo(142.5);

      post(node, PROFILES + "customer_id:ann/split", "{\"identifiers\":[\"customer_id:bob\"]}");

      assertRestored(node, ann, bob);
      order(node, "m4", "bob", "o3", 100);
      order(node, "m1", "ann", "o1", 30);
      assertRestored(node, ann, bob);
    }
    try (RunningNode node = RunningNode.start(dir)) {
      assertThat(messages(node, "customer_id:ann")).containsExactlyInAnyOrder("m1", "m2", "m3");
      assertThat(messages(node, "customer_id:bob")).containsExactlyInAnyOrder("m4", "m5");
    }
  }

  private static void assertRestored(RunningNode node, JsonNode ann, JsonNode bob) {
    for (String part : List.of("metrics", "attributes")) {
      assertThat(facts(profile(node, "customer_id:ann"), part)).isEqualTo(facts(ann, part));
      assertThat(facts(profile(node, "customer_id:bob"), part)).isEqualTo(facts(bob, part));
    }
    assertThat(messages(node, "customer_id:ann")).containsExactlyInAnyOrder("m1", "m2", "m3");
    assertThat(messages(node, "customer_id:bob")).containsExactlyInAnyOrder("m4", "m5");
  }

  /** All but the tracking id, which each half has anew. */
  private static JsonNode facts(JsonNode profile, String part) {
    JsonNode facts = profile.get(part).deepCopy();
    ((com.fasterxml.jackson.databind.node.ObjectNode) facts).remove("core_data.tracking_id");
    return facts;
  }

  private static void order(
      RunningNode node, String messageId, String userId, String order, double total) {
    post(
        node,
        "/v1/track",
        """
        {"event":"Order Completed","messageId":"%s","userId":"%s",
         "properties":{"order_id":"%s","total":%s,"currency":"EUR"}}
        """
            .formatted(messageId, userId, order, total));
  }

  private static void identify(RunningNode node, String messageId, String userId, String colour) {
    post(
        node,
        "/v1/identify",
        "{\"messageId\":\"%s\",\"userId\":\"%s\",\"traits\":{\"colour\":\"%s\"}}"
            .formatted(messageId, userId, colour));
  }

  private static JsonNode post(RunningNode node, String path, String body) {
    return json(node.post(RunningNode.SECRET, path, body));
  }

  private static JsonNode profile(RunningNode node, String identifier) {
    return json(node.get(RunningNode.SECRET, PROFILES + identifier));
  }

  private static List<String> messages(RunningNode node, String identifier) {
    List<String> messages = new ArrayList<>();
    json(node.get(RunningNode.SECRET, PROFILES + identifier + "/timeline"))
        .get("items")
        .forEach(item -> messages.add(item.get("message_id").asText()));
    return messages;
  }

  private static JsonNode json(RunningNode.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
