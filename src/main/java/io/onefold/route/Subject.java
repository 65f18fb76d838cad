package io.onefold.route;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;

/**
 * Whom a question is about.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Subject {

  /** The profile that an identifier leads to. */
  record Identified(Hash128 identifier) implements Subject {}

  /** This profile, or the one it was absorbed by. */
  record Numbered(ProfileId profile) implements Subject {}
}
