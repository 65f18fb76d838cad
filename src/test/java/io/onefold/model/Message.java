package io.onefold.model;

/**
 * What travels between profiles and the shards of identifiers. A reason is named by an event and an
 * identifier; {@code event} and {@code identifier} together are the protocol's cause.
 */
sealed interface Message {

  /** An event, to the profile that its route led to. */
  record EventAt(int profile, int event) implements Message {}

  /** The profile asks for an identifier that it has reserved. */
  record Claim(int identifier, int claimant, int event) implements Message {}

  /** The identifier's shard has granted it. */
  record Claimed(int claimant, int identifier, int event, int generation) implements Message {}

  /** The identifier leads to another profile. */
  record Owned(int claimant, int identifier, int owner, int event, int generation)
      implements Message {}

  /** Both are one, says an identifier that both have: the younger is to freeze. */
  record Unite(int profile, int other, int event, int identifier) implements Message {}

  /** The frozen loser offers itself. */
  record Absorb(int winner, int loser, int attempt, Profile offer) implements Message {}

  /** The winner has taken it. */
  record Absorbed(int loser, int attempt, int winner) implements Message {}

  /** The winner has not; {@code stale} if it may be asked again. */
  record Rejected(int loser, int attempt, boolean stale) implements Message {}

  /** The reservation is to be given up. */
  record Refused(int profile, int event, int identifier) implements Message {}

  /** The way of an identifier is shorter by now. */
  record Hint(int identifier, int from, int to) implements Message {}

  /** The identifier went to a part. */
  record Reassign(int identifier, int profile, int generation) implements Message {}

  /** The identifier leads there. */
  record Reassigned(int profile, int identifier, int generation) implements Message {}

  /**
   * The identifier is to lead nowhere for ever. If it was only reserved, then just where it leads
   * nowhere or to one of {@code lineage}.
   */
  record Suppress(int identifier, int profile, boolean held, int lineage) implements Message {}

  /** It does, or is not ours. */
  record Suppressed(int profile, int identifier) implements Message {}

  /** The newcomer, refused, asks for the device itself. */
  record Yield(int identifier, int newcomer, int event) implements Message {}

  /** The same, to the owner. */
  record YieldAt(int owner, int identifier, int newcomer, int event) implements Message {}

  /**
   * The owner has let go of the device, because of this event. The newcomer is to know what it has
   * counted, and what the device must not meet.
   */
  record Handover(
      int newcomer, int owner, int identifier, int event, int generation, int seen, int severed)
      implements Message {

    Handover to(int other) {
      return new Handover(other, owner, identifier, event, generation, seen, severed);
    }
  }

  /** The newcomer holds it. */
  record Took(int owner, int identifier, int generation) implements Message {}

  /** The newcomer will never hold it. */
  record HandoverRefused(int owner, int identifier, int generation) implements Message {}

  /** What the profile holds was absorbed by one that is being erased. */
  record Forget(int profile, int erased) implements Message {}

  /** It holds nothing any more. */
  record Forgotten(int erased, int profile) implements Message {}
}
