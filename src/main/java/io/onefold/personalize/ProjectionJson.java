package io.onefold.personalize;

import io.onefold.message.View;
import io.onefold.profile.ProfileFacts;
import io.onefold.profile.ProfileFacts.Attribute;
import java.util.List;

/**
 * What a website may see of its visitor, as UTF-8 JSON: the attributes and metrics that a
 * projection names, as plain values without source or time, and nothing that it does not name.
 *
 * <p>A named attribute that the profile does not have is left out. Amounts whose sender named no
 * currency have none here, since a projection names no account.
 *
 * <p>Of somebody who has refused consent for the projection's purpose, or is to be anonymised,
 * nothing is shown but {@code "consent":"denied"}. Silence is no refusal. {@code bucket} is there
 * once it is decided.
 *
 * <p><b>Threading.</b> Stateless. <b>Bounds.</b> As large as the named values.
 */
public final class ProjectionJson {

  private static final int INITIAL_BYTES = 768;
  private static final String NO_CURRENCY = "";

  private ProjectionJson() {}

  /** What the projection shows of a profile. */
  public static byte[] render(ProfileFacts facts, View.Projection projection) {
    JsonWriter out = begin(projection, false);
    if (isDenied(facts, projection)) {
      return nothing(projection, out.name("consent").text("denied"));
    }
    facts.personalization().ifPresent(decided -> out.name("bucket").number(decided.bucket()));
    out.name("attributes").object();
    for (String key : projection.attributes()) {
      writeAttribute(key, facts.attributes(), out);
    }
    out.endObject();
    if (!projection.metrics().isEmpty()) {
      MetricsJson.write(projection.metrics(), facts.metrics(), NO_CURRENCY, out.name("metrics"));
    }
    return end(out);
  }

  /** The complete answer for a visitor who has no profile. */
  public static byte[] empty(View.Projection projection) {
    return nothing(projection, begin(projection, false));
  }

  /** The partial answer when the deadline came before the profile's. */
  public static byte[] late(View.Projection projection) {
    return nothing(projection, begin(projection, true));
  }

  private static boolean isDenied(ProfileFacts facts, View.Projection projection) {
    return facts.anonymise()
        || facts.consent(projection.consentPurpose()).filter(said -> !said.granted()).isPresent();
  }

  private static byte[] nothing(View.Projection projection, JsonWriter out) {
    out.name("attributes").object().endObject();
    if (!projection.metrics().isEmpty()) {
      out.name("metrics").object().endObject();
    }
    return end(out);
  }

  private static JsonWriter begin(View.Projection projection, boolean partial) {
    JsonWriter out = new JsonWriter(INITIAL_BYTES).object();
    out.name("success").bool(true).name("partial").bool(partial);
    out.name("projection").text(projection.name());
    return out.name("segments").array().endArray();
  }

  private static byte[] end(JsonWriter out) {
    out.name("predictions").object().endObject();
    out.name("recommendations").array().endArray();
    return out.endObject().toBytes();
  }

  /** A search by halves: there may be a thousand attributes, and they are sorted by key. */
  private static void writeAttribute(String key, List<Attribute> sorted, JsonWriter out) {
    int low = 0;
    int high = sorted.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = sorted.get(middle).key().compareTo(key);
      if (order == 0) {
        ProfileJson.write(sorted.get(middle).value(), out.key(key));
        return;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
  }
}
