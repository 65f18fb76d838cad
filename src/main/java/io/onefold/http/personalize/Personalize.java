package io.onefold.http.personalize;

import io.onefold.event.Event;
import io.onefold.http.edge.Caller;
import io.onefold.http.edge.Desk;
import io.onefold.http.edge.Reply;
import io.onefold.http.wire.Problem;
import io.onefold.message.View;
import io.onefold.route.Deadlines;
import io.onefold.route.Subject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Personalizes, whichever way the call came.
 *
 * <p>The caller names its own device, and nothing else of the call may name another one. So a
 * public key shows nobody but the device's own person, and of that person what the projection
 * names.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class Personalize {

  /** The projection of a call that names none. */
  private static final String DEFAULT = "default";

  private final Desk desk;
  private final DeviceEvents events;
  private final Map<String, View.Projection> projections;
  private final Deadlines deadlines;

  /**
   * @param projections by name; has at least {@code default}
   * @param deadlines of these calls alone, each from its arrival to its answer
   */
  public Personalize(
      Desk desk,
      DeviceEvents events,
      Map<String, View.Projection> projections,
      Deadlines deadlines) {
    this.desk = desk;
    this.events = events;
    this.projections = projections;
    this.deadlines = deadlines;
  }

  /**
   * A call whose body may still be on its way. Its time runs from here on.
   *
   * @param atNs {@link System#nanoTime} when it came
   */
  public PersonalizeCall open(Reply reply, long atNs) {
    return new PersonalizeCall(reply, atNs, desk.meters(), deadlines);
  }

  /** Answers a call, now that it is known who asks what. */
  public void take(PersonalizeCall call, Caller caller, byte[] json) {
    switch (events.read(caller.key(), json)) {
      case PersonalizeBody.Refused(Problem problem) -> call.refuse(problem);
      case PersonalizeBody.Asked asked ->
          projection(asked)
              .ifPresentOrElse(
                  projection -> ask(call, caller, asked, projection),
                  () -> call.refuse(unknownProjection()));
    }
  }

  private void ask(
      PersonalizeCall call,
      Caller caller,
      PersonalizeBody.Asked asked,
      View.Projection projection) {
    View view = new View.Projected(caller.key().accountId(), projection);
    switch (events.event(caller, asked)) {
      case DeviceEvents.Said.Wrong(Problem problem) -> call.refuse(problem);
      case DeviceEvents.Said.Nothing() -> {
        Subject device = new Subject.Identified(events.device(caller.key(), asked));
        call.awaits(desk.gateway().read(device, view), projection);
      }
      case DeviceEvents.Said.Something(Event event) ->
          call.awaits(desk.gateway().applyAndShow(event, view), projection);
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
