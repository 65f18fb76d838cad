package io.onefold.profile;

import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import java.util.List;

/**
 * What a reader sees of a profile's identity: who it is called, why its parts belong together, and
 * what was kept out.
 *
 * <p><b>Threading.</b> Immutable; derived, and a copy.
 *
 * @param trackingId the current tracking id
 * @param settled whether no link is still on its way
 */
public record IdentityFacts(
    ProfileId profile,
    String trackingId,
    boolean settled,
    List<Known> identifiers,
    List<Link> links,
    List<Merge> merges,
    List<Refused> refusals) {

  /** An identifier of the profile. */
  public record Known(
      IdentifierType type, String value, long firstSeenMs, long lastSeenMs, String source) {}

  /** Which event made a link, and by which rule. */
  public record Evidence(String messageId, String source, String rule) {}

  /** Two identifiers that one event named together, both written {@code type:value}. */
  public record Link(
      String from, String to, Evidence cause, long firstAtMs, long lastAtMs, long count) {}

  /** A profile that this one absorbed. */
  public record Merge(ProfileId absorbed, long atMs, Evidence cause) {}

  /** An identifier that did not join, written {@code type:value}, and why. */
  public record Refused(String identifier, String reason, long atMs, Evidence cause) {}
}
