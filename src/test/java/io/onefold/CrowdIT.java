package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Onefold is for, on a real node: 2,000 people on several devices, their 20,000 events
 * shuffled and some repeated; every person is one profile, whichever way she is asked for, and
 * stays so after the process is killed.
 */
class CrowdIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PEOPLE = 2_000;
  private static final int BATCH = 100;
  private static final int IN_FLIGHT = 8;
  private static final long SETTLE_MS_MAX = 60_000;

  @Test
  void crowd_toldShuffledAndKilled_isOneProfileAPerson(@TempDir Path dataDir) throws Exception {
    long seed = new Random().nextLong();
    Crowd crowd = new Crowd(PEOPLE, seed);
    try (RunningNode node = RunningNode.start(dataDir)) {
      send(node, crowd.batches(BATCH));
      assertThat(wrong(node, crowd)).as("seed %d", seed).isEmpty();
      node.kill();
    }
    try (RunningNode node = RunningNode.start(dataDir)) {
      assertThat(wrong(node, crowd)).as("after kill -9, seed %d", seed).isEmpty();
      send(node, crowd.batches(BATCH).subList(0, 20));
      assertThat(wrong(node, crowd)).as("after a replay, seed %d", seed).isEmpty();
      assertThat(node.stop()).isZero();
    }
    try (RunningNode node = RunningNode.start(dataDir)) {
      assertThat(wrong(node, crowd)).as("after a stop, seed %d", seed).isEmpty();
    }
  }

  private static void send(RunningNode node, List<String> batches) {
    Queue<CompletableFuture<RunningNode.Answer>> open = new ArrayDeque<>();
    for (String batch : batches) {
      open.add(sendUntilTaken(node, batch));
      if (open.size() >= IN_FLIGHT) {
        assertAccepted(open.remove().join());
      }
    }
    open.forEach(answer -> assertAccepted(answer.join()));
  }

  /** As client libraries do: 503 means the same again. */
  private static CompletableFuture<RunningNode.Answer> sendUntilTaken(
      RunningNode node, String batch) {
    return node.postAsync(RunningNode.SERVER, "/v1/batch", batch)
        .thenCompose(
            answer ->
                answer.status() == 503
                    ? sendUntilTaken(node, batch)
                    : CompletableFuture.completedFuture(answer));
  }

  private static void assertAccepted(RunningNode.Answer answer) {
    assertThat(answer.body()).isEqualTo("{\"success\":true}");
    assertThat(answer.status()).isEqualTo(200);
  }

  /** What is wrong once links have settled, which they get a bounded time for. */
  private static List<String> wrong(RunningNode node, Crowd crowd) throws IOException {
    long untilMs = System.currentTimeMillis() + SETTLE_MS_MAX;
    List<String> wrong = new ArrayList<>();
    for (Crowd.Person person : crowd.people) {
      List<String> now = wrong(node, person);
      while (!now.isEmpty() && System.currentTimeMillis() < untilMs) {
        now = wrong(node, person);
      }
      wrong.addAll(now);
      if (wrong.size() > 10) {
        return wrong;
      }
    }
    JsonNode stats = JSON.readTree(node.get(RunningNode.SECRET, "/v1/stats").body());
    int profiles = stats.path("known").asInt() + stats.path("unknown").asInt();
    if (profiles != crowd.people.size()) {
      wrong.add("stats: " + stats);
    }
    return wrong;
  }

  private static List<String> wrong(RunningNode node, Crowd.Person person) throws IOException {
    List<String> wrong = new ArrayList<>();
    String profileId = null;
    for (String identifier : person.identifiers) {
      JsonNode profile =
          JSON.readTree(node.get(RunningNode.SECRET, "/v1/profiles/" + identifier).body());
      String id = profile.path("profile_id").asText();
      if (profileId != null && !profileId.equals(id)) {
        wrong.add(identifier + " leads to another profile");
      }
      profileId = id;
      for (String difference : Crowd.differences(person, profile)) {
        wrong.add(identifier + ": " + difference);
      }
    }
    return wrong;
  }
}
