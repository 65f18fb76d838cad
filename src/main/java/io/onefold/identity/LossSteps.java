package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.message.Refusal;
import io.onefold.message.Told;

/**
 * What the shards make of a profile that its home has lost, because it was started from an older
 * checkpoint whose journal is no longer whole. Other shards still have identifiers that lead to it,
 * and merges under way with it: those identifiers are let go, and those merges are turned down, so
 * that the next event starts anew and nobody waits for a profile that will never answer.
 *
 * <pre>
 *   event, UNITE or ABSORB for p ──▶ home of p: not here ──GONE──▶ shard of the identifier: free it
 *                                                        ──REFUSED or REJECTED──▶ the other profile
 * </pre>
 *
 * <p>The same where the profile is here and the identifier is not one of its own: it had reserved
 * it, and gave it up when the merge with the lost one was turned down.
 *
 * <p>A profile id is given out once, by its home, in the decision that bears the profile: what a
 * shard does not have now it will never have. That the answer comes from the owner, and not from
 * somebody who was it, is proved by the {@link Decision.Missed} that is committed before it leaves.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
public final class LossSteps {

  /**
   * Tells the identifier's shard that it leads to a profile which is not here, or not so called.
   */
  static void missed(Turn turn, Hash128 identifier, ProfileId profile) {
    turn.decide(new Decision.Missed(profile));
    turn.toIdentifier(identifier, new Told.Gone(identifier, profile));
  }

  static Handled unite(Turn turn, Told.Unite message) {
    missed(turn, message.cause().identifier(), message.profile());
    turn.toProfile(
        message.other(), new Told.Refused(message.other(), message.cause(), Refusal.GONE));
    return Handled.DONE;
  }

  static Handled absorb(Turn turn, Told.Absorb message) {
    missed(turn, message.cause().identifier(), message.winner());
    turn.toProfile(
        message.loser(),
        new Told.Rejected(message.loser(), message.attempt(), message.cause(), Refusal.GONE));
    return Handled.DONE;
  }

  /** Lets the identifier go, unless it leads to another profile by now. */
  public Handled gone(Turn turn, Told.Gone message) {
    if (message.profile().equals(turn.partition().index().get(message.identifier()))) {
      turn.decide(new Decision.Freed(message.identifier()));
    }
    return Handled.DONE;
  }
}
