package io.onefold.message.wire;

import io.onefold.event.Hash128;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.message.RouteFilter;
import io.onefold.message.Told;

/**
 * The form of what the shards tell one another to erase a profile: a tag, then its parts.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class ErasingCodec {

  static final int FAMILY = 0x60;

  private static final int SUPPRESS = FAMILY + 1;
  private static final int SUPPRESSED = FAMILY + 2;
  private static final int FORGET = FAMILY + 3;
  private static final int FORGOTTEN = FAMILY + 4;

  private ErasingCodec() {}

  static void write(Told.Erasing told, PackedWriter out) {
    switch (told) {
      case Told.Suppress suppress -> write(suppress, out);
      case Told.Suppressed(ProfileId by, Hash128 identifier, boolean common) ->
          out.u8(SUPPRESSED).profileId(by).hash(identifier).flag(common);
      case Told.Forget(ProfileId profile, RouteFilter filter, ProfileId by, int accountId) -> {
        filter.write(out.u8(FORGET).profileId(profile));
        out.profileId(by).varint(accountId);
      }
      case Told.Forgotten(ProfileId by, ProfileId profile, RouteFilter filter) ->
          filter.write(out.u8(FORGOTTEN).profileId(by).profileId(profile));
    }
  }

  static Told.Erasing read(int tag, PackedReader in) {
    return switch (tag) {
      case SUPPRESS -> readSuppress(in);
      case SUPPRESSED -> new Told.Suppressed(in.profileId(), in.hash(), in.flag());
      case FORGET ->
          new Told.Forget(in.profileId(), RouteFilter.read(in), in.profileId(), in.count());
      case FORGOTTEN -> new Told.Forgotten(in.profileId(), in.profileId(), RouteFilter.read(in));
      default -> throw WireException.unknown("step of erasing", tag);
    };
  }

  private static void write(Told.Suppress suppress, PackedWriter out) {
    out.u8(SUPPRESS).hash(suppress.identifier()).profileId(suppress.by());
    out.varint(suppress.accountId()).varint(suppress.generation()).flag(suppress.held());
    Lists.write(out, suppress.parts(), PackedWriter::profileId);
    out.flag(suppress.common()).varint(suppress.cameMs());
  }

  private static Told.Suppress readSuppress(PackedReader in) {
    return new Told.Suppress(
        in.hash(),
        in.profileId(),
        in.count(),
        in.count(),
        in.flag(),
        Lists.read(in, PackedReader::profileId),
        in.flag(),
        in.varint());
  }
}
