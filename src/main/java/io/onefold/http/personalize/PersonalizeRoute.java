package io.onefold.http.personalize;

import io.onefold.event.Event;
import io.onefold.http.access.AccessKey;
import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.Edge;
import io.onefold.http.edge.Intake;
import io.onefold.http.wire.Problem;
import io.onefold.message.View;
import io.onefold.route.Deadlines;
import io.onefold.route.Subject;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * {@code POST /v1/personalize}: an event goes in, and what the website may know of its visitor
 * comes back, in one call and within a deadline.
 *
 * <p>The caller names its own device, and nothing else of the call may name another one. So a
 * public key shows nobody but the device's own person, and of that person what the projection
 * names.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class PersonalizeRoute implements Handler<RoutingContext> {

  /** The projection of a call that names none. */
  private static final String DEFAULT = "default";

  private final Edge edge;
  private final Intake intake;
  private final DeviceEvents events;
  private final Map<String, View.Projection> projections;
  private final Deadlines deadlines;

  /**
   * @param projections by name; has at least {@code default}
   * @param deadlines of this route alone, each from a call's arrival to its answer
   */
  public PersonalizeRoute(
      Edge edge,
      Intake intake,
      DeviceEvents events,
      Map<String, View.Projection> projections,
      Deadlines deadlines) {
    this.edge = edge;
    this.intake = intake;
    this.events = events;
    this.projections = projections;
    this.deadlines = deadlines;
  }

  @Override
  public void handle(RoutingContext ctx) {
    Arrival arrival = Arrival.of(ctx.request());
    PersonalizeCall call = new PersonalizeCall(arrival, edge, deadlines);
    intake.take(arrival, (_, key, json) -> read(call, key, json));
  }

  private void read(PersonalizeCall call, AccessKey key, byte[] json) {
    switch (events.read(key, json)) {
      case PersonalizeBody.Refused(Problem problem) -> call.refuse(problem);
      case PersonalizeBody.Asked asked ->
          projection(asked)
              .ifPresentOrElse(
                  projection -> ask(call, key, asked, projection),
                  () -> call.refuse(unknownProjection()));
    }
  }

  private void ask(
      PersonalizeCall call,
      AccessKey key,
      PersonalizeBody.Asked asked,
      View.Projection projection) {
    View view = new View.Projected(key.accountId(), projection);
    switch (events.event(call.arrival(), key, asked)) {
      case DeviceEvents.Said.Wrong(Problem problem) -> call.refuse(problem);
      case DeviceEvents.Said.Nothing() -> {
        Subject device = new Subject.Identified(events.device(key, asked));
        call.awaits(edge.gateway().read(device, view), projection);
      }
      case DeviceEvents.Said.Something(Event event) ->
          call.awaits(edge.gateway().applyAndShow(event, view), projection);
    }
  }

  private Optional<View.Projection> projection(PersonalizeBody.Asked asked) {
    String name = asked.projection().isEmpty() ? DEFAULT : asked.projection();
    return Optional.ofNullable(projections.get(name));
  }

  private Problem unknownProjection() {
    return Problem.badRequest(
        "unknown_projection",
        "projection must be one of " + String.join(", ", new TreeSet<>(projections.keySet())),
        "projection");
  }
}
