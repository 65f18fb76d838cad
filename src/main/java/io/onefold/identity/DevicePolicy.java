package io.onefold.identity;

/**
 * What becomes of a device on which a second person logs in. The device joins the two under none of
 * them, and each person's own events stay with that person.
 *
 * <p><b>Threading.</b> Immutable.
 */
public enum DevicePolicy {
  /** It stays with its owner: what it sends without a login is the owner's. */
  KEEP,
  /** It goes to whoever logged in last; what it sent before stays where it is. */
  REASSIGN_LATEST,
  /** It becomes nobody's: what it sends without a login from then on has a profile of its own. */
  ISOLATE
}
