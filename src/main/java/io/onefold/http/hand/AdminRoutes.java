package io.onefold.http.hand;

import com.fasterxml.jackson.core.JsonGenerator;
import io.onefold.event.IsoTime;
import io.onefold.http.access.AccessKey;
import io.onefold.http.edge.Arrival;
import io.onefold.http.edge.AuditLog;
import io.onefold.http.edge.Edge;
import io.onefold.http.edge.RuleAdmin;
import io.onefold.http.edge.RuleAdmin.Reloaded;
import io.onefold.http.text.Query;
import io.onefold.http.wire.Problem;
import io.onefold.message.Answer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Shows who did what, {@code GET /v1/audit?limit=&before=}, and by which rules, {@code GET
 * /v1/rules}; {@code POST /v1/rules/reload} takes the rules from the configuration anew.
 *
 * <p><b>Threading.</b> Confined to one event loop.
 */
public final class AdminRoutes {

  private static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 500;

  private final Edge edge;
  private final AuditLog audit;
  private final RuleAdmin rules;
  private final Deeds deeds;

  public AdminRoutes(Edge edge, AuditLog audit, RuleAdmin rules, Deeds deeds) {
    this.edge = edge;
    this.audit = audit;
    this.rules = rules;
    this.deeds = deeds;
  }

  /** {@code GET /v1/audit?limit=&before=}, newest first. */
  public void audit(Arrival arrival, AccessKey key, RoutingContext ctx) {
    String query = arrival.request().query();
    Optional<Integer> limit = Query.limit(query, LIMIT_DEFAULT, LIMIT_MAX);
    String before = Query.value(query, "before").orElse("");
    if (limit.isEmpty()) {
      refuse(arrival, "limit", "a whole number from 1 to " + LIMIT_MAX);
    } else if (!before.isEmpty() && !audit.isId(before)) {
      refuse(arrival, "before", "what an earlier page gave as next");
    } else {
      audit
          .read(key.accountId(), before, limit.get() + 1)
          .onSuccess(entries -> answer(arrival, entries, limit.get()))
          .onFailure(away -> unavailable(arrival));
    }
  }

  /** One entry more than is shown was asked for, to know whether there is a next page. */
  private void answer(Arrival arrival, List<AuditLog.Entry> entries, int limit) {
    edge.meters().read(arrival.tookNs());
    List<AuditLog.Entry> shown = entries.subList(0, Math.min(limit, entries.size()));
    edge.replies()
        .ok(
            arrival.response(),
            out -> {
              out.writeArrayFieldStart("items");
              for (AuditLog.Entry entry : shown) {
                write(entry, out);
              }
              out.writeEndArray();
              out.writeStringField(
                  "next", entries.size() > shown.size() ? shown.getLast().id() : null);
            });
  }

  private static void write(AuditLog.Entry entry, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", entry.id());
    out.writeStringField("at", IsoTime.format(entry.atMs()));
    out.writeStringField("actor", entry.actor());
    out.writeStringField("action", entry.action());
    out.writeStringField("profile_id", entry.subject().isEmpty() ? null : entry.subject());
    out.writeStringField("outcome", entry.outcome().name().toLowerCase(Locale.ROOT));
    out.writeFieldName("detail");
    out.writeRawValue(entry.detailJson());
    out.writeEndObject();
  }

  /** {@code GET /v1/rules}. */
  public void rules(Arrival arrival, AccessKey key, RoutingContext ctx) {
    Optional<RuleAdmin.InForce> inForce = rules.inForce(key.accountId());
    if (inForce.isEmpty()) {
      edge.replies().busy(arrival.response(), Answer.Reason.NOT_SERVING);
      return;
    }
    edge.meters().read(arrival.tookNs());
    edge.replies()
        .ok(
            arrival.response(),
            out -> {
              out.writeNumberField("rule_version", inForce.get().version());
              out.writeFieldName("rules");
              out.writeRawValue(new String(inForce.get().json(), StandardCharsets.UTF_8));
            });
  }

  /** {@code POST /v1/rules/reload}. */
  public void reload(Arrival arrival, AccessKey key, RoutingContext ctx) {
    deeds.run(
        arrival,
        deeds.toAccount(key, "rules.reload", out -> {}),
        () -> rules.reload(key.accountId()).map(Optional::of).otherwise(Optional.empty()),
        reloaded ->
            reloaded.map(done -> answer(arrival, key, done)).orElseGet(() -> notNow(arrival)));
  }

  /** What the rules need is away: the node goes on as before. */
  private Deed.Ending notNow(Arrival arrival) {
    edge.replies()
        .unavailable(
            arrival.response(),
            edge.replies()
                .error("rules_unavailable", "nothing has changed: send the same again later", ""));
    return Deed.Ending.failed("rules_unavailable");
  }

  private Deed.Ending answer(Arrival arrival, AccessKey key, Reloaded reloaded) {
    return switch (reloaded) {
      case Reloaded.Applied applied -> {
        int version = rules.inForce(key.accountId()).map(RuleAdmin.InForce::version).orElse(0);
        edge.replies()
            .ok(
                arrival.response(),
                out -> {
                  out.writeBooleanField("success", true);
                  out.writeNumberField("rule_version", version);
                  writeTexts("changed", applied.changed(), out);
                  writeTexts("needs_restart", applied.needsRestart(), out);
                });
        yield Deed.Ending.done(out -> out.writeNumberField("rule_version", version));
      }
      case Reloaded.Refused(List<RuleAdmin.Mistake> mistakes) -> {
        edge.replies()
            .refuse(arrival.response(), refused(mistakes), out -> writeMistakes(mistakes, out));
        yield Deed.Ending.refused("invalid_rules");
      }
    };
  }

  private static Problem refused(List<RuleAdmin.Mistake> mistakes) {
    String first =
        mistakes.stream()
            .findFirst()
            .map(m -> ": " + m.key() + " must be " + m.allowed())
            .orElse("");
    return Problem.conflict(
        "invalid_rules", "the configuration cannot be used, and nothing has changed" + first, "");
  }

  private static void writeMistakes(List<RuleAdmin.Mistake> mistakes, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart("mistakes");
    for (RuleAdmin.Mistake mistake : mistakes) {
      out.writeStartObject();
      out.writeStringField("key", mistake.key());
      out.writeStringField("allowed", mistake.allowed());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeTexts(String field, List<String> texts, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  private void unavailable(Arrival arrival) {
    edge.replies()
        .unavailable(
            arrival.response(),
            edge.replies().error("audit_unavailable", "the audit cannot be read right now", ""));
  }

  private void refuse(Arrival arrival, String field, String allowed) {
    edge.replies().refuse(arrival.response(), Problem.badParameter(field, allowed));
  }
}
