package io.onefold.message.wire;

import io.onefold.event.EventCodec;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.message.Cause;
import io.onefold.message.Told;

/**
 * The form of what the shards tell one another to give an identifier from one profile to another: a
 * tag, then its parts.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class GivingCodec {

  static final int FAMILY = 0x40;

  private static final int REASSIGN = FAMILY + 1;
  private static final int WITHDRAWN = FAMILY + 2;
  private static final int REASSIGNED = FAMILY + 3;
  private static final int YIELD = FAMILY + 4;
  private static final int YIELD_AT = FAMILY + 5;
  private static final int HANDOVER = FAMILY + 6;
  private static final int TOOK = FAMILY + 7;

  private GivingCodec() {}

  static void write(Told.Giving told, PackedWriter out) {
    switch (told) {
      case Told.Reassign(Hash128 identifier, ProfileId profile, int generation) ->
          out.u8(REASSIGN).hash(identifier).profileId(profile).varint(generation);
      case Told.Withdrawn(ProfileId profile, Hash128 identifier, int generation) ->
          out.u8(WITHDRAWN).profileId(profile).hash(identifier).varint(generation);
      case Told.Reassigned(ProfileId profile, Hash128 identifier, int generation) ->
          out.u8(REASSIGNED).profileId(profile).hash(identifier).varint(generation);
      case Told.Yield(ProfileId newcomer, Cause cause) ->
          cause.write(out.u8(YIELD).profileId(newcomer));
      case Told.YieldAt(ProfileId owner, ProfileId newcomer, Cause cause) ->
          cause.write(out.u8(YIELD_AT).profileId(owner).profileId(newcomer));
      case Told.Handover handover -> write(handover, out);
      case Told.Took(ProfileId owner, Hash128 device, int generation) ->
          out.u8(TOOK).profileId(owner).hash(device).varint(generation);
    }
  }

  static Told.Giving read(int tag, PackedReader in) {
    return switch (tag) {
      case REASSIGN -> new Told.Reassign(in.hash(), in.profileId(), in.count());
      case WITHDRAWN -> new Told.Withdrawn(in.profileId(), in.hash(), in.count());
      case REASSIGNED -> new Told.Reassigned(in.profileId(), in.hash(), in.count());
      case YIELD -> new Told.Yield(in.profileId(), Cause.read(in));
      case YIELD_AT -> new Told.YieldAt(in.profileId(), in.profileId(), Cause.read(in));
      case HANDOVER -> readHandover(in);
      case TOOK -> new Told.Took(in.profileId(), in.hash(), in.count());
      default -> throw WireException.unknown("step of giving", tag);
    };
  }

  private static void write(Told.Handover handover, PackedWriter out) {
    out.u8(HANDOVER).profileId(handover.newcomer()).profileId(handover.owner());
    EventCodec.write(handover.device(), out);
    out.varint(handover.generation()).bytes(handover.inherited()).varint(handover.atMs());
  }

  private static Told.Handover readHandover(PackedReader in) {
    ProfileId newcomer = in.profileId();
    ProfileId owner = in.profileId();
    Identifier device = EventCodec.readIdentifier(in);
    return new Told.Handover(newcomer, owner, device, in.count(), in.bytes(), in.varint());
  }
}
