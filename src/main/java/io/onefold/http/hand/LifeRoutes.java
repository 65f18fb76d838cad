package io.onefold.http.hand;

import io.onefold.event.ProfileId;
import io.onefold.http.access.AccessKey;
import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.Edge;
import io.onefold.http.read.SubjectReader.Read;
import io.onefold.http.wire.Problem;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.route.Subject;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code POST /v1/profiles/{id}/tracking-id} gives a profile another tracking id, {@code DELETE
 * /v1/profiles/{id}} erases it.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class LifeRoutes {

  private final Edge edge;
  private final Persons persons;
  private final Deeds deeds;

  public LifeRoutes(Edge edge, Persons persons, Deeds deeds) {
    this.edge = edge;
    this.persons = persons;
    this.deeds = deeds;
  }

  /** {@code POST /v1/profiles/{id}/tracking-id}. */
  public void renew(Arrival arrival, AccessKey key, RoutingContext ctx) {
    persons.inPath(
        arrival,
        key,
        ctx,
        standing ->
            deeds.run(
                arrival,
                deeds.toProfile(key, "profile.renew_tracking_id", standing.profile(), out -> {}),
                () ->
                    edge.gateway()
                        .change(standing.profile(), new Act.Renew(key.accountId(), key.keyName())),
                answer ->
                    persons.changed(
                        arrival, answer, "", changed -> renewed(arrival, key, changed))));
  }

  private Deed.Ending renewed(Arrival arrival, AccessKey key, Answer.Changed changed) {
    persons.find(
        arrival,
        key,
        new Subject.Numbered(changed.profile()),
        now ->
            edge.replies()
                .ok(
                    arrival.response(),
                    out -> {
                      out.writeBooleanField("success", true);
                      out.writeStringField("profile_id", now.profile().text());
                      out.writeStringField("tracking_id", now.trackingId());
                    }),
        () -> persons.refuse(arrival, Problem.noSuchProfile()));
    return Deed.Ending.done(out -> out.writeStringField("profile_id", changed.profile().text()));
  }

  /** {@code DELETE /v1/profiles/{id}}. Answered when nothing is kept of the person any more. */
  public void erase(Arrival arrival, AccessKey key, RoutingContext ctx) {
    persons.named(
        arrival,
        key,
        ctx,
        named ->
            persons.find(
                arrival,
                key,
                named.subject(),
                standing ->
                    deeds.run(
                        arrival,
                        deeds.toProfile(key, "profile.erase", standing.profile(), out -> {}),
                        () -> erase(key, standing.profile()),
                        answer -> erased(arrival, answer)),
                () -> awaitEnd(arrival, key, named)));
  }

  private Future<Answer> erase(AccessKey key, ProfileId profile) {
    return edge.gateway().change(profile, new Act.Erase(key.accountId(), key.keyName()));
  }

  private Deed.Ending erased(Arrival arrival, Answer answer) {
    return persons.changed(
        arrival,
        answer,
        "",
        changed -> {
          persons.success(arrival, changed.profile());
          return Deed.Ending.done(
              out -> out.writeStringField("profile_id", changed.profile().text()));
        });
  }

  /**
   * An erasure that has begun, and stands in the audit, may take longer than a request: who asks
   * again by the profile's id waits for the end of it. Nothing can be begun by that, since no
   * profile is born under an id that was given out.
   */
  private void awaitEnd(Arrival arrival, AccessKey key, Read.Named named) {
    if (named.subject() instanceof Subject.Numbered(ProfileId profile)) {
      erase(key, profile)
          .onSuccess(
              answer -> edge.failures().guard(arrival.response(), () -> erased(arrival, answer)))
          .onFailure(failure -> edge.failures().answer(arrival.response(), failure));
    } else {
      persons.refuse(arrival, Problem.noSuchProfile());
    }
  }
}
