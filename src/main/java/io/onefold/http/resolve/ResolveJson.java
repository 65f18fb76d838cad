package io.onefold.http.resolve;

import com.fasterxml.jackson.core.JsonGenerator;
import io.onefold.decode.rules.Unused;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer.Trial;
import io.onefold.message.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What would become of an event, as JSON.
 *
 * <p><b>Threading.</b> Stateless. <b>Bounds.</b> As many entries as the event has identifiers.
 */
final class ResolveJson {

  private ResolveJson() {}

  static void write(Trial.Report report, List<Unused> unused, JsonGenerator out)
      throws IOException {
    begin(out);
    out.writeStringField("event", lower(report.fate()));
    out.writeStringField("route", text(report.route()));
    profile(report.profile(), report.born(), out);
    out.writeArrayFieldStart("identifiers");
    for (Trial.Prospect prospect : report.prospects()) {
      write(prospect, out);
    }
    for (Unused value : unused) {
      write(value, out);
    }
    out.writeEndArray();
    out.writeNumberField("rule_version", report.rules());
  }

  /** Of an event that says nothing: an alias of somebody to himself. */
  static void writeNothing(JsonGenerator out) throws IOException {
    begin(out);
    out.writeStringField("event", "says_nothing");
    out.writeNullField("route");
    profile(Optional.empty(), false, out);
    out.writeArrayFieldStart("identifiers");
    out.writeEndArray();
    out.writeNullField("rule_version");
  }

  private static void begin(JsonGenerator out) throws IOException {
    out.writeBooleanField("success", true);
    out.writeBooleanField("dry_run", true);
  }

  private static void profile(Optional<ProfileId> profile, boolean born, JsonGenerator out)
      throws IOException {
    out.writeObjectFieldStart("profile");
    out.writeStringField("profile_id", text(profile));
    out.writeBooleanField("would_be_born", born);
    out.writeEndObject();
  }

  private static void write(Trial.Prospect prospect, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("identifier", text(prospect.identifier()));
    out.writeStringField("strength", lower(prospect.identifier().type().strength()));
    out.writeStringField("state", lower(prospect.state()));
    out.writeStringField("owner", text(prospect.owner()));
    out.writeStringField("outcome", lower(prospect.outcome()));
    out.writeStringField("reason", prospect.reason().map(Refusal::code).orElse(null));
    out.writeStringField("survivor", text(prospect.survivor()));
    out.writeEndObject();
  }

  /** A value that would be left out before anybody is asked. */
  private static void write(Unused unused, JsonGenerator out) throws IOException {
    IdentifierType type = unused.type();
    boolean blocked = unused.why() == Unused.Why.BLOCKED;
    out.writeStartObject();
    out.writeStringField("identifier", type.wireName() + ":" + unused.value());
    out.writeStringField("strength", lower(type.strength()));
    out.writeStringField("state", blocked ? "blocked" : "invalid");
    out.writeNullField("owner");
    out.writeStringField("outcome", "none");
    out.writeStringField("reason", unused.why().code());
    out.writeNullField("survivor");
    out.writeEndObject();
  }

  private static String text(Identifier identifier) {
    return identifier.type().wireName() + ":" + identifier.value();
  }

  private static String text(Optional<ProfileId> profile) {
    return profile.map(ProfileId::text).orElse(null);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
