package io.onefold.http.ingest;

import io.onefold.decode.Decoded;
import io.onefold.decode.Malformed;
import io.onefold.decode.Rejection;
import io.onefold.decode.rules.RequestContext;
import io.onefold.event.EventType;
import io.onefold.http.access.AccessKey;
import io.onefold.http.access.AccountRules;
import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.Edge;
import io.onefold.http.edge.Intake;
import io.onefold.http.wire.Problem;
import io.onefold.message.Answer;
import io.onefold.route.Ingested;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * Takes events in: {@code POST /v1/track} and its like with one event, {@code POST /v1/batch} with
 * many.
 *
 * <p>Events that are wrong in themselves are named in the answer, and the others are applied. When
 * one of these could not be committed in time the answer is busy, for the whole request: the client
 * sends all of it again with the same message ids, and nothing is counted twice.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class IngestRoute implements Handler<RoutingContext> {

  private final Edge edge;
  private final Intake intake;
  private final AccountRules rules;
  private final Optional<EventType> expected;

  /**
   * @param expected the type of event that the path names; empty for batches
   */
  public IngestRoute(Edge edge, Intake intake, AccountRules rules, Optional<EventType> expected) {
    this.edge = edge;
    this.intake = intake;
    this.rules = rules;
    this.expected = expected;
  }

  @Override
  public void handle(RoutingContext ctx) {
    intake.take(Arrival.of(ctx.request()), this::decode);
  }

  private void decode(Arrival arrival, AccessKey key, byte[] json) {
    RequestContext context =
        new RequestContext(
            key.origin(),
            key.currency(),
            rules.of(key),
            arrival.atUs(),
            expected,
            arrival.sentAt(),
            edge::newMessageId);
    switch (edge.events().decode(json, context)) {
      case Malformed malformed -> intake.refuse(arrival, Problem.of(malformed));
      case Decoded.Events decoded -> send(arrival, decoded);
    }
  }

  private void send(Arrival arrival, Decoded.Events decoded) {
    edge.countUnvouched(decoded.unvouched());
    if (expected.isPresent() && !decoded.rejections().isEmpty()) {
      intake.refuse(arrival, Problem.of(decoded.rejections().getFirst()));
      return;
    }
    edge.gateway()
        .ingest(decoded.events())
        .onSuccess(ingested -> answer(arrival, decoded.rejections(), ingested))
        .onFailure(failure -> edge.failures().answer(arrival.response(), failure));
  }

  private void answer(Arrival arrival, List<Rejection> rejections, Ingested ingested) {
    switch (ingested) {
      case Ingested.Busy(Answer.Reason reason) -> edge.replies().busy(arrival.response(), reason);
      case Ingested.Committed _ when rejections.isEmpty() ->
          edge.replies().accepted(arrival.response());
      case Ingested.Committed _ -> {
        rejections.forEach(rejection -> edge.meters().rejected(rejection.code(), 1));
        edge.replies().ok(arrival.response(), out -> RejectionJson.write(rejections, out));
      }
    }
    edge.meters().ingested(arrival.tookNs());
  }
}
