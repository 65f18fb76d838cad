package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many events an account has, when a person goes and when the node starts anew. */
class EventCountIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode json(RunningNode.Answer answer) throws IOException {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static void track(RunningNode node, String messageId, String userId) throws IOException {
    String body =
        "{\"event\":\"Seen\",\"messageId\":\"%s\",\"userId\":\"%s\"}".formatted(messageId, userId);
    json(node.post(RunningNode.SERVER, "/v1/track", body));
  }

  private static int events(RunningNode node) throws IOException {
    return json(node.get(RunningNode.SECRET, "/v1/stats")).path("events").asInt();
  }

  private static int events(RunningNode node, String userId) throws IOException {
    return json(node.get(RunningNode.SECRET, "/v1/profiles/customer_id:" + userId))
        .path("metrics")
        .path("event_count")
        .asInt();
  }

  @Test
  void events_ofAPersonWhoIsErased_areTakenOff_andStaySo(@TempDir Path dir) throws IOException {
    try (RunningNode node = RunningNode.start(dir)) {
      track(node, "m1", "ann");
      track(node, "m2", "ann");
      track(node, "m3", "bob");
      assertThat(events(node)).isEqualTo(3);

      json(node.delete(RunningNode.SECRET, "/v1/profiles/customer_id:ann"));
      track(node, "m4", "ann");
      assertThat(events(node)).isEqualTo(1).isEqualTo(events(node, "bob"));
    }
    try (RunningNode node = RunningNode.start(dir)) {
      assertThat(events(node)).isEqualTo(1).isEqualTo(events(node, "bob"));
      track(node, "m5", "bob");
      assertThat(events(node)).isEqualTo(2).isEqualTo(events(node, "bob"));
      node.kill();
    }
    try (RunningNode node = RunningNode.start(dir)) {
      assertThat(events(node)).isEqualTo(2).isEqualTo(events(node, "bob"));
    }
  }
}
