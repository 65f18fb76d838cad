package io.onefold.http.personalize;

import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.Edge;
import io.onefold.http.edge.Intake;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code POST /v1/personalize}: an event goes in, and what the website may know of its visitor
 * comes back, in one call and within a deadline.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class PersonalizeRoute implements Handler<RoutingContext> {

  private final Edge edge;
  private final Intake intake;
  private final Personalize personalize;

  public PersonalizeRoute(Edge edge, Intake intake, Personalize personalize) {
    this.edge = edge;
    this.intake = intake;
    this.personalize = personalize;
  }

  @Override
  public void handle(RoutingContext ctx) {
    Arrival arrival = Arrival.of(ctx.request());
    PersonalizeCall call = personalize.open(edge.reply(arrival), arrival.atNs());
    intake.take(arrival, (_, key, json) -> personalize.take(call, arrival.caller(key), json));
  }
}
