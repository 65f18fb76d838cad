package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;
import io.onefold.message.Told;
import java.util.Objects;
import java.util.Optional;

/**
 * Asking for an identifier that a profile has reserved, and what comes of the answer. The shard of
 * the identifier also watches how many ask.
 *
 * <pre>
 *   p reserves i ──CLAIM──▶ shard of i ──CLAIMED──▶ p holds i
 *                                      ──OWNED q──▶ p and q are to be united
 *                                      ──REFUSED──▶ p gives i up
 * </pre>
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
public final class ClaimSteps {

  private final MergeSteps merges;

  public ClaimSteps(MergeSteps merges) {
    this.merges = merges;
  }

  /** Asks for what was reserved. A mail's recipient is known without asking. */
  static void send(Turn turn, ProfileId claimant, int accountId, Cause cause) {
    Hash128 identifier = cause.identifier();
    if (cause.type() == IdentifierType.LINK_TOKEN) {
      ProfileId recipient = recipient(identifier);
      turn.toSelf(new Told.Owned(claimant, identifier, cause.fingerprint(), 0, recipient, false));
    } else {
      turn.toIdentifier(identifier, new Told.Claim(claimant, accountId, cause));
    }
  }

  /** The profile that a link token names: the hash of such an identifier is its id. */
  static ProfileId recipient(Hash128 linkToken) {
    return new ProfileId(linkToken.hi(), linkToken.lo());
  }

  public Handled claim(Turn turn, Told.Claim claim) {
    Partition partition = turn.partition();
    Hash128 identifier = claim.cause().identifier();
    ProfileId owner = partition.index().get(identifier);
    if (partition.marks().suppressed(identifier)) {
      return refuse(turn, claim, Refusal.SUPPRESSED);
    }
    if (owner == null && partition.marks().quarantined(identifier)) {
      return refuse(turn, claim, Refusal.QUARANTINED);
    }
    if (owner == null) {
      turn.decide(new Decision.Granted(identifier, claim.claimant()));
      owner = claim.claimant();
    }
    if (owner.equals(claim.claimant())) {
      partition.marks().settle(identifier);
      turn.toProfile(owner, claimed(partition, claim));
      return Handled.DONE;
    }
    boolean quarantined = quarantined(turn, claim);
    turn.toProfile(
        claim.claimant(),
        new Told.Owned(
            claim.claimant(),
            identifier,
            claim.cause().fingerprint(),
            partition.marks().generation(identifier),
            owner,
            quarantined));
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
    turn.partition()
        .lookUp(identifier)
        .ifPresent(owner -> turn.toProfile(owner, new Told.Distrust(owner, identifier)));
    return true;
  }

  public Handled claimed(Turn turn, Told.Claimed message) {
    ProfileId claimant = message.claimant();
    Hash128 identifier = message.identifier();
    return switch (turn.partition().profiles().get(claimant)) {
      case Entry.Moving moving -> new Handled.Waits(claimant);
      case Entry.Live live -> {
        if (reserved(turn, live, identifier, message.fingerprint(), message.generation())
            .isPresent()) {
          turn.decide(new Decision.Confirmed(live.id(), identifier, message.generation()));
          yield new Handled.Released(live.id());
        }
        yield LossSteps.letGo(turn, identifier, claimant, turn.links(live).accountsFor(identifier));
      }
      case null -> Handled.DONE;
      case Entry.Forward forward -> Handled.DONE; // the winner took the reservation over
      case Entry.Erasing erasing ->
          LossSteps.letGo(turn, identifier, claimant, erasing.accountsFor(identifier));
      case Entry.Erased erased ->
          LossSteps.letGo(turn, identifier, claimant, erased.left().accountsFor(identifier));
    };
  }

  public Handled owned(Turn turn, Told.Owned message) {
    return switch (turn.partition().profiles().get(message.claimant())) {
      case Entry.Moving moving -> new Handled.Waits(message.claimant());
      case Entry.Live live -> ownedBy(turn, live, message);
      case null -> Handled.DONE;
      case Entry.Forward forward -> Handled.DONE;
      case Entry.Erasing erasing -> Handled.DONE;
      case Entry.Erased erased -> Handled.DONE;
    };
  }

  private Handled ownedBy(Turn turn, Entry.Live live, Told.Owned message) {
    Hash128 identifier = message.identifier();
    Optional<Cause> open =
        reserved(turn, live, identifier, message.fingerprint(), message.generation());
    if (open.isEmpty()) {
      return Handled.DONE;
    }
    if (MergeSteps.isPartOf(turn, live, message.owner())) {
      turn.decide(new Decision.Confirmed(live.id(), identifier, message.generation()));
      if (!message.owner().equals(live.id())) {
        turn.toIdentifier(identifier, new Told.Hint(identifier, message.owner(), live.id()));
      }
      return new Handled.Released(live.id());
    }
    return message.quarantined()
        ? merges.refused(turn, new Told.Refused(live.id(), open.get(), Refusal.QUARANTINED))
        : merges.unite(turn, live, message.owner(), open.get());
  }

  /** Compare and set: what the identifier leads to by now may be better. */
  public Handled hint(Turn turn, Told.Hint message) {
    ProfileId known = turn.partition().index().get(message.identifier());
    if (message.from().equals(known) && message.to().beats(known)) {
      turn.decide(new Decision.Hinted(message.identifier(), message.to()));
    }
    return Handled.DONE;
  }

  /** Asks again, unless it is too early. */
  static void retry(Turn turn, Entry.Live live) {
    LinkState state = turn.links(live);
    if (turn.nowMs() >= state.retryAfterMs) {
      state.held.stream()
          .map(Held::pending)
          .filter(Objects::nonNull)
          .forEach(cause -> send(turn, live.id(), live.facts().accountId(), cause));
    }
  }

  /**
   * Why the identifier is reserved, if it is so for the event that was answered. An answer from
   * before the identifier was given away says nothing about it now.
   */
  private static Optional<Cause> reserved(
      Turn turn, Entry.Live live, Hash128 identifier, long fingerprint, int generation) {
    if (!live.links().open()) {
      return Optional.empty();
    }
    LinkState state = turn.links(live);
    boolean before =
        state.partings.departure(identifier).filter(d -> d.generation() > generation).isPresent();
    return before
        ? Optional.empty()
        : state
            .find(identifier)
            .map(Held::pending)
            .filter(cause -> cause.fingerprint() == fingerprint);
  }
}
