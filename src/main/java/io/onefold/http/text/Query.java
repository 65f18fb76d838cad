package io.onefold.http.text;

import java.util.Optional;

/**
 * Takes one value out of a query string. What is not well-formed is taken as it stands, and left to
 * whoever judges the value.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class Query {

  private Query() {}

  /** How many are asked for at the most; empty when it is no number from 1 to {@code max}. */
  public static Optional<Integer> limit(String query, int absent, int max) {
    return value(query, "limit")
        .map(text -> WholeNumber.parse(text, 1, max))
        .orElse(Optional.of(absent));
  }

  /**
   * The first value of {@code name}.
   *
   * @param query what stands behind the question mark; {@code null} when nothing does
   * @param name letters only
   */
  public static Optional<String> value(String query, String name) {
    if (query == null) {
      return Optional.empty();
    }
    for (String pair : query.split("&")) {
      if (pair.startsWith(name) && pair.startsWith("=", name.length())) {
        String raw = pair.substring(name.length() + 1).replace('+', ' ');
        return Optional.of(PathValue.decode(raw).orElse(raw));
      }
    }
    return Optional.empty();
  }
}
