package io.onefold.config;

import io.onefold.config.key.Mistake;
import io.onefold.config.key.Settings;
import java.util.List;
import java.util.Map;

/** Configurations for tests, read from text as from a file. */
final class ConfigFixtures {

  static final String HASH_A = "a".repeat(64);
  static final String HASH_B = "b".repeat(64);

  private ConfigFixtures() {}

  static OnefoldConfig valid(String text) {
    return valid(text, Map.of());
  }

  static OnefoldConfig valid(String text, Map<String, String> environment) {
    return switch (ConfigLoader.parse(text, "test.yaml", environment)) {
      case Loaded.Config(OnefoldConfig config, _) -> config;
      case Loaded.Invalid invalid -> throw new AssertionError(invalid.report());
    };
  }

  /** What a text sets to something else than its default. */
  static Settings settings(String text) {
    return switch (ConfigLoader.parse(text, "test.yaml", Map.of())) {
      case Loaded.Config(_, Settings settings) -> settings;
      case Loaded.Invalid invalid -> throw new AssertionError(invalid.report());
    };
  }

  static List<Mistake> mistakes(String text) {
    return mistakes(text, Map.of());
  }

  static List<Mistake> mistakes(String text, Map<String, String> environment) {
    return switch (ConfigLoader.parse(text, "test.yaml", environment)) {
      case Loaded.Config(OnefoldConfig config, _) -> throw new AssertionError("valid: " + config);
      case Loaded.Invalid(List<Mistake> mistakes) -> mistakes;
    };
  }

  /** The keys that are complained about, in the order of the report. */
  static List<String> wrongKeys(String text) {
    return mistakes(text).stream().map(Mistake::key).toList();
  }
}
