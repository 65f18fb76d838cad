package io.onefold.http.personalize;

import io.onefold.event.EventType;
import io.onefold.http.wire.Problem;

/**
 * What a personalize call asks: whose device it is, what happened there, and what to show.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to {@code eventJson}.
 */
sealed interface PersonalizeBody {

  /**
   * @param eventJson the event as an object of its own, which names the device; empty when the call
   *     brings none
   * @param type of the event
   */
  record Asked(String anonymousId, String projection, byte[] eventJson, EventType type)
      implements PersonalizeBody {

    boolean hasEvent() {
      return eventJson.length > 0;
    }
  }

  record Refused(Problem problem) implements PersonalizeBody {}
}
