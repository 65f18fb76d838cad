package io.onefold.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever tells people to set a variable names one that a node knows. */
class VariablesTest {

  private static final Pattern VARIABLE = Pattern.compile("ONEFOLD_[A-Z_]*[A-Z]\\b");

  static Stream<Path> files() throws IOException {
    try (Stream<Path> root = Files.list(Path.of(""));
        Stream<Path> cluster = Files.list(Path.of("config", "cluster"))) {
      return Stream.of(
          root.filter(file -> file.toString().matches("README.*[.]md|Dockerfile")),
          cluster,
          Stream.of(ConfigLoader.DEFAULT_FILE))
          .flatMap(found -> found.sorted())
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void variables_ofFile_areKnown(Path file) throws IOException {
    List<String> variables = variables(Files.readString(file));
    assertThat(variables).isNotEmpty().allSatisfy(name -> assertThat(isKnown(name)).isTrue());
  }

  @Test
  void variable_thatNoSettingHas_isFound() {
    assertThat(variables("ONEFOLD_CLUSTER_HOSTS=a ONEFOLD_HTTP_PORT")).hasSize(2);
    assertThat(isKnown("ONEFOLD_CLUSTER_HOSTS")).isFalse();
    assertThat(isKnown("ONEFOLD_CLUSTER_TLS_CA")).isTrue();
  }

  private static List<String> variables(String text) {
    return VARIABLE.matcher(text).results().map(MatchResult::group).distinct().toList();
  }

  /** One that is known has a mistake in its value at most, not in its name. */
  private static boolean isKnown(String variable) {
    return switch (ConfigLoader.parse("", "test.yaml", Map.of(variable, "?"))) {
      case Loaded.Config _ -> true;
      case Loaded.Invalid invalid ->
          invalid.mistakes().stream().noneMatch(mistake -> mistake.key().equals(variable));
    };
  }
}
