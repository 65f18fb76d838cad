package io.onefold.decode.sent;

import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Iso8601;
import java.util.List;
import java.util.Optional;

/**
 * What a body holds.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to the bytes.
 */
public sealed interface Envelope {

  /**
   * A body that was read to its end.
   *
   * @param json the body that sections point into, less what was cut out of it
   * @param events those that are objects, in the order of the batch; a single event is a batch of
   *     one
   * @param strays indexes of entries that are no objects, in rising order
   * @param context the batch's own, which holds for each of its events
   * @param contextBytes its length as sent
   * @param sentMs the batch's own; {@link Iso8601#NONE} when absent
   */
  record Read(
      byte[] json,
      List<SentEvent> events,
      List<Integer> strays,
      Context context,
      int contextBytes,
      long sentMs,
      Optional<String> bodyKey)
      implements Envelope {}

  /** A body of which nothing may be applied. */
  record Unusable(Fault fault) implements Envelope {}
}
