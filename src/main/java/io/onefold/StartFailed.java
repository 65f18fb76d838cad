package io.onefold;

/**
 * The node cannot start, for a reason that the operator can do something about: the message says
 * what.
 */
final class StartFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StartFailed(String why) {
    super(why, null, false, false);
  }
}
