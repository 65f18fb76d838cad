package io.onefold.config.key;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts with a unit, as people write them: {@code 50ms}, {@code 24h}, {@code 512MB}.
 *
 * <p>One whole number, one unit, nothing between; {@code 0} needs no unit. Units of size are powers
 * of 1,024, as Redis counts them, and may be written in either case.
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> Numbers of up to 12 digits; what does not fit a {@code long} in bytes or
 * milliseconds is not an amount.
 */
final class Units {

  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,12})([a-zA-Z]{1,2})");

  /** Largest first: the first that divides an amount writes it shortest. */
  private static final Map<String, Long> TIMES_MS =
      ordered(new String[] {"d", "h", "m", "s", "ms"}, 86_400_000, 3_600_000, 60_000, 1_000, 1);

  private static final Map<String, Long> SIZES_BYTES =
      ordered(
          new String[] {"TB", "GB", "MB", "KB", "B"}, 1L << 40, 1L << 30, 1L << 20, 1L << 10, 1);

  private Units() {}

  static Optional<Duration> duration(String text) {
    return amount(text, TIMES_MS).map(Duration::ofMillis);
  }

  static Optional<Long> bytes(String text) {
    return amount(text.toUpperCase(Locale.ROOT), SIZES_BYTES);
  }

  /**
   * A value as it would be written in the file, but for sizes, which cannot be told from numbers.
   */
  static String show(Object value) {
    return switch (value) {
      case Duration time -> show(time.toMillis(), TIMES_MS);
      case Enum<?> choice -> Kinds.choiceName(choice);
      default -> String.valueOf(value);
    };
  }

  private static String show(long amount, Map<String, Long> units) {
    return units.entrySet().stream()
        .filter(unit -> amount % unit.getValue() == 0)
        .findFirst()
        .map(unit -> amount / unit.getValue() + unit.getKey())
        .orElseThrow();
  }

  private static Optional<Long> amount(String text, Map<String, Long> units) {
    if (text.equals("0")) {
      return Optional.of(0L);
    }
    Matcher matcher = AMOUNT.matcher(text);
    if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    long unit = units.get(matcher.group(2));
    return number > Long.MAX_VALUE / unit ? Optional.empty() : Optional.of(number * unit);
  }

  private static Map<String, Long> ordered(String[] names, long... factors) {
    Map<String, Long> units = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      units.put(names[i], factors[i]);
    }
    return java.util.Collections.unmodifiableMap(units);
  }
}
