package io.onefold.identity;

import io.onefold.event.EventCodec;
import io.onefold.event.Identifier;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision.Joining;
import io.onefold.identity.Decision.KeptOut;
import io.onefold.identity.Decision.Verdict;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * The form of a {@link Decision} in the journal: a tag, then its parts. Tags are never given a new
 * meaning; a new form gets a new tag.
 *
 * <p><b>Threading.</b> Stateless. <b>Errors.</b> {@link IllegalArgumentException} for a tag that
 * this version does not know.
 */
public final class Decisions {

  /** The bits of a tag that say which of the codecs reads it. */
  private static final int FAMILY = 0xf0;

  private static final int BORN = 1;
  private static final int APPLIED = 2;
  private static final int GRANTED = 3;
  private static final int CONFIRMED = 4;
  private static final int FROZE = 5;
  private static final int ABSORBED = 6;
  private static final int TURNED_DOWN = 7;
  private static final int FORWARDED = 8;
  private static final int THAWED = 9;
  private static final int DROPPED = 10;
  private static final int HINTED = 11;
  private static final int MISSED = 12;
  private static final int FREED = 13;

  private Decisions() {}

  /** Appends the decision to {@code out}. */
  public static void write(Decision decision, PackedWriter out) {
    switch (decision) {
      case Decision.Born born -> writeBorn(born, out);
      case Decision.Applied applied -> writeApplied(applied, out);
      case Decision.Granted(var identifier, ProfileId profile) ->
          out.u8(GRANTED).hash(identifier).profileId(profile);
      case Decision.Confirmed(ProfileId profile, var identifier, int generation) ->
          out.u8(CONFIRMED).profileId(profile).hash(identifier).varint(generation);
      case Decision.Froze(ProfileId profile, ProfileId target, int attempt, Cause cause) ->
          cause.write(out.u8(FROZE).profileId(profile).profileId(target).varint(attempt));
      case Decision.Absorbed absorbed -> writeAbsorbed(absorbed, out);
      case Decision.TurnedDown(var winner, var loser, int attempt, Cause cause, KeptOut out1) -> {
        out.u8(TURNED_DOWN).profileId(winner).profileId(loser).varint(attempt);
        writeKeptOut(cause, out1, out);
      }
      case Decision.Forwarded(ProfileId profile, ProfileId target, int attempt) ->
          out.u8(FORWARDED).profileId(profile).profileId(target).varint(attempt);
      case Decision.Thawed(ProfileId profile, Cause cause, KeptOut keptOut) ->
          writeKeptOut(cause, keptOut, out.u8(THAWED).profileId(profile));
      case Decision.Dropped(ProfileId profile, Cause cause, KeptOut keptOut) ->
          writeKeptOut(cause, keptOut, out.u8(DROPPED).profileId(profile));
      case Decision.Hinted(var identifier, ProfileId profile) ->
          out.u8(HINTED).hash(identifier).profileId(profile);
      case Decision.Missed(ProfileId profile) -> out.u8(MISSED).profileId(profile);
      case Decision.Freed(var identifier) -> out.u8(FREED).hash(identifier);
      case PartDecision part -> PartCodec.write(part, out);
      case GuardDecision guard -> GuardCodec.write(guard, out);
      case EraseDecision erase -> EraseCodec.write(erase, out);
    }
  }

  /** Reads the next decision. */
  public static Decision read(PackedReader in) {
    int tag = in.u8();
    return switch (tag) {
      case BORN -> readBorn(in);
      case APPLIED -> readApplied(in);
      case GRANTED -> new Decision.Granted(in.hash(), in.profileId());
      case CONFIRMED -> new Decision.Confirmed(in.profileId(), in.hash(), in.count());
      case FROZE -> new Decision.Froze(in.profileId(), in.profileId(), in.count(), Cause.read(in));
      case ABSORBED -> readAbsorbed(in);
      case TURNED_DOWN ->
          new Decision.TurnedDown(
              in.profileId(), in.profileId(), in.count(), Cause.read(in), readKeptOut(in));
      case FORWARDED -> new Decision.Forwarded(in.profileId(), in.profileId(), in.count());
      case THAWED -> new Decision.Thawed(in.profileId(), Cause.read(in), readKeptOut(in));
      case DROPPED -> new Decision.Dropped(in.profileId(), Cause.read(in), readKeptOut(in));
      case HINTED -> new Decision.Hinted(in.hash(), in.profileId());
      case MISSED -> new Decision.Missed(in.profileId());
      case FREED -> new Decision.Freed(in.hash());
      default -> readOther(tag, in);
    };
  }

  private static Decision readOther(int tag, PackedReader in) {
    return switch (tag & FAMILY) {
      case PartCodec.FAMILY -> PartCodec.read(tag, in);
      case GuardCodec.FAMILY -> GuardCodec.read(tag, in);
      case EraseCodec.FAMILY -> EraseCodec.read(tag, in);
      default -> throw unknown(tag);
    };
  }

  static IllegalArgumentException unknown(int tag) {
    return new IllegalArgumentException("unknown decision " + tag);
  }

  private static void writeBorn(Decision.Born born, PackedWriter out) {
    out.u8(BORN).profileId(born.profile()).varint(born.accountId());
    EventCodec.write(born.route(), out);
    out.string(born.source()).hash(born.nonce()).i64(born.fingerprint()).varint(born.atMs());
  }

  private static Decision readBorn(PackedReader in) {
    ProfileId profile = in.profileId();
    int accountId = in.count();
    Identifier route = EventCodec.readIdentifier(in);
    return new Decision.Born(
        profile, accountId, route, in.string(), in.hash(), in.i64(), in.varint());
  }

  private static void writeApplied(Decision.Applied applied, PackedWriter out) {
    out.u8(APPLIED).profileId(applied.profile());
    EventCodec.write(applied.event(), out);
    out.varint(applied.joining().size()).varint(applied.rules());
    for (Joining joining : applied.joining()) {
      out.u8(joining.index());
      switch (joining.verdict()) {
        case Verdict.Reserve() -> out.u8(0);
        case Verdict.KeepOut(Refusal reason) -> out.u8(1 + reason.ordinal());
      }
    }
  }

  private static Decision readApplied(PackedReader in) {
    ProfileId profile = in.profileId();
    var event = EventCodec.read(in);
    int count = in.count();
    int rules = in.count();
    List<Joining> joining = count == 0 ? List.of() : new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int index = in.u8();
      int verdict = in.u8();
      joining.add(
          new Joining(
              index,
              verdict == 0 ? new Verdict.Reserve() : new Verdict.KeepOut(Refusal.of(verdict - 1))));
    }
    return new Decision.Applied(profile, event, joining, rules);
  }

  private static void writeAbsorbed(Decision.Absorbed absorbed, PackedWriter out) {
    out.u8(ABSORBED).profileId(absorbed.winner()).profileId(absorbed.loser());
    absorbed.cause().write(out.bytes(absorbed.state()));
    out.u8(absorbed.birth() ? 1 : 0).hash(absorbed.nonce()).varint(absorbed.atMs());
  }

  private static Decision readAbsorbed(PackedReader in) {
    return new Decision.Absorbed(
        in.profileId(),
        in.profileId(),
        in.bytes(),
        Cause.read(in),
        in.u8() == 1,
        in.hash(),
        in.varint());
  }

  private static void writeKeptOut(Cause cause, KeptOut keptOut, PackedWriter out) {
    cause.write(out);
    EventCodec.write(keptOut.identifier(), out);
    out.u8(keptOut.reason().ordinal()).varint(keptOut.atMs()).varint(keptOut.rules());
  }

  private static KeptOut readKeptOut(PackedReader in) {
    return new KeptOut(EventCodec.readIdentifier(in), Refusal.of(in.u8()), in.varint(), in.count());
  }
}
