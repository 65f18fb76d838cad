package io.onefold.model;

import java.util.Arrays;

/** Reads a scope as {@link Scope#toString} writes it. */
final class Notation {

  private Notation() {}

  static Scope parse(String text) {
    String[] words = text.split(" ");
    Scope scope = Scope.of(words[0], words[1].replace(',', ' '));
    for (String word : Arrays.asList(words).subList(2, words.length)) {
      scope = with(scope, word);
    }
    return scope;
  }

  private static Scope with(Scope scope, String word) {
    String value = word.substring(word.indexOf(':') + 1);
    return switch (word.substring(0, Math.max(0, word.indexOf(':')))) {
      case "split" -> scope.split(value);
      case "remove" -> scope.remove(value);
      case "replace" -> scope.replace(value);
      case "loosen" -> scope.loosen(value);
      case "erase" -> scope.erase(value.charAt(0));
      case "ranks" ->
          scope.ranked(
              Arrays.stream(value.split(",")).map(Integer::valueOf).toArray(Integer[]::new));
      case "crashes" -> scope.crashing(Integer.parseInt(value));
      case "without" -> scope.without(Broken.valueOf(value));
      case "" -> word.equals("latest") ? scope.handingOver() : scope.forgetting();
      default -> throw new IllegalArgumentException("what is " + word + "?");
    };
  }
}
