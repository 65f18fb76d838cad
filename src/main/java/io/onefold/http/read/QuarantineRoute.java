package io.onefold.http.read;

import com.fasterxml.jackson.core.JsonGenerator;
import io.onefold.event.IsoTime;
import io.onefold.http.access.AccessKey;
import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.Edge;
import io.onefold.http.text.Cursor;
import io.onefold.http.text.Query;
import io.onefold.http.wire.Problem;
import io.onefold.message.Answer;
import io.onefold.message.QuarantinePage;
import io.onefold.message.QuarantinePage.Place;
import io.onefold.route.Quarantined;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;

/**
 * Shows which identifiers link nobody, since too many claim them: {@code GET
 * /v1/quarantine?limit=&before=}, newest first. Of one that no profile holds only the time is
 * known.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class QuarantineRoute {

  private static final int LIMIT_DEFAULT = 100;
  private static final int LIMIT_MAX = 1_000;

  private final Edge edge;

  public QuarantineRoute(Edge edge) {
    this.edge = edge;
  }

  /** {@code GET /v1/quarantine?limit=&before=}. */
  public void list(Arrival arrival, AccessKey key, RoutingContext ctx) {
    String query = arrival.request().query();
    Optional<Integer> limit = Query.limit(query, LIMIT_DEFAULT, LIMIT_MAX);
    Optional<Place> before =
        Query.value(query, "before")
            .filter(text -> !text.isEmpty())
            .map(Cursor::parseQuarantine)
            .orElse(Optional.of(Place.END));
    if (limit.isEmpty()) {
      refuse(arrival, "limit", "a whole number from 1 to " + LIMIT_MAX);
    } else if (before.isEmpty()) {
      refuse(arrival, "before", "what an earlier page gave as next");
    } else {
      edge.gateway()
          .quarantine(new QuarantinePage(key.accountId(), before.get(), limit.get()))
          .onSuccess(listed -> answer(arrival, listed))
          .onFailure(failure -> edge.failures().answer(arrival.response(), failure));
    }
  }

  private void answer(Arrival arrival, Quarantined listed) {
    edge.meters().read(arrival.tookNs());
    switch (listed) {
      case Quarantined.Page page -> edge.replies().ok(arrival.response(), out -> write(page, out));
      case Quarantined.Busy(Answer.Reason reason) ->
          edge.replies().busy(arrival.response(), reason);
    }
  }

  private static void write(Quarantined.Page page, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("items");
    for (Quarantined.Item item : page.items()) {
      write(item, out);
    }
    out.writeEndArray();
    out.writeStringField("next", page.next().map(Cursor::format).orElse(null));
  }

  private static void write(Quarantined.Item item, JsonGenerator out) throws IOException {
    out.writeStartObject();
    if (item.held().isPresent()) {
      Quarantined.Holding held = item.held().get();
      out.writeStringField("type", held.identifier().type().wireName());
      out.writeStringField("value", held.identifier().value());
    }
    out.writeStringField("at", IsoTime.format(item.atMs()));
    out.writeStringField("holder", item.held().map(held -> held.profile().text()).orElse(null));
    out.writeEndObject();
  }

  private void refuse(Arrival arrival, String field, String allowed) {
    edge.replies().refuse(arrival.response(), Problem.badParameter(field, allowed));
  }
}
