package io.onefold.message;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import java.util.List;

/**
 * What a person, or a program with a secret key, does to a profile by hand.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Act {

  /** The account that acts; a profile of another one is answered as not found. */
  int accountId();

  /** Who acts: the name of a key, as it stands in the audit. */
  String by();

  /** The identifiers, and all events routed by them, get a profile of their own. */
  record Split(int accountId, List<Hash128> identifiers, String by) implements Act {
    public Split {
      identifiers = List.copyOf(identifiers);
    }
  }

  /** All links through the identifier are cut; what falls apart becomes profiles. */
  record Unravel(int accountId, Hash128 identifier, String by) implements Act {}

  /** The identifier leaves the profile; the events that it brought stay. */
  record Remove(int accountId, Hash128 identifier, String by) implements Act {}

  /**
   * The profile is the same person as {@code with}.
   *
   * @param cause of kind {@link Cause.Kind#HAND} or {@link Cause.Kind#FORCED}
   */
  record Merge(int accountId, ProfileId with, Cause cause, String by) implements Act {}

  /** The profile gets another tracking id; the former ones keep leading to it. */
  record Renew(int accountId, String by) implements Act {}

  /** Nothing is kept of the person, and nothing will be. */
  record Erase(int accountId, String by) implements Act {}
}
