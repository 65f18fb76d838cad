package io.onefold.decode;

import io.onefold.decode.rules.Unvouched;
import io.onefold.event.Event;
import java.util.List;
import java.util.Optional;

/**
 * What came of decoding a body.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to the indexes.
 */
public sealed interface Decoded permits Decoded.Events, Malformed {

  /**
   * A body that was read. Some of what was sent may be neither an event nor rejected: an alias of
   * somebody to himself says nothing, and is answered like an event.
   *
   * @param events in the order of the batch
   * @param indexes the place of each event in the batch as sent, from 0
   * @param rejections in rising order of their index
   * @param sentCount how many events were sent, those without effect and those rejected included
   * @param bodyKey the write key that stands in the body
   * @param unvouched people who were named and are not linked
   */
  record Events(
      List<Event> events,
      int[] indexes,
      List<Rejection> rejections,
      int sentCount,
      Optional<String> bodyKey,
      Unvouched unvouched)
      implements Decoded {

    /** How many of those sent say nothing, and are accepted. */
    public int noOpCount() {
      return sentCount - events.size() - rejections.size();
    }
  }
}
