package io.onefold.model;

/** An invariant does not hold. The message begins with its name. */
final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1;

  Violation(String message) {
    super(message, null, false, false);
  }
}
