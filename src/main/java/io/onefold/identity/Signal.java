package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.message.Refusal;
import java.util.List;

/**
 * Something that whoever follows an account wants to hear of once it is committed.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Signal {

  /** A profile may not have an identifier that an event named, and did not know so before. */
  record KeptOut(Refusal reason) implements Signal {}

  /** A tracking id, before it is sealed. */
  record Token(ProfileId profile, Hash128 nonce) {}

  /**
   * The profile has another tracking id. The former ones keep leading to it.
   *
   * @param former the tracking ids that it replaces, of all profiles that were united
   * @param cause {@code merge} or {@code demand}
   */
  record TrackingIdRenewed(
      int accountId, ProfileId profile, List<Token> former, Hash128 nonce, String cause, long atMs)
      implements Signal {
    public TrackingIdRenewed {
      former = List.copyOf(former);
    }
  }
}
