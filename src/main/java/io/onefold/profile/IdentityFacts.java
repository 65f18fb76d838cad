package io.onefold.profile;

import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import java.util.List;

/**
 * What a reader sees of a profile's identity: who it is called, why its parts belong together, what
 * was kept out, and what was taken apart.
 *
 * <p>Identifiers are written {@code type:value}, and as their type alone where the profile does not
 * hold them, since it keeps no value then.
 *
 * <p><b>Threading.</b> Immutable; derived, and a copy.
 *
 * @param trackingId the current tracking id
 * @param settled whether no link is still on its way
 * @param ruleVersion version of the account's identifier rules that are in force
 */
public record IdentityFacts(
    ProfileId profile,
    String trackingId,
    boolean settled,
    List<Known> identifiers,
    List<Link> links,
    List<Merge> merges,
    List<Refused> refusals,
    Past past,
    int ruleVersion) {

  /**
   * An identifier of the profile.
   *
   * @param quarantined whether too many people claim it, so that it links nobody
   * @param sharedDevice whether several people use it, so that it joins nobody
   * @param settled whether its own shard has said that it leads here
   */
  public record Known(
      IdentifierType type,
      String value,
      long firstSeenMs,
      long lastSeenMs,
      String source,
      boolean quarantined,
      boolean sharedDevice,
      boolean settled) {}

  /** Which event, or operation by hand, made a link, and by which rule. */
  public record Evidence(String messageId, String source, String rule) {}

  /** Two identifiers that belong together, since one event or somebody said so. */
  public record Link(
      String from, String to, Evidence cause, long firstAtMs, long lastAtMs, long count) {}

  /**
   * A profile that this one absorbed.
   *
   * @param kind {@code event}, {@code hand} or {@code forced}
   */
  public record Merge(ProfileId absorbed, long atMs, String kind, Evidence cause) {}

  /**
   * An identifier that did not join, and why.
   *
   * @param ruleVersion version of the rules that kept it out
   */
  public record Refused(
      String identifier, String reason, long atMs, int ruleVersion, Evidence cause) {}

  /**
   * Identifiers that came from another profile, or went to one.
   *
   * @param other the profile that they came from or went to
   * @param by who divided the two: the name of a key, or a rule
   */
  public record Split(
      Direction direction, ProfileId other, List<String> identifiers, long atMs, String by) {}

  /** From where this profile stands. */
  public enum Direction {
    FROM,
    INTO
  }

  /**
   * A link that was cut and is not to be tied again.
   *
   * @param from the end that is on this profile
   * @param identifier the end that may not come back to it
   */
  public record Severed(String from, String identifier, long atMs, String by) {}

  /**
   * What has become of the profile's ids and parts.
   *
   * @param formerIds ids of all profiles that it absorbed, which keep leading to it
   * @param trackingIssuedAtMs when it was given its tracking id
   * @param formerTrackingIds how many it had before, which keep leading to it
   */
  public record Past(
      List<Split> splits,
      List<Severed> severed,
      List<ProfileId> formerIds,
      long trackingIssuedAtMs,
      int formerTrackingIds) {

    /** Nothing has happened yet. */
    public static final Past NOTHING = new Past(List.of(), List.of(), List.of(), 0, 0);
  }
}
