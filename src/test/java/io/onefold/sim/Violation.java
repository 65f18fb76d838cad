package io.onefold.sim;

/** Something that must hold in every state does not. */
final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Violation(String what) {
    super(what);
  }
}
