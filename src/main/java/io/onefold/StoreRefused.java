package io.onefold;

/** What the store holds cannot be trusted; the message says what, and the way out. */
final class StoreRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoreRefused(String why) {
    super(why, null, false, false);
  }
}
