package io.onefold.config.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The kinds of values that settings have.
 *
 * <p>Text must be text: a number or a date that YAML made of it has lost its spelling ({@code 007},
 * a key of digits), so it is refused and the quotes are asked for.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class Kinds {

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");

  private Kinds() {}

  /** A whole number, both bounds included. */
  public static Kind<Integer> whole(int least, int most) {
    return new Kind<>(
        written ->
            Optional.of(written)
                .filter(node -> node.isIntegralNumber() || node.isTextual())
                .map(JsonNode::asText)
                .filter(text -> WHOLE.matcher(text).matches())
                .map(Long::parseLong)
                .filter(number -> number == number.intValue())
                .map(Long::intValue),
        number -> number >= least && number <= most,
        "a whole number from " + least + " to " + most);
  }

  /** Yes or no. */
  public static Kind<Boolean> flag() {
    return new Kind<>(
        written ->
            Optional.of(written.asText())
                .filter(text -> text.equals("true") || text.equals("false"))
                .map(Boolean::valueOf),
        flag -> true,
        "true or false");
  }

  /** An amount of memory in bytes, both bounds included; written with a unit. */
  public static Kind<Long> size(String least, String most) {
    long leastBytes = Units.bytes(least).orElseThrow();
    long mostBytes = Units.bytes(most).orElseThrow();
    return new Kind<>(
        written -> unitText(written).flatMap(Units::bytes),
        bytes -> bytes >= leastBytes && bytes <= mostBytes,
        "a size from " + least + " to " + most + ", with B, KB, MB, GB or TB");
  }

  /** A length of time, both bounds included; written with a unit. */
  public static Kind<Duration> time(String least, String most) {
    Duration shortest = Units.duration(least).orElseThrow();
    Duration longest = Units.duration(most).orElseThrow();
    return new Kind<>(
        written -> unitText(written).flatMap(Units::duration),
        time -> time.compareTo(shortest) >= 0 && time.compareTo(longest) <= 0,
        "a time from " + least + " to " + most + ", with ms, s, m, h or d");
  }

  /** Text that a rule accepts. */
  public static Kind<String> text(Predicate<String> allows, String allowed) {
    return new Kind<>(
        written -> Optional.of(written).filter(JsonNode::isTextual).map(JsonNode::textValue),
        allows,
        allowed);
  }

  /** Text that matches a regular expression as a whole. */
  public static Kind<String> text(Pattern pattern, String allowed) {
    return text(pattern.asMatchPredicate(), allowed);
  }

  /** One of the constants of an enum, in lower case and with dashes. */
  public static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
    return choice(List.of(type.getEnumConstants()));
  }

  /** One of these constants of an enum. */
  public static <E extends Enum<E>> Kind<E> choice(List<E> constants) {
    return new Kind<>(
        written ->
            constants.stream()
                .filter(constant -> written.asText().equals(choiceName(constant)))
                .findFirst(),
        constants::contains,
        names(constants));
  }

  /** How constants of an enum are written, with commas between them. */
  public static String names(List<? extends Enum<?>> constants) {
    return constants.stream().map(Kinds::choiceName).collect(Collectors.joining(", "));
  }

  /**
   * A list, in the file or as {@code [a, b]} in an environment variable, where {@code a, b} will do
   * as well.
   */
  public static <T> Kind<List<T>> list(Kind<T> element) {
    return new Kind<>(
        written -> elements(written, element.parse()),
        values -> values.stream().allMatch(element.allows()),
        "a list, each element " + element.allowed());
  }

  /** A value that may be missing; an empty environment variable takes one away again. */
  public static <T> Kind<Optional<T>> optional(Kind<T> kind) {
    return new Kind<>(
        written ->
            written.isTextual() && written.textValue().isEmpty()
                ? Optional.of(Optional.empty())
                : kind.parse().apply(written).map(Optional::of),
        value -> value.map(kind.allows()::test).orElse(true),
        kind.allowed());
  }

  private static <T> Optional<List<T>> elements(
      JsonNode written, Function<JsonNode, Optional<T>> parse) {
    JsonNode list = written.isTextual() ? listOf(written.textValue()) : written;
    if (!list.isArray()) {
      return Optional.empty();
    }
    List<T> values = new ArrayList<>();
    for (JsonNode element : list) {
      parse.apply(element).ifPresent(values::add);
    }
    return values.size() == list.size() ? Optional.of(List.copyOf(values)) : Optional.empty();
  }

  private static JsonNode listOf(String text) {
    if (text.startsWith("[") && YamlText.read(text) instanceof YamlText.Tree(JsonNode root)) {
      return root;
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    Pattern.compile(",")
        .splitAsStream(text)
        .map(String::strip)
        .filter(element -> !element.isEmpty())
        .forEach(list::add);
    return list;
  }

  /** Only zero means the same in every unit. */
  private static Optional<String> unitText(JsonNode written) {
    return Optional.of(written.asText()).filter(text -> written.isTextual() || text.equals("0"));
  }

  /** How a constant of an enum is written. */
  public static String choiceName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
