package io.onefold.personalize;

import io.onefold.event.CartLine;
import io.onefold.event.IdentifierType.Strength;
import io.onefold.event.Money;
import io.onefold.event.Value;
import io.onefold.profile.IdentityFacts;
import io.onefold.profile.ProfileFacts;
import java.util.List;

/**
 * The whole profile as UTF-8 JSON, for a reader with a secret key.
 *
 * <p>{@code canonical} is false when the caller asked by the id of a profile that was absorbed or
 * by a tracking id that was renewed; every other identifier leads to the profile by itself. {@code
 * merging} is there, and true, only while a link is on its way. A product in the cart has a {@code
 * null} price when neither amount nor currency is known.
 *
 * <p><b>Threading.</b> Stateless. <b>Bounds.</b> As large as the profile: about 2 KB with 3
 * identifiers and 8 attributes.
 */
public final class ProfileJson {

  private static final int INITIAL_BYTES = 4_096;
  private static final String PROFILE_ID = "profile_id:";
  private static final String TRACKING_ID = "tracking_id:";
  private static final List<String> TYPE_KEYS = List.of("core_data.type", "custom.type");

  private ProfileJson() {}

  /**
   * Renders one profile.
   *
   * @param requestedId what the caller asked for, {@code type:value}
   * @param currency the account's, of amounts whose sender named none
   */
  public static byte[] render(
      ProfileFacts facts, IdentityFacts identity, String requestedId, String currency) {
    JsonWriter out = new JsonWriter(INITIAL_BYTES).object();
    writeHead(facts, identity, requestedId, out);
    writeIdentifiers(identity, out.name("identifiers"));
    writeAttributes(ShownAttributes.of(facts, identity), out.name("attributes"));
    MetricsJson.writeAll(facts.metrics(), currency, out.name("metrics"));
    writeConsents(facts, out.name("consent"));
    facts.personalization().ifPresent(bucket -> writeBucket(bucket, out));
    out.name("segments").array().endArray();
    writeCart(facts, out.name("cart"));
    out.name("predictions").object().endObject();
    return out.endObject().toBytes();
  }

  /** Writes a value in the form in which it was sent. */
  static void write(Value value, JsonWriter out) {
    switch (value.kind()) {
      case TEXT -> out.text(value.text());
      case NUMBER, BOOLEAN, JSON -> out.literal(value.text());
    }
  }

  static void writeIdentifiers(IdentityFacts identity, JsonWriter out) {
    out.array();
    for (IdentityFacts.Known known : identity.identifiers()) {
      out.object();
      out.name("type").text(known.type().wireName()).name("value").text(known.value());
      out.name("first_seen").time(known.firstSeenMs()).name("last_seen").time(known.lastSeenMs());
      out.name("source").text(known.source()).endObject();
    }
    out.endArray();
  }

  private static void writeHead(
      ProfileFacts facts, IdentityFacts identity, String requestedId, JsonWriter out) {
    out.name("profile_id").text(identity.profile().text());
    out.name("tracking_id").text(identity.trackingId());
    out.name("requested_id").text(requestedId);
    out.name("canonical").bool(isCanonical(requestedId, identity));
    if (!identity.settled()) {
      out.name("merging").bool(true);
    }
    out.name("known").bool(facts.known()).name("type").text(type(facts, identity));
    boolean seen = facts.metrics().eventCount() > 0;
    out.name("first_seen").timeIf(seen, facts.firstSeenMs());
    out.name("last_seen").timeIf(seen, facts.lastSeenMs());
  }

  private static boolean isCanonical(String requestedId, IdentityFacts identity) {
    if (requestedId.startsWith(PROFILE_ID)) {
      return requestedId.substring(PROFILE_ID.length()).equals(identity.profile().text());
    }
    if (requestedId.startsWith(TRACKING_ID)) {
      return requestedId.substring(TRACKING_ID.length()).equals(identity.trackingId());
    }
    return true;
  }

  private static String type(ProfileFacts facts, IdentityFacts identity) {
    if (TYPE_KEYS.stream().map(facts::text).anyMatch(ProfileJson::saysOrganisation)) {
      return "organisation";
    }
    boolean person =
        facts.known()
            || identity.identifiers().stream()
                .anyMatch(known -> known.type().strength() == Strength.PERSON);
    return person ? "person" : "unknown";
  }

  private static boolean saysOrganisation(String type) {
    return type.equalsIgnoreCase("organisation") || type.equalsIgnoreCase("organization");
  }

  private static void writeAttributes(List<ProfileFacts.Attribute> attributes, JsonWriter out) {
    out.object();
    for (ProfileFacts.Attribute attribute : attributes) {
      write(attribute.value(), out.key(attribute.key()).object().name("value"));
      out.name("source").text(attribute.source());
      out.name("updated_at").time(attribute.updatedAtMs()).endObject();
    }
    out.endObject();
  }

  private static void writeConsents(ProfileFacts facts, JsonWriter out) {
    out.object();
    for (ProfileFacts.ConsentFact consent : facts.consents()) {
      out.key(consent.purpose()).object().name("value").bool(consent.granted());
      out.name("source").text(consent.source()).name("at").time(consent.atMs()).endObject();
    }
    out.endObject();
  }

  private static void writeBucket(ProfileFacts.Bucket decided, JsonWriter out) {
    out.name("personalization").object().name("bucket").number(decided.bucket());
    out.name("decided_at").time(decided.decidedAtMs()).endObject();
  }

  private static void writeCart(ProfileFacts facts, JsonWriter out) {
    out.array();
    for (ProfileFacts.CartItem item : facts.cart()) {
      out.object().name("product_id").text(item.productId());
      out.name("name").textOrNull(item.name());
      writePrice(item.price(), out);
      out.name("quantity").number(item.quantity()).endObject();
    }
    out.endArray();
  }

  private static void writePrice(Money price, JsonWriter out) {
    out.name("price");
    if (price.equals(CartLine.NO_PRICE)) {
      out.nothing();
    } else {
      out.amount(price.amountE4());
    }
    out.name("currency").textOrNull(price.currency());
  }
}
