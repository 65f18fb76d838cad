package io.onefold.journal;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;

/**
 * One change of a suppression list: from {@code atMs} on a subject is to be forgotten, or is
 * welcome again.
 *
 * <p>Changes of one subject are ordered by their time, not by their arrival, so that one that comes
 * late or twice does no harm. At the same millisecond suppressing wins, as it is the safe side.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param suppressed false to lift a suppression
 * @param atMs when it was decided, milliseconds since 1970-01-01 UTC
 */
public record SuppressionChange(Subject subject, boolean suppressed, long atMs) {

  public SuppressionChange {
    if (atMs < 0) {
      throw new IllegalArgumentException("a time before 1970: " + atMs);
    }
  }

  /**
   * What a suppression is about.
   *
   * <p><b>Threading.</b> Immutable.
   */
  public sealed interface Subject {

    /** An identifier, of which only the keyed hash is known. */
    record Identifier(Hash128 hash) implements Subject {}

    /** A profile that was erased. */
    record Profile(ProfileId id) implements Subject {}
  }

  public static SuppressionChange suppress(Hash128 identifier, long atMs) {
    return new SuppressionChange(new Subject.Identifier(identifier), true, atMs);
  }

  public static SuppressionChange suppress(ProfileId profile, long atMs) {
    return new SuppressionChange(new Subject.Profile(profile), true, atMs);
  }

  public static SuppressionChange lift(Hash128 identifier, long atMs) {
    return new SuppressionChange(new Subject.Identifier(identifier), false, atMs);
  }

  public static SuppressionChange lift(ProfileId profile, long atMs) {
    return new SuppressionChange(new Subject.Profile(profile), false, atMs);
  }

  /** Whether this one holds where {@code stored}, of the same subject, stands. */
  public boolean overrules(SuppressionChange stored) {
    return atMs > stored.atMs || (atMs == stored.atMs && suppressed && !stored.suppressed);
  }
}
