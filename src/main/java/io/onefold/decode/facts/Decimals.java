package io.onefold.decode.facts;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Reads decimal numbers exactly, and only such as cost little to reckon with.
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> {@value #CHARS_MAX} characters and exponents up to {@value #EXPONENT_MAX},
 * which is what a double holds. Without them the ten characters {@code 1e99999999} become a hundred
 * million digits in the first sum.
 */
public final class Decimals {

  public static final int CHARS_MAX = 64;

  private static final int EXPONENT_MAX = 308;
  private static final int EXPONENT_DIGITS_MAX = 3;

  private Decimals() {}

  /** The number that {@code text} writes, white space around it excepted; empty if it is none. */
  public static Optional<BigDecimal> parse(String text) {
    String number = text.strip();
    return isBounded(number) ? Optional.of(new BigDecimal(number)) : Optional.empty();
  }

  /** Whether {@code text} is a decimal number within the bounds. */
  public static boolean isBounded(String text) {
    int length = text.length();
    if (length > CHARS_MAX) {
      return false;
    }
    int start = signEnd(text, 0);
    int whole = digitsEnd(text, start);
    boolean pointed = whole < length && text.charAt(whole) == '.';
    int end = pointed ? digitsEnd(text, whole + 1) : whole;
    int digits = end - start - (pointed ? 1 : 0);
    return digits > 0 && (end == length || isExponent(text, end));
  }

  private static boolean isExponent(String text, int from) {
    if ((text.charAt(from) | 0x20) != 'e') {
      return false;
    }
    int start = signEnd(text, from + 1);
    int digits = text.length() - start;
    return digits > 0
        && digits <= EXPONENT_DIGITS_MAX
        && digitsEnd(text, start) == text.length()
        && Integer.parseInt(text, start, text.length(), 10) <= EXPONENT_MAX;
  }

  private static int signEnd(String text, int from) {
    boolean signed = from < text.length() && (text.charAt(from) == '-' || text.charAt(from) == '+');
    return signed ? from + 1 : from;
  }

  private static int digitsEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
