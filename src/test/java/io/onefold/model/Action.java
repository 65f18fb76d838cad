package io.onefold.model;

/** What can happen in a state. */
sealed interface Action {

  /** A message arrives; {@code forgetting} if a refusal in its way has been forgotten by then. */
  record Deliver(Message message, boolean forgetting) implements Action {}

  /** A client sends an event, for the first time or again. */
  record Send(int event) implements Action {}

  /** The timer of an unsettled profile. */
  record Retry(int profile) implements Action {}

  /** The part of {@link Scope#parts} by this number is taken out of the profile. */
  record TakeOut(int part, int profile) implements Action {}

  /** The person behind the profile wants it erased. */
  record Erase(int profile) implements Action {}

  /** Everything in flight is lost. */
  record Crash() implements Action {}
}
