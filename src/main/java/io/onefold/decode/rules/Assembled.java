package io.onefold.decode.rules;

import io.onefold.decode.json.Fault;
import io.onefold.event.Event;

/**
 * What came of one event.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Assembled {

  /** It is right. */
  record Ready(Event event) implements Assembled {}

  /** It is wrong, and its sender is told. */
  record Refused(Fault fault) implements Assembled {}

  /** It is right, and says nothing. */
  record NoOp() implements Assembled {}

  NoOp NO_OP = new NoOp();
}
