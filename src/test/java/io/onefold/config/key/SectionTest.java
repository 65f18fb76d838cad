package io.onefold.config.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectionTest {

  private static final Key<Integer> SIZE = Key.of("size", 1, Kinds.whole(0, 9));
  private static final Key<List<String>> NAMES =
      Key.of("names", List.of(), Kinds.list(Kinds.text(name -> !name.isEmpty(), "a name")));

  @ParameterizedTest
  @ValueSource(strings = {"a.b: {size: 3}", "a: {b: {size: 3}}", "a.b.size: 3", "a: {b.size: 3}"})
  void read_keysDottedOrNested_isSame(String text) {
    Section root = root(text, Map.of());
    int size = root.section("a").section("b").read(SIZE);
    if (text.equals("a: {b.size: 3}")) {
      // Only the top level is regrouped: below it, a dot is part of a name.
      assertThat(root.mistakes()).extracting(Mistake::key).containsExactly("a.b.size");
    } else {
      assertThat(size).isEqualTo(3);
      assertThat(root.mistakes()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: {size: 3}\na.size: 4", "a.size: 4\na: {size: 3}", "a: 3\na.size: 4"})
  void read_keySetInTwoWays_isAMistake(String text) {
    Section root = root(text, Map.of());
    root.section("a").read(SIZE);
    assertThat(root.mistakes()).extracting(Mistake::value).contains("set twice");
  }

  @Test
  void read_groupInTwoParts_isOne() {
    Section root = root("a.size: 4\na: {names: [x]}", Map.of());
    Section group = root.section("a");
    assertThat(group.read(SIZE)).isEqualTo(4);
    assertThat(group.read(NAMES)).containsExactly("x");
    assertThat(root.mistakes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x,y", " x , y ", "[x, y]", "[\"x\", \"y\"]"})
  void read_listOfEnvironment_isSplit(String text) {
    Section root = root("", Map.of("ONEFOLD_NAMES", text));
    assertThat(root.read(NAMES)).containsExactly("x", "y");
    assertThat(root.mistakes()).isEmpty();
  }

  @Test
  void read_emptyListOfEnvironment_takesFilesListAway() {
    assertThat(root("names: [x]", Map.of("ONEFOLD_NAMES", "")).read(NAMES)).isEmpty();
  }

  @Test
  void require_missing_isAMistake() {
    Section root = root("", Map.of());
    assertThat(root.require(SIZE)).isEmpty();
    assertThat(root.mistakes())
        .containsExactly(new Mistake("size", "missing", "a whole number from 0 to 9", "test.yaml"));
  }

  @Test
  void complaint_aboutLongValue_isCut() {
    Section root = root("size: '" + "9".repeat(500) + "'", Map.of());
    root.read(SIZE);
    assertThat(root.mistakes().getFirst().value()).hasSize(83).endsWith("...");
  }

  private static Section root(String text, Map<String, String> environment) {
    return switch (YamlText.read(text)) {
      case YamlText.Tree(var tree) -> Section.root(tree, "test.yaml", environment);
      case YamlText.Malformed malformed -> throw new AssertionError(malformed);
    };
  }
}
