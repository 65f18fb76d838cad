package io.onefold.config.key;

/**
 * One setting: its name within its section, its value when nobody sets it, and its kind.
 *
 * <p>The only place where the rule of a setting is written. {@link Section} reads by it, and the
 * record that holds the setting checks itself by {@link #require}.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param name as in the file, without its section: {@code batch-body}
 * @param byDefault the value when it is set nowhere
 * @param kind how it is written and what is allowed
 * @param secret whether its value must never be shown, not even in a complaint
 */
public record Key<T>(String name, T byDefault, Kind<T> kind, boolean secret) {

  /** A setting whose value may be shown. */
  public static <T> Key<T> of(String name, T byDefault, Kind<T> kind) {
    return new Key<>(name, byDefault, kind, false);
  }

  /** A setting that holds a key or a password. */
  public static <T> Key<T> secret(String name, T byDefault, Kind<T> kind) {
    return new Key<>(name, byDefault, kind, true);
  }

  /** The same setting where something else holds when it is not set. */
  public Key<T> or(T otherwise) {
    return new Key<>(name, otherwise, kind, secret);
  }

  /**
   * Passes an allowed value through.
   *
   * @throws IllegalArgumentException if the value is not allowed: a bug in code that builds a
   *     record by hand, since {@link Section} lets no such value pass
   */
  public T require(T value) {
    if (!kind.allows().test(value)) {
      throw new IllegalArgumentException(
          name + " is " + shown(Units.show(value)) + ", allowed is " + kind.allowed());
    }
    return value;
  }

  /** What a complaint may show of a value. */
  String shown(String written) {
    return secret ? "(not shown)" : written;
  }
}
