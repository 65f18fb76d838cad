package io.onefold.route;

import io.onefold.event.ProfileId;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Decline;
import io.onefold.message.Message;
import io.onefold.message.Refusal;
import io.onefold.message.View;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Has two profiles united by hand and waits for the end of it. The shards answer that it was begun:
 * how it ends is read from the two, which lead to one profile in the end or remember, under the
 * message id of the merge's cause, why they do not.
 *
 * <pre>
 *   begin ──▶ look ─┬─ one profile ────────▶ united
 *               ▲   ├─ refusal remembered ─▶ refused
 *               └───┴─ neither ─ time is up ▶ busy
 * </pre>
 *
 * <p><b>Threading.</b> Confined to the event loop of its gateway. <b>Bounds.</b> One question to
 * two shards every {@link #LOOK_EVERY_MS}, until the time of a request is up.
 */
final class HandMerge {

  /** A merge takes a few commits, each of some milliseconds. */
  private static final long LOOK_EVERY_MS = 20;

  private final Calls calls;
  private final long waitNs;

  HandMerge(Calls calls, Duration wait) {
    this.calls = calls;
    this.waitNs = wait.toNanos();
  }

  /** One merge on its way. */
  private record Wait(List<ProfileId> both, Act.Merge act, boolean oneBefore, long untilNs) {

    View view() {
      return new View.Standing(act.accountId(), act.cause().messageId());
    }

    HandMerged united(ProfileId now) {
      return new HandMerged.United(
          now, oneBefore ? List.of() : both.stream().filter(id -> !id.equals(now)).toList());
    }
  }

  Future<HandMerged> run(ProfileId profile, Act.Merge act) {
    long untilNs = System.nanoTime() + waitNs;
    List<ProfileId> both = List.of(profile, act.with());
    if (both.stream().anyMatch(id -> id.homeShard() >= calls.shardCount())) {
      return calls.at(new HandMerged.NotFound());
    }
    return calls
        .one(profile.homeShard(), to -> new Message.ChangeAt(profile, act, to))
        .compose(begun -> begun(begun, both, act, untilNs));
  }

  private Future<HandMerged> begun(
      Answer begun, List<ProfileId> both, Act.Merge act, long untilNs) {
    return switch (begun) {
      case Answer.Changed _ -> look(new Wait(both, act, false, untilNs));
      case Answer.Declined(Decline why) when why == Decline.SAME_PROFILE ->
          look(new Wait(both, act, true, untilNs));
      case Answer.NotFound() -> calls.at(new HandMerged.NotFound());
      case Answer.Busy(Answer.Reason reason) -> calls.at(new HandMerged.Busy(reason));
      case Answer.Declined _,
          Answer.Accepted _,
          Answer.Dropped _,
          Answer.Readmitted _,
          Answer.Standing _,
          Answer.Quarantine _,
          Answer.Trial _,
          Answer.Document _,
          Answer.Parts _,
          Answer.Events _,
          Answer.Counts _,
          Answer.Matches _,
          Answer.Stale _ ->
          throw Answers.unexpected(begun);
    };
  }

  private Future<HandMerged> look(Wait wait) {
    return calls
        .readAll(wait.both(), wait.view())
        .compose(
            answers ->
                outcome(wait, answers).map(calls::<HandMerged>at).orElseGet(() -> again(wait)));
  }

  private Future<HandMerged> again(Wait wait) {
    return System.nanoTime() - wait.untilNs() >= 0
        ? calls.at(new HandMerged.Busy(Answer.Reason.MERGING))
        : calls.after(LOOK_EVERY_MS).compose(later -> look(wait));
  }

  /** Empty while nothing is known. */
  private static Optional<HandMerged> outcome(Wait wait, Answer[] answers) {
    if (Stream.of(answers).anyMatch(Answer.NotFound.class::isInstance)) {
      return Optional.of(new HandMerged.NotFound());
    }
    if (!(answers[0] instanceof Answer.Standing one)
        || !(answers[1] instanceof Answer.Standing other)) {
      return Optional.empty();
    }
    if (one.profile().equals(other.profile())) {
      return Optional.of(wait.united(one.profile()));
    }
    Optional<Refusal> refusal = one.refused().or(other::refused);
    return refusal.map(HandMerged.Refused::new);
  }
}
