package io.onefold.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the configuration is found. */
class ConfigLoaderTest {

  @TempDir Path directory;

  @Test
  void load_shippedFile_equalsDefaults() {
    assertThat(ConfigLoader.load(List.of(), Map.of()))
        .isInstanceOfSatisfying(
            Loaded.Config.class,
            loaded -> assertThat(loaded.config()).isEqualTo(ConfigFixtures.valid("")));
  }

  @Test
  void load_fileOfOptionWithSpaceOrEquals_isRead() throws IOException {
    Path file = Files.writeString(directory.resolve("other.yaml"), "http: {port: 81}");
    assertThat(portOf(ConfigLoader.load(List.of("--config", file.toString()), Map.of())))
        .isEqualTo(81);
    assertThat(portOf(ConfigLoader.load(List.of("--config=" + file), Map.of()))).isEqualTo(81);
  }

  @Test
  void load_namedFileMissing_isInvalid() {
    String file = directory.resolve("none.yaml").toString();
    assertThat(report(ConfigLoader.load(List.of("--config", file), Map.of()))).contains(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--config", "--verbose", "--config a b", "--port 80"})
  void load_otherArguments_areInvalid(String arguments) {
    assertThat(report(ConfigLoader.load(List.of(arguments.split(" ")), Map.of())))
        .contains(arguments, "--config FILE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node.name",
        "node.event-loops",
        "http.host",
        "http.port",
        "http.cors-origins",
        "data.dir",
        "redis.uri",
        "redis.port",
        "redis.fsync",
        "redis.memory-max",
        "shards.count",
        "journal.batch-bytes-max",
        "journal.checkpoint-interval",
        "journal.checkpoint-bytes",
        "journal.checkpoints-kept",
        "history.enabled",
        "history.budget",
        "history.retention",
        "identity.key",
        "identity.dedup-window",
        "identity.dedup-budget",
        "identity.default-region",
        "identity.browser-merges",
        "identity.blocked-values",
        "identity.device-policy",
        "identity.caps",
        "identity.types",
        "limits.body",
        "limits.batch-body",
        "limits.decompressed",
        "limits.event",
        "limits.batch-events",
        "limits.depth",
        "limits.mailbox",
        "limits.mailbox-bytes",
        "limits.request-timeout",
        "limits.future",
        "profile.source-order",
        "profile.survivorship",
        "personalize.deadline",
        "personalize.consent-purpose",
        "personalize.projections",
        "cluster.name"
      })
  void shippedFile_showsKeyInItsGroup(String key) throws IOException {
    String[] parts = key.split("\\.");
    Matcher group =
        Pattern.compile("^" + parts[0] + ":\\n((?: .*\\n|\\n)+)", Pattern.MULTILINE)
            .matcher(Files.readString(ConfigLoader.DEFAULT_FILE));
    assertThat(group.find()).isTrue();
    assertThat(group.group(1)).containsPattern("(?m)^  (# )?" + parts[1] + ":");
  }

  private static int portOf(Loaded loaded) {
    return switch (loaded) {
      case Loaded.Config(OnefoldConfig config, _) -> config.http().port();
      case Loaded.Invalid invalid -> throw new AssertionError(invalid.report());
    };
  }

  private static String report(Loaded loaded) {
    return switch (loaded) {
      case Loaded.Config(OnefoldConfig config, _) -> throw new AssertionError("valid: " + config);
      case Loaded.Invalid invalid -> invalid.report();
    };
  }
}
