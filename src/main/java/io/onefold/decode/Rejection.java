package io.onefold.decode;

import io.onefold.decode.json.Fault;

/**
 * One event that is not applied, while the others of its batch are.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param index its place in the batch as sent, from 0
 * @param code for programs, for example {@code no_identifier}
 * @param message what is wrong and what is allowed, for whoever sent it
 * @param field where, dotted as in {@code properties.total}; empty when it is no single field
 */
public record Rejection(int index, String code, String message, String field) {

  /** Whether there is too much of it (HTTP 413), where all else is wrong in itself (400). */
  public boolean isTooLarge() {
    return code.equals(Fault.EVENT_TOO_LARGE);
  }

  static Rejection of(int index, Fault fault) {
    return new Rejection(index, fault.code(), fault.message(), fault.field());
  }
}
