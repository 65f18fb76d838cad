package io.onefold.config.key;

import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was set to something else than its default, by full name: {@code http.port}. Two of them
 * tell which settings have changed.
 *
 * <p><b>Threading.</b> Immutable.
 */
public record Settings(Map<String, Object> values) {

  public Settings {
    values = Map.copyOf(values);
  }

  /** The names of those that have another value there. */
  public SortedSet<String> differing(Settings other) {
    SortedSet<String> names = new TreeSet<>(values.keySet());
    names.addAll(other.values.keySet());
    names.removeIf(name -> Objects.equals(values.get(name), other.values.get(name)));
    return names;
  }

  /** Names alone, for some of the values are secret. */
  @Override
  public String toString() {
    return new TreeSet<>(values.keySet()).toString();
  }
}
