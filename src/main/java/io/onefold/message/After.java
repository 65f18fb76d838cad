package io.onefold.message;

/**
 * What the sender of an event wants to know once it is committed.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface After {

  /** Only that it is committed. */
  record Acknowledge() implements After {}

  /** A view of the profile as the event left it. */
  record Show(View view) implements After {}

  After ACKNOWLEDGE = new Acknowledge();
}
