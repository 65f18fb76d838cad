package io.onefold.http.hand;

import io.onefold.http.access.AccessKey;
import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.Edge;
import io.onefold.message.Answer;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets an identifier link again: {@code DELETE /v1/suppressions/{type}:{value}} after new consent
 * of somebody who was erased, {@code DELETE /v1/quarantine/{type}:{value}} for one that too many
 * had claimed.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class ReadmitRoutes {

  /** Of {@code /v1/suppressions/{type}:{value}}, cut at the slashes. */
  private static final int IDENTIFIER_SEGMENT = 3;

  private final Edge edge;
  private final Persons persons;
  private final Deeds deeds;

  public ReadmitRoutes(Edge edge, Persons persons, Deeds deeds) {
    this.edge = edge;
    this.persons = persons;
    this.deeds = deeds;
  }

  /** {@code DELETE /v1/suppressions/{type}:{value}}. */
  public void unsuppress(Arrival arrival, AccessKey key, RoutingContext ctx) {
    readmit(arrival, key, ctx, "suppression.lift");
  }

  /** {@code DELETE /v1/quarantine/{type}:{value}}. */
  public void release(Arrival arrival, AccessKey key, RoutingContext ctx) {
    readmit(arrival, key, ctx, "quarantine.lift");
  }

  private void readmit(Arrival arrival, AccessKey key, RoutingContext ctx, String action) {
    String segment = Persons.segment(ctx, IDENTIFIER_SEGMENT);
    persons.given(
        arrival,
        persons.subjects().readIdentifier(segment, key.accountId()),
        named ->
            deeds.run(
                arrival,
                deeds.toAccount(key, action, out -> out.writeStringField("type", named.type())),
                () -> edge.gateway().readmit(key.accountId(), Persons.hash(named)),
                answer -> answer(arrival, answer)));
  }

  private Deed.Ending answer(Arrival arrival, Answer answer) {
    if (answer instanceof Answer.Readmitted) {
      edge.replies().accepted(arrival.response());
      return Deed.Ending.done(out -> {});
    }
    return persons.changed(arrival, answer, "", changed -> unexpected(arrival, changed));
  }

  private Deed.Ending unexpected(Arrival arrival, Answer answer) {
    edge.failures().unexpected(arrival.response(), answer);
    return Deed.Ending.failed("internal_error");
  }
}
