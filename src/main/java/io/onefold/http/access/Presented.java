package io.onefold.http.access;

/**
 * The key that came with a request.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Presented {

  /** A key of an account. */
  record Known(AccessKey key) implements Presented {}

  /** A key came that nobody has. */
  record Unknown() implements Presented {}

  /** No key came, so far as was looked. */
  record Nothing() implements Presented {}

  Presented UNKNOWN = new Unknown();
  Presented NOTHING = new Nothing();
}
