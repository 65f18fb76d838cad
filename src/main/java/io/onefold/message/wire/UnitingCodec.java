package io.onefold.message.wire;

import io.onefold.event.Hash128;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;
import io.onefold.message.Told;
import java.util.Optional;

/**
 * The form of what the shards tell one another to unite profiles: a tag, then its parts.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class UnitingCodec {

  static final int FAMILY = 0x20;

  private static final int CLAIM = FAMILY + 1;
  private static final int CLAIMED = FAMILY + 2;
  private static final int OWNED = FAMILY + 3;
  private static final int UNITE = FAMILY + 4;
  private static final int ABSORB = FAMILY + 5;
  private static final int ABSORBED = FAMILY + 6;
  private static final int FOLLOW = FAMILY + 7;
  private static final int REJECTED = FAMILY + 8;
  private static final int REFUSED = FAMILY + 9;
  private static final int HINT = FAMILY + 10;
  private static final int GONE = FAMILY + 11;
  private static final int VERIFY = FAMILY + 12;
  private static final int SUSPECT = FAMILY + 13;
  private static final int DISTRUST = FAMILY + 14;
  private static final int TRUST = FAMILY + 15;

  private UnitingCodec() {}

  static void write(Told.Uniting told, PackedWriter out) {
    switch (told) {
      case Told.Claim(ProfileId claimant, int accountId, Cause cause) ->
          cause.write(out.u8(CLAIM).profileId(claimant).varint(accountId));
      case Told.Claimed(var claimant, Hash128 identifier, long fingerprint, int generation) -> {
        out.u8(CLAIMED).profileId(claimant).hash(identifier);
        out.i64(fingerprint).varint(generation);
      }
      case Told.Owned owned -> write(owned, out);
      case Told.Unite(ProfileId profile, ProfileId other, Cause cause) ->
          cause.write(out.u8(UNITE).profileId(profile).profileId(other));
      case Told.Absorb absorb -> write(absorb, out);
      case Told.Absorbed(ProfileId loser, int attempt, ProfileId winner) ->
          out.u8(ABSORBED).profileId(loser).varint(attempt).profileId(winner);
      case Told.Follow(ProfileId profile, ProfileId target) ->
          out.u8(FOLLOW).profileId(profile).profileId(target);
      case Told.Rejected(ProfileId loser, int attempt, Cause cause, Refusal refusal) -> {
        cause.write(out.u8(REJECTED).profileId(loser).varint(attempt));
        out.u8(refusal.ordinal());
      }
      case Told.Refused(ProfileId profile, Cause cause, Refusal refusal) -> {
        cause.write(out.u8(REFUSED).profileId(profile));
        out.u8(refusal.ordinal());
      }
      case Told.Hint(Hash128 identifier, ProfileId from, ProfileId to) ->
          out.u8(HINT).hash(identifier).profileId(from).profileId(to);
      case Told.Gone(Hash128 identifier, ProfileId profile, Optional<Hash128> nonce) ->
          Lists.write(out.u8(GONE).hash(identifier).profileId(profile), nonce, PackedWriter::hash);
      case Told.Verify(ProfileId profile, ProfileId led, Hash128 identifier, Hash128 nonce) ->
          out.u8(VERIFY).profileId(profile).profileId(led).hash(identifier).hash(nonce);
      case Told.Suspect(Hash128 identifier, int accountId) ->
          out.u8(SUSPECT).hash(identifier).varint(accountId);
      case Told.Distrust(ProfileId profile, Hash128 identifier) ->
          out.u8(DISTRUST).profileId(profile).hash(identifier);
      case Told.Trust(ProfileId profile, Hash128 identifier) ->
          out.u8(TRUST).profileId(profile).hash(identifier);
    }
  }

  static Told.Uniting read(int tag, PackedReader in) {
    return switch (tag) {
      case CLAIM -> new Told.Claim(in.profileId(), in.count(), Cause.read(in));
      case CLAIMED -> new Told.Claimed(in.profileId(), in.hash(), in.i64(), in.count());
      case OWNED ->
          new Told.Owned(
              in.profileId(), in.hash(), in.i64(), in.count(), in.profileId(), in.flag());
      case UNITE -> new Told.Unite(in.profileId(), in.profileId(), Cause.read(in));
      case ABSORB -> readAbsorb(in);
      case ABSORBED -> new Told.Absorbed(in.profileId(), in.count(), in.profileId());
      case FOLLOW -> new Told.Follow(in.profileId(), in.profileId());
      case REJECTED ->
          new Told.Rejected(in.profileId(), in.count(), Cause.read(in), Refusal.of(in.u8()));
      case REFUSED -> new Told.Refused(in.profileId(), Cause.read(in), Refusal.of(in.u8()));
      case HINT -> new Told.Hint(in.hash(), in.profileId(), in.profileId());
      case GONE ->
          new Told.Gone(in.hash(), in.profileId(), Lists.readOptional(in, PackedReader::hash));
      case VERIFY -> new Told.Verify(in.profileId(), in.profileId(), in.hash(), in.hash());
      case SUSPECT -> new Told.Suspect(in.hash(), in.count());
      case DISTRUST -> new Told.Distrust(in.profileId(), in.hash());
      case TRUST -> new Told.Trust(in.profileId(), in.hash());
      default -> throw WireException.unknown("step of uniting", tag);
    };
  }

  private static void write(Told.Owned owned, PackedWriter out) {
    out.u8(OWNED).profileId(owned.claimant()).hash(owned.identifier()).i64(owned.fingerprint());
    out.varint(owned.generation()).profileId(owned.owner()).flag(owned.quarantined());
  }

  /** The state comes last, so that the array that grew for it need not grow again. */
  private static void write(Told.Absorb absorb, PackedWriter out) {
    out.u8(ABSORB).profileId(absorb.winner()).profileId(absorb.loser()).varint(absorb.attempt());
    absorb.cause().write(out);
    out.bytes(absorb.state());
  }

  private static Told.Absorb readAbsorb(PackedReader in) {
    ProfileId winner = in.profileId();
    ProfileId loser = in.profileId();
    int attempt = in.count();
    Cause cause = Cause.read(in);
    return new Told.Absorb(winner, loser, attempt, in.bytes(), cause);
  }
}
