package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.message.Cause;

/**
 * Carries out decisions that keep people apart, or put something off, see {@link Partition#fold}.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 */
final class GuardFold {

  private GuardFold() {}

  static void fold(Partition partition, GuardDecision decision) {
    switch (decision) {
      case GuardDecision.Contested(Hash128 identifier, ProfileId claimant, long atMs) ->
          partition.marks().claim(identifier, claimant, atMs);
      case GuardDecision.Quarantined(Hash128 identifier, int accountId, long atMs) -> {
        partition.marks().quarantine(identifier, accountId, atMs);
        partition.counters().quarantined(accountId, 1);
      }
      case GuardDecision.Readmitted(Hash128 identifier, int accountId) ->
          readmit(partition, identifier, accountId);
      case GuardDecision.Barred(ProfileId profile, Hash128 identifier, long untilMs) ->
          partition.relink(profile, state -> state.mark(identifier, m -> m.barredUntil(untilMs)));
      case GuardDecision.Deferred deferred ->
          partition.relink(
              deferred.winner(),
              state -> {
                state.turnDown(
                    new LinkState.TurnedDown(
                        deferred.loser(),
                        deferred.attempt(),
                        deferred.reason(),
                        deferred.untilMs()));
                putOff(state, deferred.cause(), deferred.untilMs());
              });
      case GuardDecision.Resumed(ProfileId profile, Cause cause, long untilMs) ->
          resume(partition, profile, cause, untilMs);
      case GuardDecision.Renewed(ProfileId profile, Hash128 nonce, long atMs) ->
          partition.relink(
              profile,
              state -> {
                state.nonce = nonce;
                state.issuedAtMs = atMs;
                state.formerTokens++;
              });
      case GuardDecision.Bucketed(ProfileId profile, int bucket, long atMs) -> {
        partition.profiles().touch(profile);
        partition.live(profile).facts().decideBucket(bucket, atMs);
      }
    }
  }

  private static void readmit(Partition partition, Hash128 identifier, int accountId) {
    if (partition.marks().release(identifier)) {
      partition.counters().quarantined(accountId, -1);
    }
    if (partition.marks().readmit(identifier)) {
      partition.marks().raise(identifier, partition.marks().generation(identifier) + 1);
      partition.counters().suppressed(accountId, -1);
    }
  }

  private static void resume(Partition partition, ProfileId id, Cause cause, long untilMs) {
    Entry.Live frozen = Partition.held(partition.profiles().get(id));
    partition.profiles().put(frozen);
    partition.relink(id, state -> putOff(state, cause, untilMs));
    partition.counters().profile(frozen, 1);
  }

  /** Only who asked is put off: the other one has nothing to ask again. */
  private static void putOff(LinkState state, Cause cause, long untilMs) {
    if (state.reservedFor(cause)) {
      state.retryAfterMs = Math.max(state.retryAfterMs, untilMs);
    }
  }
}
