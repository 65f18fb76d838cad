package io.onefold.http.text;

import java.util.Optional;

/**
 * Reads a whole number out of a query.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class WholeNumber {

  private WholeNumber() {}

  /** Empty when the text is no number from {@code min} to {@code max}. */
  public static Optional<Integer> parse(String text, int min, int max) {
    try {
      int number = Integer.parseInt(text);
      return number < min || number > max ? Optional.empty() : Optional.of(number);
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
