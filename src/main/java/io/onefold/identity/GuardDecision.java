package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;

/**
 * What was decided to keep people apart, or to put something off.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface GuardDecision extends Decision {

  /** At the identifier's shard: one more profile claims an identifier that leads to another. */
  record Contested(Hash128 identifier, ProfileId claimant, long atMs) implements GuardDecision {}

  /** At the identifier's shard: it links nobody from now on. */
  record Quarantined(Hash128 identifier, int accountId, long atMs) implements GuardDecision {}

  /** At the identifier's shard: it may link again. */
  record Readmitted(Hash128 identifier, int accountId) implements GuardDecision {}

  /**
   * At the profile: its identifier routes no event that has another one, until then; 0 for at once
   * no more.
   */
  record Barred(ProfileId profile, Hash128 identifier, long untilMs) implements GuardDecision {}

  /** The winner put the loser's offer off; until {@code untilMs} nobody asks again. */
  record Deferred(
      ProfileId winner, ProfileId loser, int attempt, Cause cause, Refusal reason, long untilMs)
      implements GuardDecision {}

  /** The offer was put off: the frozen profile takes events again, and keeps what it reserved. */
  record Resumed(ProfileId profile, Cause cause, long untilMs) implements GuardDecision {}

  /** The profile has another tracking id. */
  record Renewed(ProfileId profile, Hash128 nonce, long atMs) implements GuardDecision {}

  /**
   * The first time that something is chosen for the person: by this number from then on.
   *
   * @param bucket 0 to 9,999
   */
  record Bucketed(ProfileId profile, int bucket, long atMs) implements GuardDecision {}
}
