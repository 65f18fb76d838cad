package io.onefold.http.read;

import io.onefold.http.access.AccessKey;
import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.Edge;
import io.onefold.http.wire.Problem;
import io.onefold.message.Answer;
import io.onefold.message.HistoryPage;
import io.onefold.route.Subject;
import io.onefold.route.Timeline;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/**
 * Shows one person: the profile, its timeline, and why its parts belong together. The account is
 * the key's; a person of another account is not found.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class ProfileRoutes {

  /** Of {@code /v1/profiles/{type}:{value}}, cut at the slashes. */
  private static final int SUBJECT_SEGMENT = 3;

  private final Edge edge;
  private final SubjectReader subjects;
  private final ProfileRead reading;

  public ProfileRoutes(Edge edge, SubjectReader subjects) {
    this.edge = edge;
    this.subjects = subjects;
    this.reading = new ProfileRead(edge.desk(), subjects);
  }

  /** {@code GET /v1/profiles/{id}}. */
  public void profile(Arrival arrival, AccessKey key, RoutingContext ctx) {
    withSubject(
        arrival,
        key,
        ctx,
        named -> reading.profile(arrival.caller(key), named, edge.reply(arrival)));
  }

  /** {@code GET /v1/profiles/{id}/identity}. */
  public void identity(Arrival arrival, AccessKey key, RoutingContext ctx) {
    withSubject(
        arrival,
        key,
        ctx,
        named -> reading.identity(arrival.caller(key), named, edge.reply(arrival)));
  }

  /** {@code GET /v1/profiles/{id}/timeline?limit=&before=&type=}. */
  public void timeline(Arrival arrival, AccessKey key, RoutingContext ctx) {
    withSubject(
        arrival,
        key,
        ctx,
        named -> {
          switch (TimelineQuery.read(arrival.request().query(), key.accountId())) {
            case TimelineQuery.Refused(Problem problem) -> refuse(arrival, problem);
            case TimelineQuery.Asked(HistoryPage page) -> timeline(arrival, named.subject(), page);
          }
        });
  }

  private void withSubject(
      Arrival arrival,
      AccessKey key,
      RoutingContext ctx,
      Consumer<SubjectReader.Read.Named> receiver) {
    String segment = ctx.normalizedPath().split("/")[SUBJECT_SEGMENT];
    switch (subjects.read(segment, key.accountId())) {
      case SubjectReader.Read.Refused(Problem problem) -> refuse(arrival, problem);
      case SubjectReader.Read.Named named -> receiver.accept(named);
    }
  }

  private void timeline(Arrival arrival, Subject subject, HistoryPage page) {
    edge.gateway()
        .timeline(subject, page)
        .onSuccess(timeline -> answer(arrival, timeline))
        .onFailure(failure -> edge.failures().answer(arrival.response(), failure));
  }

  private void answer(Arrival arrival, Timeline timeline) {
    edge.meters().read(arrival.tookNs());
    switch (timeline) {
      case Timeline.Page page ->
          edge.replies().ok(arrival.response(), out -> TimelineJson.write(page, out));
      case Timeline.NotFound() -> refuse(arrival, Problem.noSuchProfile());
      case Timeline.Busy(Answer.Reason reason) -> edge.replies().busy(arrival.response(), reason);
    }
  }

  private void refuse(Arrival arrival, Problem problem) {
    edge.replies().refuse(arrival.response(), problem);
  }
}
