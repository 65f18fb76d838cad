package io.onefold.route;

import io.onefold.message.Answer;

/**
 * What became of the events of one request.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Ingested {

  /**
   * Every event is committed, now or earlier.
   *
   * @param events number of events sent
   * @param duplicates how many of them had been committed before
   * @param dropped how many were of people who have been erased, and left nothing
   */
  record Committed(int events, int duplicates, int dropped) implements Ingested {}

  /**
   * At least one event is not known to be committed. The sender repeats the whole request with the
   * same message ids; those that were committed are not counted again.
   */
  record Busy(Answer.Reason reason) implements Ingested {}
}
