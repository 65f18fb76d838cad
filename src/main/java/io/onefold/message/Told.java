package io.onefold.message;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.ProfileId;
import java.util.List;
import java.util.Optional;

/**
 * What the shards tell one another, in three protocols: to unite profiles, to give identifiers from
 * one profile to another, and to erase a profile.
 *
 * <p>Each can be lost, doubled, late or out of order. What is still open is sent again by the
 * profile that waits for it, and handling a message twice changes nothing.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to the bytes.
 */
public sealed interface Told extends Message {

  /** Uniting profiles: freeze, absorb, forward. */
  sealed interface Uniting extends Told {}

  /** {@code claimant} wants the cause's identifier; to the identifier's shard. */
  record Claim(ProfileId claimant, int accountId, Cause cause) implements Uniting {}

  /**
   * The identifier is yours.
   *
   * @param fingerprint of the cause of the claim: an answer to an older claim is told by it
   * @param generation how often the identifier was given from one profile to another
   */
  record Claimed(ProfileId claimant, Hash128 identifier, long fingerprint, int generation)
      implements Uniting {}

  /**
   * The identifier belongs to {@code owner}, which may be a part of the claimant.
   *
   * @param quarantined whether it unites nobody
   */
  record Owned(
      ProfileId claimant,
      Hash128 identifier,
      long fingerprint,
      int generation,
      ProfileId owner,
      boolean quarantined)
      implements Uniting {}

  /** {@code profile} should be united with {@code other}; asks the weaker of the two to move. */
  record Unite(ProfileId profile, ProfileId other, Cause cause) implements Uniting {}

  /**
   * The frozen profile {@code loser} offers its state to {@code winner}.
   *
   * @param attempt numbers the loser's offers, from 1
   * @param state the loser in its portable form
   */
  record Absorb(ProfileId winner, ProfileId loser, int attempt, byte[] state, Cause cause)
      implements Uniting {}

  /** The offer was accepted: {@code loser} is now a part of {@code winner}. */
  record Absorbed(ProfileId loser, int attempt, ProfileId winner) implements Uniting {}

  /** What absorbed {@code profile} is a part of {@code target} now. */
  record Follow(ProfileId profile, ProfileId target) implements Uniting {}

  /** The offer was turned down: the two stay two, or ask again later. */
  record Rejected(ProfileId loser, int attempt, Cause cause, Refusal refusal) implements Uniting {}

  /** The wish to unite {@code profile} with another, or its claim, was turned down. */
  record Refused(ProfileId profile, Cause cause, Refusal refusal) implements Uniting {}

  /**
   * The identifier leads to {@code to} and no longer to {@code from}, which became a part of it:
   * shortens the way, decides nothing.
   */
  record Hint(Hash128 identifier, ProfileId from, ProfileId to) implements Uniting {}

  /**
   * The identifier seems to lead to {@code profile}, which its home does not have, or not by that
   * name: a shard was started from an older checkpoint. To the identifier's shard, which makes sure
   * and lets it go.
   *
   * @param nonce of the {@link Verify} that this answers; empty when nobody has asked
   */
  record Gone(Hash128 identifier, ProfileId profile, Optional<Hash128> nonce) implements Uniting {}

  /**
   * The identifier leads to {@code led}, which is said not to have it: is that so?
   *
   * @param profile what {@code led} has become, whose home is asked
   * @param nonce names the question: an answer to an older one says nothing
   */
  record Verify(ProfileId profile, ProfileId led, Hash128 identifier, Hash128 nonce)
      implements Uniting {}

  /** The identifier brings too many together; to the identifier's shard. */
  record Suspect(Hash128 identifier, int accountId) implements Uniting {}

  /** The identifier links nobody from now on; to the profile that it leads to. */
  record Distrust(ProfileId profile, Hash128 identifier) implements Uniting {}

  /** The identifier may route events again; to the profile that it leads to. */
  record Trust(ProfileId profile, Hash128 identifier) implements Uniting {}

  /** Giving an identifier from one profile to another. */
  sealed interface Giving extends Told {}

  /** The identifier leads to {@code profile} from this generation on; to the identifier's shard. */
  record Reassign(Hash128 identifier, ProfileId profile, int generation) implements Giving {}

  /** It does not: it belongs to somebody who was erased. */
  record Withdrawn(ProfileId profile, Hash128 identifier, int generation) implements Giving {}

  /** It does. */
  record Reassigned(ProfileId profile, Hash128 identifier, int generation) implements Giving {}

  /**
   * {@code newcomer} logged in on a device that it may not join, at the cause's time; to the
   * device's shard.
   */
  record Yield(ProfileId newcomer, Cause cause) implements Giving {}

  /** The same, to the device's owner. */
  record YieldAt(ProfileId owner, ProfileId newcomer, Cause cause) implements Giving {}

  /**
   * The device is {@code newcomer}'s from now on.
   *
   * @param inherited what the newcomer has to know with it, as the owner writes it
   * @param atMs when the owner gave it away
   */
  record Handover(
      ProfileId newcomer,
      ProfileId owner,
      Identifier device,
      int generation,
      byte[] inherited,
      long atMs)
      implements Giving {

    /** The same for the profile that the newcomer is a part of now. */
    public Handover to(ProfileId next) {
      return new Handover(next, owner, device, generation, inherited, atMs);
    }
  }

  /** The newcomer has it: what waited for it at its former owner may go on. */
  record Took(ProfileId owner, Hash128 device, int generation) implements Giving {}

  /** Erasing a profile. */
  sealed interface Erasing extends Told {}

  /**
   * The identifier belongs to {@code by}, which is being erased; to the identifier's shard.
   *
   * @param held whether {@code by} holds it, and has not only asked for it
   * @param parts the profiles that {@code by} consists of: an identifier that it has only asked for
   *     is somebody else's unless it leads to one of them
   * @param common whether many use it: then it is not suppressed, and goes on without {@code by}
   * @param cameMs when {@code by} had it from another profile, which may count events by it; or 0
   */
  record Suppress(
      Hash128 identifier,
      ProfileId by,
      int accountId,
      int generation,
      boolean held,
      List<ProfileId> parts,
      boolean common,
      long cameMs)
      implements Erasing {
    public Suppress {
      parts = List.copyOf(parts);
    }
  }

  /**
   * The identifier leads nowhere, and will not.
   *
   * @param common it leads to {@code by} still, since many use it
   */
  record Suppressed(ProfileId by, Hash128 identifier, boolean common) implements Erasing {}

  /** Forget what the history of exactly this profile id holds of {@code by}; to its home. */
  record Forget(ProfileId profile, RouteFilter filter, ProfileId by, int accountId)
      implements Erasing {}

  /** It is forgotten. */
  record Forgotten(ProfileId by, ProfileId profile, RouteFilter filter) implements Erasing {}
}
