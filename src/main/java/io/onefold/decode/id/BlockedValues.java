package io.onefold.decode.id;

import io.onefold.event.IdentifierType;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An account's own values that never link, beside those that no account wants.
 *
 * <p><b>Threading.</b> Immutable. <b>Bounds.</b> Patterns come from the operator and see at most an
 * identifier's length.
 */
public final class BlockedValues implements BiPredicate<IdentifierType, String> {

  /** Blocks nothing. */
  public static final BlockedValues NONE = new BlockedValues(Map.of(), Map.of());

  private final Map<IdentifierType, Set<String>> exact = new EnumMap<>(IdentifierType.class);
  private final Map<IdentifierType, List<Pattern>> patterns = new EnumMap<>(IdentifierType.class);

  /**
   * @param exact whole values, in any case
   * @param patterns each for a whole value
   */
  public BlockedValues(
      Map<IdentifierType, Set<String>> exact, Map<IdentifierType, List<Pattern>> patterns) {
    exact.forEach((type, values) -> putUnlessEmpty(this.exact, type, lowerCase(values)));
    patterns.forEach((type, forms) -> putUnlessEmpty(this.patterns, type, List.copyOf(forms)));
  }

  /** Blocks the same values for identifiers of every type. */
  public static BlockedValues ofEveryType(Collection<String> exact, List<Pattern> patterns) {
    Map<IdentifierType, Set<String>> values = new EnumMap<>(IdentifierType.class);
    Map<IdentifierType, List<Pattern>> forms = new EnumMap<>(IdentifierType.class);
    for (IdentifierType type : IdentifierType.values()) {
      values.put(type, Set.copyOf(exact));
      forms.put(type, patterns);
    }
    return new BlockedValues(values, forms);
  }

  /** Whether this value is blocked. */
  @Override
  public boolean test(IdentifierType type, String value) {
    Set<String> values = exact.get(type);
    if (values != null && values.contains(value.toLowerCase(Locale.ROOT))) {
      return true;
    }
    for (Pattern pattern : patterns.getOrDefault(type, List.of())) {
      if (pattern.matcher(value).matches()) {
        return true;
      }
    }
    return false;
  }

  /** Most accounts block nothing of their own, and should not pay for it with each identifier. */
  private static <C extends Collection<?>> void putUnlessEmpty(
      Map<IdentifierType, C> map, IdentifierType type, C values) {
    if (!values.isEmpty()) {
      map.put(type, values);
    }
  }

  private static Set<String> lowerCase(Set<String> values) {
    return values.stream()
        .map(value -> value.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
