package io.onefold.http.resolve;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.onefold.decode.Decoded;
import io.onefold.decode.Malformed;
import io.onefold.decode.json.Parsers;
import io.onefold.decode.json.Tokens;
import io.onefold.decode.rules.RequestContext;
import io.onefold.event.EventType;
import io.onefold.http.access.AccessKey;
import io.onefold.http.access.AccountRules;
import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.Edge;
import io.onefold.http.edge.Intake;
import io.onefold.http.edge.ReadEntry;
import io.onefold.http.text.Query;
import io.onefold.http.wire.Problem;
import io.onefold.message.Answer;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code POST /v1/resolve?dry_run=true}: one event, as {@code /v1/track} takes it, or of the type
 * that its {@code type} names. The answer says what would come of it.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class ResolveRoute implements Handler<RoutingContext> {

  private static final Problem NO_DRY_RUN =
      Problem.badParameter(
          "dry_run", "true: this path changes nothing; to have an event applied, send it as such");

  private final Edge edge;
  private final Intake intake;
  private final AccountRules rules;
  private final Parsers parsers;

  public ResolveRoute(Edge edge, Intake intake, AccountRules rules, Parsers parsers) {
    this.edge = edge;
    this.intake = intake;
    this.rules = rules;
    this.parsers = parsers;
  }

  @Override
  public void handle(RoutingContext ctx) {
    new ReadEntry(edge, (arrival, _, _) -> enter(arrival)).handle(ctx);
  }

  private void enter(Arrival arrival) {
    boolean dry =
        Query.value(arrival.request().query(), "dry_run").filter("true"::equals).isPresent();
    if (dry) {
      intake.take(arrival, this::decode);
    } else {
      intake.refuse(arrival, NO_DRY_RUN);
    }
  }

  private void decode(Arrival arrival, AccessKey key, byte[] json) {
    String named = type(json);
    Optional<EventType> type =
        named.isEmpty() ? Optional.of(EventType.TRACK) : EventType.named(named);
    if (type.isEmpty()) {
      intake.refuse(
          arrival,
          Problem.badRequest(
              "unknown_type",
              "type must be track, identify, page, screen, group or alias",
              "type"));
      return;
    }
    RequestContext context =
        new RequestContext(
            key.origin(),
            key.currency(),
            rules.of(key),
            arrival.atUs(),
            type,
            arrival.sentAt(),
            edge::newMessageId);
    switch (edge.events().decode(json, context)) {
      case Malformed malformed -> intake.refuse(arrival, Problem.of(malformed));
      case Decoded.Events decoded when !decoded.rejections().isEmpty() ->
          intake.refuse(arrival, Problem.of(decoded.rejections().getFirst()));
      case Decoded.Events decoded when decoded.events().isEmpty() ->
          edge.replies().ok(arrival.response(), ResolveJson::writeNothing);
      case Decoded.Events decoded -> rehearse(arrival, decoded);
    }
  }

  /** What the event says that it is; what is no JSON is told by decoding it. */
  private String type(byte[] json) {
    String type = "";
    try (JsonParser p = parsers.open(json, Parsers.Shape.EVENT)) {
      if (p.nextToken() == JsonToken.START_OBJECT) {
        for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
          p.nextToken();
          if (key.equals("type")) {
            type = Tokens.textIfAny(p);
          } else {
            p.skipChildren();
          }
        }
      }
    } catch (IOException broken) {
      return "";
    }
    return type;
  }

  private void rehearse(Arrival arrival, Decoded.Events decoded) {
    edge.gateway()
        .rehearse(decoded.events().getFirst())
        .onSuccess(answer -> answer(arrival, decoded, answer))
        .onFailure(failure -> edge.failures().answer(arrival.response(), failure));
  }

  private void answer(Arrival arrival, Decoded.Events decoded, Answer answer) {
    edge.meters().read(arrival.tookNs());
    switch (answer) {
      case Answer.Trial.Report report ->
          edge.replies()
              .ok(arrival.response(), out -> ResolveJson.write(report, decoded.unused(), out));
      case Answer.Busy(Answer.Reason reason) -> edge.replies().busy(arrival.response(), reason);
      case Answer.Accepted _,
          Answer.Dropped _,
          Answer.Changed _,
          Answer.Declined _,
          Answer.Readmitted _,
          Answer.Document _,
          Answer.Events _,
          Answer.Counts _,
          Answer.Matches _,
          Answer.Stale _,
          Answer.Standing _,
          Answer.Parts _,
          Answer.NotFound _,
          Answer.Quarantine _,
          Answer.Trial _ ->
          edge.failures().unexpected(arrival.response(), answer);
    }
  }
}
