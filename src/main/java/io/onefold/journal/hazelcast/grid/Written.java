package io.onefold.journal.hazelcast.grid;

/**
 * What a conditional write came to.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Written {

  /** It stands at the place, now or already. */
  record Done() implements Written {}

  /**
   * Something else stands there, and was left as it is.
   *
   * @param occupant {@link Grid#NOTHING} when the place is empty
   */
  record Refused(byte[] occupant) implements Written {

    public boolean isEmpty() {
      return occupant.length == 0;
    }
  }
}
