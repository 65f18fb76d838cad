package io.onefold.message.entrance;

/**
 * What a call asks for. The ordinal goes over the wire: constants are only ever appended.
 *
 * <p><b>Threading.</b> Immutable.
 */
public enum CallKind {
  /** One event, as {@code /v1/track} and its like take it. */
  TRACK,
  IDENTIFY,
  PAGE,
  SCREEN,
  GROUP,
  ALIAS,
  /** Many events, as {@code /v1/batch} takes them. */
  BATCH,
  /** As {@code /v1/personalize} takes it. */
  PERSONALIZE,
  /** A profile; the body is its identifier as text, such as {@code email:ann@example.com}. */
  PROFILE,
  /** Which node has which shard; the body is empty. */
  PLACES;

  private static final CallKind[] VALUES = values();

  static CallKind of(int ordinal) {
    return VALUES[ordinal];
  }
}
