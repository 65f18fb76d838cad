package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose rules are changed while it runs. */
class RuleReloadIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(30);
  private static final String PHONE = "/v1/profiles/phone:0612345678";

  @Test
  void hangUp_afterTheFileChanged_appliesItsRules(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("onefold.yaml"), "");
    Map<String, String> talkative = Map.of("ONEFOLD_LOG_LEVEL", "INFO");
    try (RunningNode node =
        RunningNode.start(dir.resolve("data"), talkative, "--config", file.toString())) {
      identify(node, "u1", "first@example.com");
      assertThat(node.get(RunningNode.SECRET, PHONE).status()).isEqualTo(400);

      Files.writeString(
          file,
          """
          identity:
            default-region: NL
            blocked-values: [canary@example.com]
            types: {email: {limit: 1}}
          """);
      node.hangUp();
      await(() -> node.output().contains("rules reloaded"));

      identify(node, "u1", "second@example.com");
      assertThat(node.get(RunningNode.SECRET, PHONE).status()).isEqualTo(200);
      assertThat(refusals(node, "u1")).isEqualTo(1);
      assertThat(node.output())
          .contains("identity.default-region", "identity.types.email.limit")
          .doesNotContain("canary");

      Files.writeString(file, "identity: {types: {email: {limit: canary}}}");
      node.hangUp();
      await(() -> node.output().contains("rules not reloaded: identity.types.email.limit"));
      assertThat(node.get(RunningNode.SECRET, PHONE).status()).isEqualTo(200);
      assertThat(node.output()).doesNotContain("canary");
      assertThat(node.stop()).isZero();
    }
  }

  private static void identify(RunningNode node, String userId, String email) {
    String event =
        "{\"userId\":\"%s\",\"traits\":{\"email\":\"%s\",\"phone\":\"06-12345678\"}}"
            .formatted(userId, email);
    assertThat(node.post(RunningNode.SERVER, "/v1/identify", event).status()).isEqualTo(200);
  }

  private static int refusals(RunningNode node, String userId) {
    try {
      String path = "/v1/profiles/customer_id:" + userId + "/identity";
      JsonNode identity = JSON.readTree(node.get(RunningNode.SECRET, path).body());
      return identity.path("refusals").size();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long untilNs = System.nanoTime() + WAIT_NS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(untilNs);
      Thread.onSpinWait();
    }
  }
}
