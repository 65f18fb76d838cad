package io.onefold.http.personalize;

import io.onefold.event.ProfileId;
import io.onefold.http.edge.Reply;
import io.onefold.http.wire.Problem;
import io.onefold.message.Answer;
import io.onefold.message.View;
import io.onefold.personalize.ProjectionJson;
import io.onefold.route.Deadlines;
import io.onefold.telemetry.HttpMeters;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * One personalize call on its way: answered once, with what the shard shows or, when the deadline
 * comes first, with the empty projection marked as partial. The event is applied either way.
 *
 * <pre>
 *   arrived ──▶ reading ──▶ awaiting ── answer ──▶ answered
 *     └─ deadline ─┴────────────┴── partial ─────────▶ answered
 * </pre>
 *
 * <p>A deadline that passes while the body still streams in waits for the body: before, it is not
 * known who asks.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class PersonalizeCall extends Deadlines.Entry {

  private final Reply reply;
  private final long atNs;
  private final HttpMeters meters;
  private final Deadlines deadlines;
  private Optional<View.Projection> awaited = Optional.empty();
  private boolean expired;
  private boolean answered;

  /** The deadline runs from here on. */
  PersonalizeCall(Reply reply, long atNs, HttpMeters meters, Deadlines deadlines) {
    this.reply = reply;
    this.atNs = atNs;
    this.meters = meters;
    this.deadlines = deadlines;
    deadlines.add(this, atNs);
  }

  void refuse(Problem problem) {
    reply.refuse(problem);
  }

  /** Answers with {@code answer}, or without it when it is late. */
  void awaits(Future<Answer> answer, View.Projection projection) {
    awaited = Optional.of(projection);
    if (expired) {
      answerPartially(projection);
    }
    answer.onSuccess(this::answer).onFailure(this::fail);
  }

  @Override
  protected void expired() {
    expired = true;
    awaited.ifPresent(this::answerPartially);
  }

  private void answerPartially(View.Projection projection) {
    if (!answered) {
      meters.answeredPartially();
      done();
      reply.document(ProjectionJson.late(projection), Optional.empty());
    }
  }

  private void answer(Answer answer) {
    if (answered) {
      return;
    }
    done();
    switch (answer) {
      case Answer.Document(ProfileId profile, byte[] json) ->
          reply.document(json, Optional.of(profile));
      case Answer.NotFound _, Answer.Dropped _ ->
          reply.document(ProjectionJson.empty(awaited.orElseThrow()), Optional.empty());
      case Answer.Busy(Answer.Reason reason) -> reply.busy(reason);
      case Answer.Accepted _,
          Answer.Changed _,
          Answer.Declined _,
          Answer.Readmitted _,
          Answer.Standing _,
          Answer.Parts _,
          Answer.Events _,
          Answer.Counts _,
          Answer.Quarantine _,
          Answer.Trial _,
          Answer.Matches _,
          Answer.Stale _ ->
          reply.unexpected(answer);
    }
  }

  private void fail(Throwable failure) {
    if (!answered) {
      done();
      reply.failed(failure);
    }
  }

  private void done() {
    answered = true;
    deadlines.remove(this);
    meters.personalized(System.nanoTime() - atNs);
  }
}
