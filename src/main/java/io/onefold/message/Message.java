package io.onefold.message;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;

/**
 * Everything that can arrive at a shard.
 *
 * <p>Those with a {@link ReplyTo} come from the edge and want an {@link Answer}. The others are
 * steps of the protocol freeze → absorb → forward, which unites profiles that live on different
 * shards; they are sent again until they are no longer needed, and handling one twice changes
 * nothing.
 *
 * <p><b>Threading.</b> Immutable, but for the {@link ReplyTo} that some carry.
 */
public sealed interface Message {

  /**
   * Apply the event to the profile that its route identifier leads to; to the identifier's shard.
   */
  record Apply(Event event, After after, ReplyTo replyTo) implements Message {}

  /** Apply the event to this profile, or to the one it was absorbed by; to the profile's home. */
  record ApplyAt(ProfileId profile, Event event, After after, ReplyTo replyTo) implements Message {}

  /** Answer a question about the profile that an identifier leads to; to the identifier's shard. */
  record Read(Hash128 identifier, View view, ReplyTo replyTo) implements Message {}

  /** Answer a question about this profile, or the one it was absorbed by; to the profile's home. */
  record ReadAt(ProfileId profile, View view, ReplyTo replyTo) implements Message {}

  /** Read a part of the history of exactly this profile id; to its home, forwarded or not. */
  record ReadHistory(ProfileId profile, HistoryPage page, ReplyTo replyTo) implements Message {}

  /** Count the shard's profiles of an account; to every shard. */
  record Count(int accountId, ReplyTo replyTo) implements Message {}

  /** Find profiles whose name or e-mail address has words with these prefixes; to every shard. */
  record Search(int accountId, String text, int countMax, ReplyTo replyTo) implements Message {}

  /** {@code claimant} wants the identifier; to the identifier's shard. */
  record Claim(Hash128 identifier, ProfileId claimant) implements Message {}

  /** The identifier is yours. */
  record Claimed(ProfileId claimant, Hash128 identifier) implements Message {}

  /** The identifier belongs to {@code owner}. */
  record Owned(ProfileId claimant, Hash128 identifier, ProfileId owner) implements Message {}

  /** {@code profile} should be united with {@code other}; asks the weaker of the two to move. */
  record Unite(ProfileId profile, ProfileId other, Cause cause) implements Message {}

  /**
   * The frozen profile {@code loser} offers its state to {@code winner}.
   *
   * @param attempt numbers the loser's offers, from 1
   * @param state the loser in its portable form
   */
  record Absorb(ProfileId winner, ProfileId loser, int attempt, byte[] state, Cause cause)
      implements Message {}

  /** The offer was accepted: {@code loser} is now a part of {@code winner}. */
  record Absorbed(ProfileId loser, int attempt, ProfileId winner) implements Message {}

  /** The offer was turned down: the two stay two. */
  record Rejected(ProfileId loser, int attempt, Cause cause, Refusal refusal) implements Message {}

  /** The wish to unite {@code profile} with another was turned down before. */
  record Refused(ProfileId profile, Cause cause, Refusal refusal) implements Message {}

  /** The identifier now leads to {@code profile}: shortens the way, decides nothing. */
  record Hint(Hash128 identifier, ProfileId profile) implements Message {}

  /**
   * The identifier leads to {@code profile}, which its home does not have, or not by that name: a
   * shard was started from an older checkpoint. To the identifier's shard, which lets it go.
   */
  record Gone(Hash128 identifier, ProfileId profile) implements Message {}
}
