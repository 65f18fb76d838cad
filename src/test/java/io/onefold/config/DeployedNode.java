package io.onefold.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node in a container makes of the environment that a deployment gives it. */
final class DeployedNode {

  /** What deployments bring themselves, by the words that their files use. */
  static final Map<String, String> SECRETS =
      Map.of(
          "identity-key", "0123456789abcdef".repeat(4),
          "redis-password", "fedcba9876543210".repeat(4),
          "accounts",
              "[{\"id\":1,\"name\":\"shop\",\"currency\":\"EUR\",\"keys\":"
                  + "[{\"kind\":\"secret\",\"name\":\"me\",\"sha256\":\""
                  + ConfigFixtures.HASH_A
                  + "\"}]}]");

  private static final Pattern ENV = Pattern.compile("(?m)^ENV ((?:.*\\\\\n)*.*)$");
  private static final Pattern SETTING = Pattern.compile("(\\w+)=(\\S+)");

  private DeployedNode() {}

  /** The configuration, from the file that the image has; mistakes fail. */
  static OnefoldConfig of(Map<String, String> environment) throws IOException {
    Map<String, String> all = new HashMap<>(ofImage());
    all.putAll(environment);
    return switch (ConfigLoader.load(List.of(), all)) {
      case Loaded.Config(OnefoldConfig config, _) -> config;
      case Loaded.Invalid invalid -> throw new AssertionError(invalid.report());
    };
  }

  /** What the image sets. */
  static Map<String, String> ofImage() throws IOException {
    Map<String, String> settings = new TreeMap<>();
    for (Matcher env = ENV.matcher(dockerfile()); env.find(); ) {
      for (Matcher one = SETTING.matcher(env.group(1)); one.find(); ) {
        settings.put(one.group(1), one.group(2));
      }
    }
    return settings;
  }

  static String dockerfile() throws IOException {
    return Files.readString(Path.of("Dockerfile"));
  }
}
