package io.onefold.http.hand;

import io.onefold.event.Limits;
import io.onefold.event.ProfileId;
import io.onefold.http.access.AccessKey;
import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.Edge;
import io.onefold.http.wire.Problem;
import io.onefold.message.Answer;
import io.onefold.message.HistoryPage;
import io.onefold.message.HistoryPage.Position;
import io.onefold.message.View;
import io.onefold.route.Subject;
import io.onefold.route.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out all that is held on a person: {@code GET /v1/profiles/{id}/export}.
 *
 * <p>What is asked for first is answered with a status as usual; once the document has begun, what
 * goes wrong breaks it off.
 *
 * <p><b>Threading.</b> Confined to one event loop. <b>Bounds.</b> As {@link Export}.
 */
public final class ExportRoute {

  private static final Logger LOG = LoggerFactory.getLogger(ExportRoute.class);

  private final Vertx vertx;
  private final Edge edge;
  private final Persons persons;
  private final Deeds deeds;

  public ExportRoute(Vertx vertx, Edge edge, Persons persons, Deeds deeds) {
    this.vertx = vertx;
    this.edge = edge;
    this.persons = persons;
    this.deeds = deeds;
  }

  /** What an export begins with. */
  private record Beginning(byte[] profile, byte[] identity, Timeline.Page first) {}

  /** {@code GET /v1/profiles/{id}/export}. */
  public void export(Arrival arrival, AccessKey key, RoutingContext ctx) {
    persons.named(
        arrival,
        key,
        ctx,
        named ->
            persons.find(
                arrival,
                key,
                named.subject(),
                standing -> export(arrival, key, standing.profile(), named.requestedId()),
                () -> persons.refuse(arrival, Problem.noSuchProfile())));
  }

  private void export(Arrival arrival, AccessKey key, ProfileId profile, String requestedId) {
    Deed deed = deeds.toProfile(key, "profile.export", profile, out -> {});
    deeds
        .begin(deed)
        .onSuccess(written -> begin(arrival, deed, profile, requestedId))
        .onFailure(away -> deeds.refuse(arrival, away));
  }

  private void begin(Arrival arrival, Deed deed, ProfileId profile, String requestedId) {
    AccessKey key = deed.key();
    HistoryPage pages =
        new HistoryPage(key.accountId(), Position.END, Limits.TIMELINE_PAGE_MAX, Optional.empty());
    Export export = new Export(vertx, edge.gateway(), arrival.response(), profile, pages);
    Subject subject = new Subject.Numbered(profile);
    Future<Answer> full =
        edge.gateway().read(subject, new View.Full(key.accountId(), requestedId, key.currency()));
    Future<Answer> identity =
        edge.gateway().read(subject, new View.Identity(key.accountId(), requestedId));
    Future<Timeline> first = export.read(Position.END);
    Future.all(full, identity, first)
        .onSuccess(
            all ->
                edge.failures()
                    .guard(
                        arrival.response(),
                        () -> {
                          if (full.result() instanceof Answer.Document profileJson
                              && identity.result() instanceof Answer.Document identityJson
                              && first.result() instanceof Timeline.Page page) {
                            send(
                                arrival,
                                deed,
                                export,
                                new Beginning(profileJson.json(), identityJson.json(), page));
                          } else {
                            deeds.end(
                                deed,
                                notBegun(
                                    arrival, full.result(), identity.result(), first.result()));
                          }
                        }))
        .onFailure(
            failure -> {
              edge.failures().answer(arrival.response(), failure);
              deeds.end(deed, Deed.Ending.failed("internal_error"));
            });
  }

  private Deed.Ending notBegun(Arrival arrival, Answer full, Answer identity, Timeline first) {
    for (Answer answer : new Answer[] {full, identity}) {
      if (!(answer instanceof Answer.Document)) {
        return persons.changed(arrival, answer, "", changed -> unexpected(arrival, changed));
      }
    }
    return switch (first) {
      case Timeline.Page page ->
          throw new IllegalStateException("everything is there to begin with");
      case Timeline.NotFound() -> {
        persons.refuse(arrival, Problem.noSuchProfile());
        yield Deed.Ending.refused("profile_not_found");
      }
      case Timeline.Busy(Answer.Reason reason) -> {
        edge.replies().busy(arrival.response(), reason);
        yield Deed.Ending.failed(reason.code());
      }
    };
  }

  private Deed.Ending unexpected(Arrival arrival, Answer answer) {
    edge.failures().unexpected(arrival.response(), answer);
    return Deed.Ending.failed("internal_error");
  }

  private void send(Arrival arrival, Deed deed, Export export, Beginning beginning) {
    export
        .send(beginning.profile(), beginning.identity(), beginning.first())
        .onSuccess(
            events ->
                deeds.end(deed, Deed.Ending.done(out -> out.writeNumberField("events", events))))
        .onFailure(
            failure -> {
              LOG.warn("an export was cut off: {}", failure.toString());
              arrival.request().connection().close();
              deeds.end(deed, Deed.Ending.failed("cut_off"));
            })
        .onComplete(done -> edge.meters().read(arrival.tookNs()));
  }
}
