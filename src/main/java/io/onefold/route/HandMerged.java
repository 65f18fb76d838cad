package io.onefold.route;

import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Refusal;
import java.util.List;

/**
 * What became of a merge by hand.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface HandMerged {

  /**
   * Both lead to one profile.
   *
   * @param absorbed the profiles that became a part of it; empty when they were one before
   */
  record United(ProfileId profile, List<ProfileId> absorbed) implements HandMerged {
    public United {
      absorbed = List.copyOf(absorbed);
    }
  }

  /** The two stay two, and both remember why. */
  record Refused(Refusal reason) implements HandMerged {}

  /** One of them is not there, or not any more. */
  record NotFound() implements HandMerged {}

  /** It is not known yet: the merge may come about all the same. */
  record Busy(Answer.Reason reason) implements HandMerged {}
}
