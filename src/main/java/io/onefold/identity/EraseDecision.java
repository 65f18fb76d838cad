package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.message.RouteFilter;

/**
 * What was decided about a person who is erased.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface EraseDecision extends Decision {

  /** Nothing is left of the profile but what has yet to be told of it. */
  record Erasing(ProfileId profile) implements EraseDecision {}

  /**
   * At the identifier's shard: it leads nowhere, and will not.
   *
   * @param cameMs when the person had it from another profile, which may count events by it; or 0
   */
  record Suppressed(Hash128 identifier, int accountId, int generation, long cameMs)
      implements EraseDecision {}

  /**
   * At the profile: an identifier that many use goes to a new profile on the same shard, of which
   * nothing is known but the message ids that were seen: what others sent by it does not count
   * again.
   *
   * @param nonce of the tracking id of {@code to}
   */
  record Spared(ProfileId profile, Hash128 identifier, ProfileId to, Hash128 nonce, long atMs)
      implements EraseDecision {}

  /** At the profile: an identifier's shard has said so. */
  record Cleared(ProfileId profile, Hash128 identifier) implements EraseDecision {}

  /**
   * At the home of a profile id whose history holds events of the person: they are to be forgotten.
   *
   * @param by the profile that is erased
   */
  record Forgot(ProfileId profile, RouteFilter filter, ProfileId by, int accountId)
      implements EraseDecision {

    /** Whether the id is the person's, and not only a slice of its history. */
    public boolean wholly() {
      return !filter.only();
    }
  }

  /** At the profile: a history is forgotten. */
  record Forgotten(ProfileId profile, ProfileId part, RouteFilter filter)
      implements EraseDecision {}
}
