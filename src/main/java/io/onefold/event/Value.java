package io.onefold.event;

/**
 * The value of an attribute, as the sender wrote it: a number keeps its digits, a list or an object
 * its JSON text.
 *
 * <p><b>Threading.</b> Immutable. <b>Bounds.</b> {@code text} has at most {@link
 * Limits#STRING_CHARS_MAX} characters.
 *
 * @param text for {@code TEXT} the characters, else the JSON literal
 */
public record Value(Kind kind, String text) {

  /** How the text is to be read. The ordinal is stored: constants are only ever appended. */
  public enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    JSON;

    private static final Kind[] VALUES = values();

    public static Kind of(int ordinal) {
      return VALUES[ordinal];
    }
  }

  public static Value text(String text) {
    return new Value(Kind.TEXT, text);
  }
}
