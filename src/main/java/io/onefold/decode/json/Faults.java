package io.onefold.decode.json;

import java.util.Optional;

/**
 * Remembers the first thing that was wrong, so that a reader can go on to the end of its event
 * without asking after each step.
 *
 * <p><b>Threading.</b> Confined to the call that made it.
 */
public final class Faults {

  private Optional<Fault> first = Optional.empty();

  public void add(Fault fault) {
    if (first.isEmpty()) {
      first = Optional.of(fault);
    }
  }

  public Optional<Fault> first() {
    return first;
  }
}
