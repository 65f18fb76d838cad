package io.onefold.decode;

/**
 * A body once it is unpacked.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to the bytes.
 */
public sealed interface Body permits Body.Json, Malformed {

  /** What should be JSON; nobody has looked. */
  record Json(byte[] bytes) implements Body {}
}
