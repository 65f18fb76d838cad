package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.message.Refusal;
import io.onefold.message.Told;
import java.util.Optional;

/**
 * What the shards make of a profile that its home has lost, because it was started from an older
 * checkpoint whose journal is no longer whole. Other shards still have identifiers that lead to it,
 * and merges under way with it: those identifiers are let go, and those merges are turned down, so
 * that the next event starts anew and nobody waits for a profile that will never answer.
 *
 * <pre>
 *   event, UNITE or ABSORB for p ──▶ home of p: not here ──GONE──▶ shard of the identifier
 *                                                        ──REFUSED or REJECTED──▶ the other profile
 *   shard of the identifier ──VERIFY──▶ home of p ──GONE──▶ shard of the identifier: free it
 * </pre>
 *
 * <p>It is asked again because p may come to hold the identifier while the first answer is on its
 * way. The second one counts only if the identifier has not been led or granted to anybody since
 * the question.
 *
 * <p>The same where the profile is here and the identifier is not one of its own: it had reserved
 * it, and gave it up when the merge with the lost one was turned down.
 *
 * <p>A profile id is given out once, by its home, in the decision that bears the profile: what a
 * shard does not have now it will never have. That the answer comes from the owner, and not from
 * somebody who was it, is proved by the {@link Decision.Missed} that is committed before it leaves.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
public final class LossSteps {

  /**
   * Tells the identifier's shard that it leads to a profile which is not here, or not so called.
   */
  static void missed(Turn turn, Hash128 identifier, ProfileId profile) {
    turn.decide(new Decision.Missed(profile));
    turn.toIdentifier(identifier, new Told.Gone(identifier, profile, Optional.empty()));
  }

  /** Lets an identifier go that leads to the profile by mistake. */
  static Handled letGo(Turn turn, Hash128 identifier, ProfileId profile, boolean accountedFor) {
    if (!accountedFor) {
      missed(turn, identifier, profile);
    }
    return Handled.DONE;
  }

  static Handled unite(Turn turn, Told.Unite message) {
    missed(turn, message.cause().identifier(), message.profile());
    turn.toProfile(
        message.other(), new Told.Refused(message.other(), message.cause(), Refusal.GONE));
    return Handled.DONE;
  }

  static Handled absorb(Turn turn, Told.Absorb message) {
    missed(turn, message.cause().identifier(), message.winner());
    turn.toProfile(
        message.loser(),
        new Told.Rejected(message.loser(), message.attempt(), message.cause(), Refusal.GONE));
    return Handled.DONE;
  }

  /** Makes sure, and then lets the identifier go, unless it leads to another profile by now. */
  public Handled gone(Turn turn, Told.Gone message) {
    Hash128 identifier = message.identifier();
    ProfileId profile = message.profile();
    Marks marks = turn.partition().marks();
    if (!profile.equals(turn.partition().index().get(identifier))) {
      return Handled.DONE;
    }
    if (message.nonce().isEmpty()) {
      Hash128 nonce = marks.doubt(identifier).orElseGet(() -> turn.fresh().nonce());
      marks.doubt(identifier, nonce);
      turn.toProfile(profile, new Told.Verify(profile, profile, identifier, nonce));
    } else if (message.nonce().equals(marks.doubt(identifier))) {
      turn.decide(new Decision.Freed(identifier));
    }
    return Handled.DONE;
  }

  /** Whoever has it says nothing. */
  public Handled verify(Turn turn, Told.Verify message) {
    Hash128 identifier = message.identifier();
    return switch (turn.partition().profiles().get(message.profile())) {
      case null -> verified(turn, message, false);
      case Entry.Moving moving -> new Handled.Waits(message.profile());
      case Entry.Forward(var id, int accountId, ProfileId target, int attempt) -> {
        turn.toProfile(target, new Told.Verify(target, message.led(), identifier, message.nonce()));
        yield Handled.DONE;
      }
      case Entry.Live live -> verified(turn, message, turn.links(live).accountsFor(identifier));
      case Entry.Erasing erasing -> verified(turn, message, erasing.accountsFor(identifier));
      case Entry.Erased erased -> verified(turn, message, erased.left().accountsFor(identifier));
    };
  }

  private static Handled verified(Turn turn, Told.Verify message, boolean has) {
    if (!has) {
      Hash128 identifier = message.identifier();
      turn.decide(new Decision.Missed(message.profile()));
      turn.toIdentifier(
          identifier, new Told.Gone(identifier, message.led(), Optional.of(message.nonce())));
    }
    return Handled.DONE;
  }
}
