package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which order a timeline shows what happened in the same millisecond. */
class TimelineIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCHES = 3;
  private static final int EVENTS = 7;

  @Test
  void events_ofOneMillisecond_areShownInTheOrderOfArrival(@TempDir Path dir) {
    List<String> newestFirst =
        IntStream.range(0, BATCHES * EVENTS).mapToObj(i -> "e" + i).toList().reversed();
    try (RunningNode node = RunningNode.start(dir)) {
      for (int batch = 0; batch < BATCHES; batch++) {
        String events =
            IntStream.range(batch * EVENTS, (batch + 1) * EVENTS)
                .mapToObj(TimelineIT::event)
                .collect(Collectors.joining(","));
        node.post(RunningNode.SERVER, "/v1/batch", "{\"batch\":[" + events + "]}");
      }
      assertThat(names(node, 500)).as("journal").isEqualTo(newestFirst);
      assertThat(names(node, 4)).as("pages of the journal").isEqualTo(newestFirst);
      assertThat(colour(node)).isEqualTo(newestFirst.getFirst());
    }
    try (RunningNode node = RunningNode.start(dir)) {
      assertThat(names(node, 500)).as("history").isEqualTo(newestFirst);
      assertThat(names(node, 4)).as("pages of the history").isEqualTo(newestFirst);
      assertThat(colour(node)).isEqualTo(newestFirst.getFirst());
    }
  }

  @Test
  void historyOff_timelineShowsTheJournalOnly(@TempDir Path dir) {
    Map<String, String> off = Map.of("ONEFOLD_HISTORY_ENABLED", "false");
    try (RunningNode node = RunningNode.start(dir, off)) {
      node.post(RunningNode.SERVER, "/v1/batch", "{\"batch\":[" + event(1) + "]}");
      assertThat(names(node, 500)).as("journal").containsExactly("e1");
    }
    try (RunningNode node = RunningNode.start(dir)) {
      assertThat(names(node, 500)).as("on again, behind a checkpoint").isEmpty();
      node.post(RunningNode.SERVER, "/v1/batch", "{\"batch\":[" + event(2) + "]}");
    }
    try (RunningNode node = RunningNode.start(dir)) {
      assertThat(names(node, 500)).as("on").containsExactly("e2");
    }
    try (RunningNode node = RunningNode.start(dir, off)) {
      assertThat(names(node, 500)).as("off again").isEmpty();
      assertThat(colour(node)).isEqualTo("e2");
    }
  }

  /** Each of them also states an attribute, of which the last statement holds. */
  private static String event(int i) {
    return """
    {"type":"identify","userId":"ann","messageId":"e%d","timestamp":"2026-01-15T12:00:00.000Z",
     "traits":{"colour":"e%d"}}\
    """
        .formatted(i, i);
  }

  private static List<String> names(RunningNode node, int limit) {
    List<String> names = new ArrayList<>();
    String before = "";
    do {
      JsonNode page = read(node, "/timeline?limit=" + limit + "&before=" + before);
      page.path("items").forEach(item -> names.add(item.path("message_id").asText()));
      before = page.path("next").asText("");
    } while (!before.isEmpty());
    return names;
  }

  private static String colour(RunningNode node) {
    return read(node, "").at("/attributes/custom.colour/value").asText();
  }

  private static JsonNode read(RunningNode node, String rest) {
    try {
      String path = "/v1/profiles/customer_id:ann" + rest;
      return JSON.readTree(node.get(RunningNode.SECRET, path).body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
