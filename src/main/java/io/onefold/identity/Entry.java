package io.onefold.identity;

import io.onefold.event.ProfileId;
import io.onefold.message.Cause;
import io.onefold.profile.Profile;

/**
 * What a shard holds under a profile id. A profile is born {@link Live}; when it turns out to be
 * the younger half of a person it becomes {@link Moving}, and either thaws again or ends as a
 * {@link Forward}. Nothing is ever removed, so every id and identifier keeps leading somewhere.
 *
 * <pre>
 *             freeze                    absorbed
 *   Live ───────────────▶ Moving ───────────────────▶ Forward
 *     ▲                     │
 *     └─────── rejected ────┘
 * </pre>
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
sealed interface Entry {

  ProfileId id();

  /** A profile that takes events. Its parts are changed in place. */
  record Live(ProfileId id, Profile facts, Links links, Seen seen) implements Entry {}

  /**
   * A profile that has been offered to {@code target} and takes no events until it has an answer.
   *
   * @param frozen its state, which the offer can be made from again
   */
  record Moving(Live frozen, ProfileId target, int attempt, Cause cause) implements Entry {
    @Override
    public ProfileId id() {
      return frozen.id();
    }
  }

  /** A profile that is a part of {@code target} now. */
  record Forward(ProfileId id, int accountId, ProfileId target, int attempt) implements Entry {}
}
