package io.onefold.personalize;

import io.onefold.profile.IdentityFacts;
import io.onefold.profile.IdentityFacts.Evidence;
import java.util.Locale;

/**
 * Why the parts of a profile belong together, as UTF-8 JSON: its identifiers, the links between
 * them, the profiles it absorbed, what was kept out, and what was taken apart.
 *
 * <p>{@code merging} is there, and true, only while a link is on its way: the answer may then lack
 * it.
 *
 * <p><b>Threading.</b> Stateless. <b>Bounds.</b> As large as the facts.
 */
public final class IdentityJson {

  private static final int INITIAL_BYTES = 4_096;

  private IdentityJson() {}

  /**
   * Renders one profile's identity.
   *
   * @param requestedId what the caller asked for, {@code type:value}
   */
  public static byte[] render(IdentityFacts identity, String requestedId) {
    JsonWriter out = new JsonWriter(INITIAL_BYTES).object();
    out.name("profile_id").text(identity.profile().text());
    out.name("requested_id").text(requestedId);
    if (!identity.settled()) {
      out.name("merging").bool(true);
    }
    writeIds(identity, out);
    writeIdentifiers(identity, out.name("identifiers"));
    writeLinks(identity, out.name("links"));
    writeMerges(identity, out.name("merges"));
    writeRefusals(identity, out.name("refusals"));
    writeSplits(identity.past(), out.name("splits"));
    writeSevered(identity.past(), out.name("severed"));
    out.name("rule_version").number(identity.ruleVersion());
    return out.endObject().toBytes();
  }

  private static void writeIds(IdentityFacts identity, JsonWriter out) {
    out.name("former_profile_ids").array();
    identity.past().formerIds().forEach(id -> out.text(id.text()));
    out.endArray();
    out.name("tracking_id").text(identity.trackingId());
    out.name("tracking_id_issued_at").time(identity.past().trackingIssuedAtMs());
    out.name("former_tracking_ids").number(identity.past().formerTrackingIds());
  }

  private static void writeIdentifiers(IdentityFacts identity, JsonWriter out) {
    out.array();
    for (IdentityFacts.Known known : identity.identifiers()) {
      out.object();
      out.name("type").text(known.type().wireName()).name("value").text(known.value());
      out.name("strength").text(known.type().strength().name().toLowerCase(Locale.ROOT));
      out.name("first_seen").time(known.firstSeenMs()).name("last_seen").time(known.lastSeenMs());
      out.name("source").text(known.source());
      out.name("quarantined").bool(known.quarantined());
      out.name("shared_device").bool(known.sharedDevice());
      out.name("settled").bool(known.settled()).endObject();
    }
    out.endArray();
  }

  private static void writeLinks(IdentityFacts identity, JsonWriter out) {
    out.array();
    for (IdentityFacts.Link link : identity.links()) {
      out.object().name("from").text(link.from()).name("to").text(link.to());
      writeCause(link.cause(), out);
      out.name("first_at").time(link.firstAtMs()).name("last_at").time(link.lastAtMs());
      out.name("count").number(link.count()).endObject();
    }
    out.endArray();
  }

  private static void writeMerges(IdentityFacts identity, JsonWriter out) {
    out.array();
    for (IdentityFacts.Merge merge : identity.merges()) {
      out.object().name("absorbed_profile_id").text(merge.absorbed().text());
      out.name("at").time(merge.atMs()).name("kind").text(merge.kind());
      writeCause(merge.cause(), out);
      out.endObject();
    }
    out.endArray();
  }

  private static void writeRefusals(IdentityFacts identity, JsonWriter out) {
    out.array();
    for (IdentityFacts.Refused refused : identity.refusals()) {
      out.object().name("identifier").text(refused.identifier());
      out.name("reason").text(refused.reason()).name("at").time(refused.atMs());
      out.name("rule_version").number(refused.ruleVersion());
      writeCause(refused.cause(), out);
      out.endObject();
    }
    out.endArray();
  }

  private static void writeSplits(IdentityFacts.Past past, JsonWriter out) {
    out.array();
    for (IdentityFacts.Split split : past.splits()) {
      out.object().name(split.direction().name().toLowerCase(Locale.ROOT));
      out.text(split.other().text()).name("identifiers").array();
      split.identifiers().forEach(out::text);
      out.endArray().name("at").time(split.atMs()).name("by").text(split.by()).endObject();
    }
    out.endArray();
  }

  private static void writeSevered(IdentityFacts.Past past, JsonWriter out) {
    out.array();
    for (IdentityFacts.Severed severed : past.severed()) {
      out.object().name("from").text(severed.from());
      out.name("identifier").text(severed.identifier());
      out.name("at").time(severed.atMs()).name("by").text(severed.by()).endObject();
    }
    out.endArray();
  }

  private static void writeCause(Evidence cause, JsonWriter out) {
    out.name("cause").object().name("message_id").text(cause.messageId());
    out.name("source").text(cause.source()).name("rule").text(cause.rule()).endObject();
  }
}
