package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;

/**
 * The form of a {@link GuardDecision} in the journal, see {@link Decisions}.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class GuardCodec {

  static final int FAMILY = 0x20;

  private static final int CONTESTED = FAMILY + 1;
  private static final int QUARANTINED = FAMILY + 2;
  private static final int READMITTED = FAMILY + 3;
  private static final int BARRED = FAMILY + 4;
  private static final int DEFERRED = FAMILY + 5;
  private static final int RESUMED = FAMILY + 6;
  private static final int RENEWED = FAMILY + 7;
  private static final int BUCKETED = FAMILY + 8;

  private GuardCodec() {}

  static void write(GuardDecision decision, PackedWriter out) {
    switch (decision) {
      case GuardDecision.Contested(Hash128 identifier, ProfileId claimant, long atMs) ->
          out.u8(CONTESTED).hash(identifier).profileId(claimant).varint(atMs);
      case GuardDecision.Quarantined(Hash128 identifier, int accountId, long atMs) ->
          out.u8(QUARANTINED).hash(identifier).varint(accountId).varint(atMs);
      case GuardDecision.Readmitted(Hash128 identifier, int accountId) ->
          out.u8(READMITTED).hash(identifier).varint(accountId);
      case GuardDecision.Barred(ProfileId profile, Hash128 identifier, long untilMs) ->
          out.u8(BARRED).profileId(profile).hash(identifier).i64(untilMs);
      case GuardDecision.Deferred(
              ProfileId winner,
              ProfileId loser,
              int attempt,
              Cause cause,
              Refusal reason,
              long untilMs) -> {
        cause.write(out.u8(DEFERRED).profileId(winner).profileId(loser).varint(attempt));
        out.u8(reason.ordinal()).varint(untilMs);
      }
      case GuardDecision.Resumed(ProfileId profile, Cause cause, long untilMs) -> {
        cause.write(out.u8(RESUMED).profileId(profile));
        out.varint(untilMs);
      }
      case GuardDecision.Renewed(ProfileId profile, Hash128 nonce, long atMs) ->
          out.u8(RENEWED).profileId(profile).hash(nonce).varint(atMs);
      case GuardDecision.Bucketed(ProfileId profile, int bucket, long atMs) ->
          out.u8(BUCKETED).profileId(profile).varint(bucket).varint(atMs);
    }
  }

  static GuardDecision read(int tag, PackedReader in) {
    return switch (tag) {
      case CONTESTED -> new GuardDecision.Contested(in.hash(), in.profileId(), in.varint());
      case QUARANTINED -> new GuardDecision.Quarantined(in.hash(), in.count(), in.varint());
      case READMITTED -> new GuardDecision.Readmitted(in.hash(), in.count());
      case BARRED -> new GuardDecision.Barred(in.profileId(), in.hash(), in.i64());
      case DEFERRED ->
          new GuardDecision.Deferred(
              in.profileId(),
              in.profileId(),
              in.count(),
              Cause.read(in),
              Refusal.of(in.u8()),
              in.varint());
      case RESUMED -> new GuardDecision.Resumed(in.profileId(), Cause.read(in), in.varint());
      case RENEWED -> new GuardDecision.Renewed(in.profileId(), in.hash(), in.varint());
      case BUCKETED -> new GuardDecision.Bucketed(in.profileId(), in.count(), in.varint());
      default -> throw Decisions.unknown(tag);
    };
  }
}
