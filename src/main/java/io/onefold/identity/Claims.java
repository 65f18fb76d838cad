package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;
import io.onefold.message.Told;

/**
 * Asking for an identifier, and the answer of its shard, which also watches how many ask.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
final class Claims {

  private Claims() {}

  /** Asks for what was reserved. A mail's recipient is known without asking. */
  static void send(Turn turn, ProfileId claimant, int accountId, Cause cause) {
    Hash128 identifier = cause.identifier();
    if (cause.type() == IdentifierType.LINK_TOKEN) {
      ProfileId recipient = recipient(identifier);
      turn.toSelf(new Told.Owned(claimant, identifier, cause.fingerprint(), 0, recipient));
    } else {
      turn.toIdentifier(identifier, new Told.Claim(claimant, accountId, cause));
    }
  }

  /** The profile that a link token names: the hash of such an identifier is its id. */
  static ProfileId recipient(Hash128 linkToken) {
    return new ProfileId(linkToken.hi(), linkToken.lo());
  }

  static Handled answer(Turn turn, Told.Claim claim) {
    Partition partition = turn.partition();
    Hash128 identifier = claim.cause().identifier();
    ProfileId owner = partition.index().get(identifier);
    if (partition.marks().suppressed(identifier)) {
      return refuse(turn, claim, Refusal.SUPPRESSED);
    }
    if (owner == null) {
      turn.decide(new Decision.Granted(identifier, claim.claimant()));
      owner = claim.claimant();
    }
    if (owner.equals(claim.claimant())) {
      turn.toProfile(owner, claimed(partition, claim));
      return Handled.DONE;
    }
    if (quarantined(turn, claim)) {
      return refuse(turn, claim, Refusal.QUARANTINED);
    }
    turn.toProfile(
        claim.claimant(),
        new Told.Owned(
            claim.claimant(),
            identifier,
            claim.cause().fingerprint(),
            partition.marks().generation(identifier),
            owner));
    return Handled.DONE;
  }

  private static Told claimed(Partition partition, Told.Claim claim) {
    Hash128 identifier = claim.cause().identifier();
    return new Told.Claimed(
        claim.claimant(),
        identifier,
        claim.cause().fingerprint(),
        partition.marks().generation(identifier));
  }

  private static Handled refuse(Turn turn, Told.Claim claim, Refusal refusal) {
    turn.toProfile(claim.claimant(), new Told.Refused(claim.claimant(), claim.cause(), refusal));
    return Handled.DONE;
  }

  /** Counts the claimant, and quarantines the identifier when there are too many of them. */
  private static boolean quarantined(Turn turn, Told.Claim claim) {
    Marks marks = turn.partition().marks();
    Hash128 identifier = claim.cause().identifier();
    if (marks.quarantined(identifier)) {
      return true;
    }
    int most = turn.rules(claim.accountId()).type(claim.cause().type()).claimantsMax();
    if (most == 0 || marks.claimed(identifier, claim.claimant(), turn.nowMs())) {
      return false;
    }
    turn.decide(new GuardDecision.Contested(identifier, claim.claimant(), turn.nowMs()));
    if (marks.claimants(identifier, turn.nowMs()) <= most) {
      return false;
    }
    turn.decide(new GuardDecision.Quarantined(identifier, claim.accountId(), turn.nowMs()));
    return true;
  }
}
