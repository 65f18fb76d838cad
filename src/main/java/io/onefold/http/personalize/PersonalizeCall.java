package io.onefold.http.personalize;

import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.Edge;
import io.onefold.http.wire.Problem;
import io.onefold.message.Answer;
import io.onefold.message.View;
import io.onefold.personalize.ProjectionJson;
import io.onefold.route.Deadlines;
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
final class PersonalizeCall extends Deadlines.Entry {

  private final Arrival arrival;
  private final Edge edge;
  private final Deadlines deadlines;
  private Optional<View.Projection> awaited = Optional.empty();
  private boolean expired;
  private boolean answered;

  /** The deadline runs from here on. */
  PersonalizeCall(Arrival arrival, Edge edge, Deadlines deadlines) {
    this.arrival = arrival;
    this.edge = edge;
    this.deadlines = deadlines;
    deadlines.add(this, arrival.atNs());
  }

  Arrival arrival() {
    return arrival;
  }

  void refuse(Problem problem) {
    edge.replies().refuse(arrival.response(), problem);
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
      edge.meters().answeredPartially();
      done();
      edge.replies().ok(arrival.response(), ProjectionJson.late(projection));
    }
  }

  private void answer(Answer answer) {
    if (answered) {
      return;
    }
    done();
    switch (answer) {
      case Answer.Document document -> edge.replies().ok(arrival.response(), document.json());
      case Answer.NotFound _, Answer.Dropped _ ->
          edge.replies().ok(arrival.response(), ProjectionJson.empty(awaited.orElseThrow()));
      case Answer.Busy(Answer.Reason reason) -> edge.replies().busy(arrival.response(), reason);
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
          edge.failures().unexpected(arrival.response(), answer);
    }
  }

  private void fail(Throwable failure) {
    if (!answered) {
      done();
      edge.failures().answer(arrival.response(), failure);
    }
  }

  private void done() {
    answered = true;
    deadlines.remove(this);
    edge.meters().personalized(arrival.tookNs());
  }
}
