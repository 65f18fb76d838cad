package io.onefold.http.ingest;

import io.onefold.event.EventType;
import io.onefold.http.access.AccountRules;
import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.Edge;
import io.onefold.http.edge.Intake;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Takes events in over HTTP: {@code POST /v1/track} and its like with one event, {@code POST
 * /v1/batch} with many.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class IngestRoute implements Handler<RoutingContext> {

  private final Edge edge;
  private final Intake intake;
  private final Intake.Receiver receiver;

  /**
   * @param expected the type of event that the path names; empty for batches
   */
  public IngestRoute(Edge edge, Intake intake, AccountRules rules, Optional<EventType> expected) {
    this.edge = edge;
    this.intake = intake;
    this.receiver = receiver(new Ingest(edge.desk(), rules), expected);
  }

  private Intake.Receiver receiver(Ingest ingest, Optional<EventType> expected) {
    return expected
        .<Intake.Receiver>map(
            type ->
                (arrival, key, json) ->
                    ingest.one(arrival.caller(key), type, json, edge.reply(arrival)))
        .orElse(
            (arrival, key, json) -> ingest.batch(arrival.caller(key), json, edge.reply(arrival)));
  }

  @Override
  public void handle(RoutingContext ctx) {
    intake.take(Arrival.of(ctx.request()), receiver);
  }
}
