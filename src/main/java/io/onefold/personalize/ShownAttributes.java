package io.onefold.personalize;

import io.onefold.event.IdentifierType;
import io.onefold.event.Value;
import io.onefold.profile.IdentityFacts;
import io.onefold.profile.IdentityFacts.Known;
import io.onefold.profile.ProfileFacts;
import io.onefold.profile.ProfileFacts.Attribute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The attributes that a reader sees: those of the profile, and what its identity says of it.
 *
 * <p>The tracking id is an attribute of ours and cannot be set from outside. An e-mail address or a
 * phone number that is known only as an identifier shows as the attribute too, with its source and
 * the time when it was last named; of several, the one named last.
 *
 * <p>Of somebody who is to be anonymised, no {@code core_data} is shown but the tracking id.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class ShownAttributes {

  static final String TRACKING_ID = "core_data.tracking_id";
  static final String EMAIL = "core_data.email_address";
  static final String PHONE = "core_data.phone_number";

  private static final String PERSONAL = "core_data.";
  private static final String OWN_SOURCE = "onefold";
  private static final Comparator<Attribute> BY_KEY = Comparator.comparing(Attribute::key);

  private ShownAttributes() {}

  /** All attributes, sorted by key. */
  static List<Attribute> of(ProfileFacts facts, IdentityFacts identity) {
    List<Attribute> shown = new ArrayList<>(facts.attributes());
    if (facts.anonymise()) {
      shown.removeIf(attribute -> attribute.key().startsWith(PERSONAL));
    } else {
      addIdentifiers(identity, shown);
    }
    replace(trackingId(identity), shown);
    return shown;
  }

  private static void addIdentifiers(IdentityFacts identity, List<Attribute> shown) {
    latest(identity, IdentifierType.EMAIL)
        .filter(known -> known.value().indexOf('@') >= 0) // an address may be known by hash only
        .ifPresent(known -> add(derived(EMAIL, known), shown));
    latest(identity, IdentifierType.PHONE).ifPresent(known -> add(derived(PHONE, known), shown));
  }

  private static Optional<Known> latest(IdentityFacts identity, IdentifierType type) {
    return identity.identifiers().stream()
        .filter(known -> known.type() == type)
        .max(Comparator.comparingLong(Known::lastSeenMs));
  }

  private static Attribute derived(String key, Known known) {
    return new Attribute(key, Value.text(known.value()), known.source(), known.lastSeenMs());
  }

  /** A tracking id is issued when the profile is born, and a new one at every merge. */
  private static Attribute trackingId(IdentityFacts identity) {
    long issuedAtMs = identity.profile().createdAtMs();
    for (IdentityFacts.Merge merge : identity.merges()) {
      issuedAtMs = Math.max(issuedAtMs, merge.atMs());
    }
    return new Attribute(TRACKING_ID, Value.text(identity.trackingId()), OWN_SOURCE, issuedAtMs);
  }

  private static void add(Attribute attribute, List<Attribute> sorted) {
    int at = Collections.binarySearch(sorted, attribute, BY_KEY);
    if (at < 0) {
      sorted.add(-1 - at, attribute);
    }
  }

  private static void replace(Attribute attribute, List<Attribute> sorted) {
    int at = Collections.binarySearch(sorted, attribute, BY_KEY);
    if (at < 0) {
      sorted.add(-1 - at, attribute);
    } else {
      sorted.set(at, attribute);
    }
  }
}
