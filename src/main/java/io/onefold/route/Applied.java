package io.onefold.route;

import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import java.util.Optional;

/**
 * What became of one event.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Applied {

  /**
   * It is committed, now or earlier.
   *
   * @param profile that it is on; empty when it was of somebody who has been erased, and left
   *     nothing
   */
  record Committed(Optional<ProfileId> profile) implements Applied {}

  /**
   * It is not known to be committed. The sender repeats it with the same message id; nothing is
   * counted twice.
   */
  record Busy(Answer.Reason reason) implements Applied {}

  /** What a shard's answer to an event says of it. */
  static Applied of(Answer answer) {
    return switch (answer) {
      case Answer.Accepted accepted -> new Committed(Optional.of(accepted.profile()));
      case Answer.Dropped() -> new Committed(Optional.empty());
      case Answer.Busy(Answer.Reason reason) -> new Busy(reason);
      case Answer.Changed _,
          Answer.Declined _,
          Answer.Readmitted _,
          Answer.Standing _,
          Answer.Document _,
          Answer.NotFound _,
          Answer.Parts _,
          Answer.Events _,
          Answer.Counts _,
          Answer.Quarantine _,
          Answer.Trial _,
          Answer.Matches _,
          Answer.Stale _ ->
          throw Answers.unexpected(answer);
    };
  }
}
