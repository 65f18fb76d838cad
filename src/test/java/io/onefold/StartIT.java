package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a node begins and ends, and what it says when it cannot begin. */
class StartIT {

  @Test
  void node_started_saysWhereItIs_andStopsWithZero(@TempDir Path dir) {
    Map<String, String> talkative = Map.of("ONEFOLD_LOG_LEVEL", "INFO");
    try (RunningNode node = RunningNode.start(dir, talkative)) {
      assertThat(node.get(RunningNode.SECRET, "/health/ready").status()).isEqualTo(200);
      assertThat(node.stop()).isZero();
      assertThat(node.output())
          .contains("http://127.0.0.1:" + node.port())
          .contains("dev-write-key", "dev-secret-key")
          .containsSubsequence("Onefold is ready", "stopping", "stopped");
      assertThat(node.output().lines().filter(line -> line.strip().startsWith("curl "))).hasSize(1);
      assertThat(node.output()).doesNotContain("WARNING:");
    }
  }

  @Test
  void mistakes_areReportedTogether_withCodeTwo(@TempDir Path dir) {
    Map<String, String> environment =
        Map.of("ONEFOLD_SHARDS_COUNT", "0", "ONEFOLD_REDIS_FSYNC", "sometimes");
    try (RunningNode node = RunningNode.launch(dir, environment)) {
      assertThat(node.exitCode()).isEqualTo(2);
      assertThat(node.output()).contains("shards.count", "redis.fsync", "sometimes");
    }
  }

  @Test
  void developmentKeys_beyondLoopback_areRefused(@TempDir Path dir) {
    try (RunningNode node = RunningNode.launch(dir, Map.of("ONEFOLD_HTTP_HOST", "0.0.0.0"))) {
      assertThat(node.exitCode()).isEqualTo(2);
      assertThat(node.output()).contains("development keys");
    }
  }

  @Test
  void portInUse_isSaid_withCodeOne(@TempDir Path dir) {
    try (RunningNode first = RunningNode.start(dir.resolve("first"))) {
      Map<String, String> samePort = Map.of("ONEFOLD_HTTP_PORT", Integer.toString(first.port()));
      try (RunningNode second = RunningNode.launch(dir.resolve("second"), samePort)) {
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output())
            .contains("port " + first.port() + " ", "in use", "http.port", "ONEFOLD_HTTP_PORT");
      }
      assertThat(first.get(RunningNode.SECRET, "/health/ready").status()).isEqualTo(200);
    }
  }

  @Test
  void sameData_usedTwice_isRefused(@TempDir Path dir) {
    try (RunningNode first = RunningNode.start(dir)) {
      try (RunningNode second = RunningNode.launch(dir, Map.of())) {
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output()).contains("DIRECTORY_IN_USE");
      }
      assertThat(first.get(RunningNode.SECRET, "/health/ready").status()).isEqualTo(200);
    }
  }
}
