package io.onefold.personalize;

import io.onefold.profile.IdentityFacts;
import io.onefold.profile.IdentityFacts.Evidence;

/**
 * Why the parts of a profile belong together, as UTF-8 JSON: its identifiers, the links between
 * them, the profiles it absorbed, and what was kept out.
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
    ProfileJson.writeIdentifiers(identity, out.name("identifiers"));
    writeLinks(identity, out.name("links"));
    writeMerges(identity, out.name("merges"));
    writeRefusals(identity, out.name("refusals"));
    return out.endObject().toBytes();
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
      out.name("at").time(merge.atMs());
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
      writeCause(refused.cause(), out);
      out.endObject();
    }
    out.endArray();
  }

  private static void writeCause(Evidence cause, JsonWriter out) {
    out.name("cause").object().name("message_id").text(cause.messageId());
    out.name("source").text(cause.source()).name("rule").text(cause.rule()).endObject();
  }
}
