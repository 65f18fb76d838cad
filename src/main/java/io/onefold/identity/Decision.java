package io.onefold.identity;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.ProfileId;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;
import java.util.List;

/**
 * What a shard decided, with everything needed to carry it out: the entries of its journal. Each
 * carries its outcome, so that replay and fail-over never decide again.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to the bytes of a state.
 */
public sealed interface Decision
    permits Decision.Born,
        Decision.Applied,
        Decision.Granted,
        Decision.Confirmed,
        Decision.Froze,
        Decision.Absorbed,
        Decision.TurnedDown,
        Decision.Forwarded,
        Decision.Thawed,
        Decision.Dropped,
        Decision.Hinted,
        Decision.Missed,
        Decision.Freed,
        PartDecision,
        GuardDecision,
        EraseDecision {

  /**
   * A profile was made for an identifier that led nowhere.
   *
   * @param nonce of its first tracking id
   * @param fingerprint of the event that caused it: a merge for the same event is a part of the
   *     birth
   */
  record Born(
      ProfileId profile,
      int accountId,
      Identifier route,
      String source,
      Hash128 nonce,
      long fingerprint,
      long atMs)
      implements Decision {}

  /**
   * The event was applied.
   *
   * @param joining verdicts on those of its identifiers that the profile does not hold yet
   * @param rules version of the rules that gave the verdicts
   */
  record Applied(ProfileId profile, Event event, List<Joining> joining, int rules)
      implements Decision {}

  /**
   * A verdict on one identifier of an event.
   *
   * @param index of the identifier on the event
   * @param verdict what was decided
   */
  record Joining(int index, Verdict verdict) {}

  /** May an identifier join a profile? */
  sealed interface Verdict {
    /** It is reserved, and its own shard will be asked for it. */
    record Reserve() implements Verdict {}

    /** It is kept out. */
    record KeepOut(Refusal reason) implements Verdict {}
  }

  /** The identifier leads to this profile, which asked first. */
  record Granted(Hash128 identifier, ProfileId profile) implements Decision {}

  /** The profile holds an identifier that it had reserved. */
  record Confirmed(ProfileId profile, Hash128 identifier, int generation) implements Decision {}

  /** The profile takes no events and is offered to {@code target}. */
  record Froze(ProfileId profile, ProfileId target, int attempt, Cause cause) implements Decision {}

  /**
   * The loser's state is now a part of the winner.
   *
   * @param state the loser in its portable form
   * @param birth whether one of the two existed only because of the event that caused this
   * @param nonce of the winner's next tracking id; unused at a birth
   */
  record Absorbed(
      ProfileId winner,
      ProfileId loser,
      byte[] state,
      Cause cause,
      boolean birth,
      Hash128 nonce,
      long atMs)
      implements Decision {}

  /** The winner turned the loser's offer down. */
  record TurnedDown(ProfileId winner, ProfileId loser, int attempt, Cause cause, KeptOut keptOut)
      implements Decision {}

  /** The frozen profile ends as a forward to its winner, or a forward leads further on. */
  record Forwarded(ProfileId profile, ProfileId target, int attempt) implements Decision {}

  /** The offer was turned down: the frozen profile takes events again. */
  record Thawed(ProfileId profile, Cause cause, KeptOut keptOut) implements Decision {}

  /** The wish to unite the profile was turned down without an offer. */
  record Dropped(ProfileId profile, Cause cause, KeptOut keptOut) implements Decision {}

  /** The identifier leads to this profile from now on, which the former one was absorbed by. */
  record Hinted(Hash128 identifier, ProfileId profile) implements Decision {}

  /**
   * The profile was asked for and is not here, or not by that identifier. It changes nothing: that
   * it could be committed proves that this is the shard's owner, and not the memory of a former
   * one.
   */
  record Missed(ProfileId profile) implements Decision {}

  /** The identifier leads nowhere from now on: the profile that it led to is lost. */
  record Freed(Hash128 identifier) implements Decision {}

  /**
   * Which identifier a refusal kept out, why, when, and by which version of the rules.
   *
   * @param identifier the identifier, so that the refusal can be read without asking its owner
   */
  record KeptOut(Identifier identifier, Refusal reason, long atMs, int rules) {}
}
