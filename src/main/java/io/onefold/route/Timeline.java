package io.onefold.route;

import io.onefold.event.Event;
import io.onefold.message.Answer;
import io.onefold.message.HistoryPage;
import java.util.List;
import java.util.Optional;

/**
 * One page of the history of a person, over all profiles that were united.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Timeline {

  /**
   * Events, newest first, each once.
   *
   * @param next the place to go on from; empty when nothing is left
   */
  record Page(List<Event> events, Optional<HistoryPage.Position> next) implements Timeline {
    public Page {
      events = List.copyOf(events);
    }
  }

  /** There is no such profile in the account. */
  record NotFound() implements Timeline {}

  /** Not now. */
  record Busy(Answer.Reason reason) implements Timeline {}
}
