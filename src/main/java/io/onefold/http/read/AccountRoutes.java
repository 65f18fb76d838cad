package io.onefold.http.read;

import com.fasterxml.jackson.core.JsonGenerator;
import io.onefold.event.IsoTime;
import io.onefold.event.Limits;
import io.onefold.http.access.AccessKey;
import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.Edge;
import io.onefold.http.text.Query;
import io.onefold.http.wire.Problem;
import io.onefold.message.Answer;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;

/**
 * Shows an account as a whole: {@code GET /v1/stats} and {@code GET /v1/search}. Every shard is
 * asked.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class AccountRoutes {

  /** A list to choose from, not a listing. */
  private static final int MATCHES_MAX = 100;

  private static final int MATCHES_DEFAULT = 20;

  private final Edge edge;

  public AccountRoutes(Edge edge) {
    this.edge = edge;
  }

  /** {@code GET /v1/stats}. */
  public void stats(Arrival arrival, AccessKey key, RoutingContext ctx) {
    answer(arrival, edge.gateway().counts(key.accountId()));
  }

  /** {@code GET /v1/search?q=&limit=}. */
  public void search(Arrival arrival, AccessKey key, RoutingContext ctx) {
    String query = arrival.request().query();
    String text = Query.value(query, "q").orElse("").strip();
    Optional<Integer> limit = Query.limit(query, MATCHES_DEFAULT, MATCHES_MAX);
    if (text.isEmpty() || text.length() > Limits.NAME_CHARS_MAX) {
      refuse(arrival, "q", "a text of 1 to " + Limits.NAME_CHARS_MAX + " characters");
    } else if (limit.isEmpty()) {
      refuse(arrival, "limit", "a whole number from 1 to " + MATCHES_MAX);
    } else {
      answer(arrival, edge.gateway().search(key.accountId(), text, limit.get()));
    }
  }

  private void refuse(Arrival arrival, String field, String allowed) {
    edge.replies().refuse(arrival.response(), Problem.badParameter(field, allowed));
  }

  private void answer(Arrival arrival, Future<Answer> future) {
    future
        .onSuccess(answer -> answer(arrival, answer))
        .onFailure(failure -> edge.failures().answer(arrival.response(), failure));
  }

  private void answer(Arrival arrival, Answer answer) {
    edge.meters().read(arrival.tookNs());
    switch (answer) {
      case Answer.Counts counts -> edge.replies().ok(arrival.response(), out -> write(counts, out));
      case Answer.Matches matches ->
          edge.replies().ok(arrival.response(), out -> write(matches, out));
      case Answer.Busy(Answer.Reason reason) -> edge.replies().busy(arrival.response(), reason);
      case Answer.Accepted _,
          Answer.Dropped _,
          Answer.Changed _,
          Answer.Declined _,
          Answer.Readmitted _,
          Answer.Standing _,
          Answer.Document _,
          Answer.Parts _,
          Answer.Events _,
          Answer.NotFound _,
          Answer.Quarantine _,
          Answer.Trial _,
          Answer.Stale _ ->
          edge.failures().unexpected(arrival.response(), answer);
    }
  }

  private static void write(Answer.Counts counts, JsonGenerator out) throws IOException {
    out.writeNumberField("known", counts.known());
    out.writeNumberField("unknown", counts.unknown());
    out.writeNumberField("identifiers", counts.identifiers());
    out.writeNumberField("events", counts.events());
    out.writeNumberField("merges", counts.merges());
    out.writeNumberField("refusals", counts.refusals());
    out.writeNumberField("segments", 0);
    out.writeNumberField("splits", counts.splits());
    out.writeNumberField("quarantined", counts.quarantined());
    out.writeNumberField("suppressed", counts.suppressed());
    out.writeNumberField("giant_components", counts.giants());
    out.writeNumberField("drift", counts.drift());
  }

  private static void write(Answer.Matches matches, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("items");
    for (Answer.Match match : matches.matches()) {
      out.writeStartObject();
      out.writeStringField("profile_id", match.profile().text());
      out.writeStringField("name", match.name().isEmpty() ? null : match.name());
      out.writeStringField("email", match.email().isEmpty() ? null : match.email());
      out.writeStringField(
          "last_seen", match.lastSeenMs() == 0 ? null : IsoTime.format(match.lastSeenMs()));
      out.writeBooleanField("known", match.known());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
