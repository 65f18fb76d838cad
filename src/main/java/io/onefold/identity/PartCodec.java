package io.onefold.identity;

import io.onefold.event.EventCodec;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.identity.PartDecision.PartTerms;
import io.onefold.message.Cause;
import java.util.ArrayList;
import java.util.List;

/**
 * The form of a {@link PartDecision} in the journal, see {@link Decisions}.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class PartCodec {

  static final int FAMILY = 0x10;

  private static final int PARTED = FAMILY + 1;
  private static final int REASSIGNED = FAMILY + 2;
  private static final int ARRIVED = FAMILY + 3;
  private static final int HANDED_OVER = FAMILY + 6;
  private static final int WITHDRAWN = FAMILY + 7;
  private static final int YIELDED = FAMILY + 8;
  private static final int TAKEN = FAMILY + 9;

  private static final int EVENTS = 1;
  private static final int SEVERED = 2;
  private static final int SHARED = 4;

  private PartCodec() {}

  static void write(PartDecision decision, PackedWriter out) {
    switch (decision) {
      case PartDecision.Parted parted -> writeParted(parted, out);
      case PartDecision.Reassigned(Hash128 identifier, ProfileId profile, int generation) ->
          out.u8(REASSIGNED).hash(identifier).profileId(profile).varint(generation);
      case PartDecision.Arrived(ProfileId profile, Hash128 identifier, int generation) ->
          out.u8(ARRIVED).profileId(profile).hash(identifier).varint(generation);
      case PartDecision.Yielded(
              ProfileId owner,
              ProfileId newcomer,
              Hash128 device,
              int generation,
              Cause login,
              long atMs) -> {
        out.u8(YIELDED).profileId(owner).profileId(newcomer).hash(device);
        login.write(out.varint(generation));
        out.varint(atMs);
      }
      case PartDecision.Withdrawn(ProfileId profile, Hash128 identifier) ->
          out.u8(WITHDRAWN).profileId(profile).hash(identifier);
      case PartDecision.Taken taken -> {
        out.u8(TAKEN).profileId(taken.newcomer()).profileId(taken.owner());
        EventCodec.write(taken.device(), out);
        out.varint(taken.generation()).bytes(taken.inherited()).varint(taken.atMs());
      }
      case PartDecision.HandedOver(ProfileId owner, Hash128 device, int generation) ->
          out.u8(HANDED_OVER).profileId(owner).hash(device).varint(generation);
    }
  }

  static PartDecision read(int tag, PackedReader in) {
    return switch (tag) {
      case PARTED -> readParted(in);
      case REASSIGNED -> new PartDecision.Reassigned(in.hash(), in.profileId(), in.count());
      case ARRIVED -> new PartDecision.Arrived(in.profileId(), in.hash(), in.count());
      case YIELDED ->
          new PartDecision.Yielded(
              in.profileId(), in.profileId(), in.hash(), in.count(), Cause.read(in), in.varint());
      case WITHDRAWN -> new PartDecision.Withdrawn(in.profileId(), in.hash());
      case TAKEN -> readTaken(in);
      case HANDED_OVER -> new PartDecision.HandedOver(in.profileId(), in.hash(), in.count());
      default -> throw Decisions.unknown(tag);
    };
  }

  private static void writeParted(PartDecision.Parted parted, PackedWriter out) {
    out.u8(PARTED).profileId(parted.from()).profileId(parted.to());
    PartTerms terms = parted.terms();
    out.u8(
        (terms.events() ? EVENTS : 0)
            | (terms.severed() ? SEVERED : 0)
            | (terms.shared() ? SHARED : 0));
    out.varint(parted.identifiers().size());
    parted.identifiers().forEach(out::hash);
    out.hash(parted.nonce()).string(parted.by()).varint(parted.atMs());
  }

  private static PartDecision readParted(PackedReader in) {
    ProfileId from = in.profileId();
    ProfileId to = in.profileId();
    int flags = in.u8();
    List<Hash128> identifiers = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      identifiers.add(in.hash());
    }
    PartTerms terms =
        new PartTerms((flags & EVENTS) != 0, (flags & SEVERED) != 0, (flags & SHARED) != 0);
    return new PartDecision.Parted(
        from, to, identifiers, terms, in.hash(), in.string(), in.varint());
  }

  private static PartDecision readTaken(PackedReader in) {
    ProfileId newcomer = in.profileId();
    ProfileId owner = in.profileId();
    Identifier device = EventCodec.readIdentifier(in);
    return new PartDecision.Taken(newcomer, owner, device, in.count(), in.bytes(), in.varint());
  }
}
