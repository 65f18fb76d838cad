package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.message.RouteFilter;

/**
 * The form of an {@link EraseDecision} in the journal, see {@link Decisions}.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class EraseCodec {

  static final int FAMILY = 0x30;

  private static final int ERASING = FAMILY + 1;
  private static final int CLEARED = FAMILY + 3;
  private static final int FORGOT = FAMILY + 4;
  private static final int FORGOTTEN = FAMILY + 5;
  private static final int SPARED = FAMILY + 6;
  private static final int SUPPRESSED = FAMILY + 7;

  private EraseCodec() {}

  static void write(EraseDecision decision, PackedWriter out) {
    switch (decision) {
      case EraseDecision.Erasing(ProfileId profile) -> out.u8(ERASING).profileId(profile);
      case EraseDecision.Suppressed(
              Hash128 identifier,
              int accountId,
              int generation,
              long cameMs) -> {
        out.u8(SUPPRESSED).hash(identifier).varint(accountId);
        out.varint(generation).varint(cameMs);
      }
      case EraseDecision.Cleared(ProfileId profile, Hash128 identifier) ->
          out.u8(CLEARED).profileId(profile).hash(identifier);
      case EraseDecision.Spared(var profile, var identifier, var to, var nonce, long atMs) ->
          out.u8(SPARED).profileId(profile).hash(identifier).profileId(to).hash(nonce).varint(atMs);
      case EraseDecision.Forgot(
              ProfileId profile,
              RouteFilter filter,
              ProfileId by,
              int accountId) -> {
        filter.write(out.u8(FORGOT).profileId(profile));
        out.profileId(by).varint(accountId);
      }
      case EraseDecision.Forgotten(ProfileId profile, ProfileId part, RouteFilter filter) ->
          filter.write(out.u8(FORGOTTEN).profileId(profile).profileId(part));
    }
  }

  static EraseDecision read(int tag, PackedReader in) {
    return switch (tag) {
      case ERASING -> new EraseDecision.Erasing(in.profileId());
      case SUPPRESSED ->
          new EraseDecision.Suppressed(in.hash(), in.count(), in.count(), in.varint());
      case CLEARED -> new EraseDecision.Cleared(in.profileId(), in.hash());
      case SPARED ->
          new EraseDecision.Spared(
              in.profileId(), in.hash(), in.profileId(), in.hash(), in.varint());
      case FORGOT ->
          new EraseDecision.Forgot(
              in.profileId(), RouteFilter.read(in), in.profileId(), in.count());
      case FORGOTTEN ->
          new EraseDecision.Forgotten(in.profileId(), in.profileId(), RouteFilter.read(in));
      default -> throw Decisions.unknown(tag);
    };
  }
}
