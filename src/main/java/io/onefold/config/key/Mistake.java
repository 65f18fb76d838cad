package io.onefold.config.key;

/**
 * Something in the configuration that cannot be used, told so that it can be put right at once.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param key the full name of the setting: {@code http.port}
 * @param value what was written, or a note in place of a secret
 * @param allowed what may be written
 * @param from where it was written: the file or the environment variable
 */
public record Mistake(String key, String value, String allowed, String from) {

  /** One line for people. */
  @Override
  public String toString() {
    return key + ": " + value + " (from " + from + "); allowed: " + allowed;
  }
}
