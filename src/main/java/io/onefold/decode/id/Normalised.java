package io.onefold.decode.id;

/**
 * What came of normalising a value that was sent as an identifier.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Normalised {

  /** It may link. */
  record Valid(String value) implements Normalised {}

  /** Nothing was sent: empty and blank are the same as missing. */
  record Absent() implements Normalised {}

  /** A junk value that many people share: it never links. */
  record Blocked() implements Normalised {}

  /** Not a value of this type, for example an email without {@code @}: it never links. */
  record Invalid() implements Normalised {}

  /** Longer than any identifier may be. */
  record TooLong() implements Normalised {}

  Normalised ABSENT = new Absent();
  Normalised BLOCKED = new Blocked();
  Normalised INVALID = new Invalid();
  Normalised TOO_LONG = new TooLong();
}
