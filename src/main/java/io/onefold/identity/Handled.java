package io.onefold.identity;

import io.onefold.event.ProfileId;
import io.onefold.message.Message;
import java.util.List;

/**
 * What became of a message.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Handled {

  /** It was dealt with. */
  record Done() implements Handled {}

  /**
   * The profile is frozen, or asks whether it is called so; the message is to be handled again when
   * it has been released.
   */
  record Waits(ProfileId profile) implements Handled {}

  /**
   * The event is on the profile.
   *
   * @param named whether it told something new that a profile is found by
   * @param at the message that it came by
   */
  record Applied(ProfileId profile, boolean duplicate, boolean named, Message.ApplyAt at)
      implements Handled {}

  /** Profiles were split off; what the first one is called may have changed. */
  record Divided(ProfileId profile, List<ProfileId> made) implements Handled {}

  /**
   * What the profile is called is settled, or it takes messages again, or is a forward now: what
   * waited for it may go on.
   */
  record Released(ProfileId profile) implements Handled {}

  Handled DONE = new Done();
}
