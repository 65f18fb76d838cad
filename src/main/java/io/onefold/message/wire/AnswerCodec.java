package io.onefold.message.wire;

import io.onefold.event.EventCodec;
import io.onefold.event.Hash128;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Decline;
import io.onefold.message.Refusal;
import io.onefold.message.RouteFilter;
import java.util.List;

/**
 * The form of an {@link Answer}: a tag, then its parts.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class AnswerCodec {

  /** The bits of a tag that say which of the codecs reads it. */
  private static final int FAMILY = 0xe0;

  private static final int ACCEPTED = 1;
  private static final int DROPPED = 2;
  private static final int CHANGED = 3;
  private static final int READMITTED = 4;
  private static final int DECLINED = 5;
  private static final int DOCUMENT = 6;
  private static final int STANDING = 7;
  private static final int PARTS = 8;
  private static final int EVENTS = 9;
  private static final int COUNTS = 10;
  private static final int MATCHES = 11;
  private static final int NOT_FOUND = 12;
  private static final int STALE = 13;
  private static final int BUSY = 14;

  private AnswerCodec() {}

  static void write(Answer answer, PackedWriter out) {
    switch (answer) {
      case Answer.Accepted(ProfileId profile, Hash128 route, boolean duplicate) ->
          out.u8(ACCEPTED).profileId(profile).hash(route).flag(duplicate);
      case Answer.Dropped() -> out.u8(DROPPED);
      case Answer.Changed(ProfileId profile, List<ProfileId> made) ->
          Lists.write(out.u8(CHANGED).profileId(profile), made, PackedWriter::profileId);
      case Answer.Readmitted() -> out.u8(READMITTED);
      case Answer.Declined(Decline why) -> out.u8(DECLINED).u8(why.ordinal());
      case Answer.Document(ProfileId profile, byte[] json) ->
          out.u8(DOCUMENT).profileId(profile).bytes(json);
      case Answer.Standing standing -> write(standing, out);
      case Answer.Parts(ProfileId profile, List<Answer.Part> parts) ->
          Lists.write(out.u8(PARTS).profileId(profile), parts, AnswerCodec::writePart);
      case Answer.Events(var events) ->
          Lists.write(out.u8(EVENTS), events, (to, event) -> EventCodec.write(event, to));
      case Answer.Counts counts -> write(counts, out);
      case Answer.Matches(List<Answer.Match> matches) ->
          Lists.write(out.u8(MATCHES), matches, AnswerCodec::writeMatch);
      case Answer.Trial trial -> TrialCodec.write(trial, out);
      case Answer.Quarantine quarantine -> QuarantineCodec.write(quarantine, out);
      case Answer.NotFound() -> out.u8(NOT_FOUND);
      case Answer.Stale() -> out.u8(STALE);
      case Answer.Busy(Answer.Reason reason) -> out.u8(BUSY).u8(reason.ordinal());
    }
  }

  static Answer read(PackedReader in) {
    int tag = in.u8();
    return switch (tag) {
      case ACCEPTED -> new Answer.Accepted(in.profileId(), in.hash(), in.flag());
      case DROPPED -> Answer.DROPPED;
      case CHANGED -> new Answer.Changed(in.profileId(), Lists.read(in, PackedReader::profileId));
      case READMITTED -> Answer.READMITTED;
      case DECLINED -> new Answer.Declined(Decline.of(in.u8()));
      case DOCUMENT -> new Answer.Document(in.profileId(), in.bytes());
      case STANDING -> readStanding(in);
      case PARTS -> new Answer.Parts(in.profileId(), Lists.read(in, AnswerCodec::readPart));
      case EVENTS -> new Answer.Events(Lists.read(in, EventCodec::read));
      case COUNTS -> readCounts(in);
      case MATCHES -> new Answer.Matches(Lists.read(in, AnswerCodec::readMatch));
      case NOT_FOUND -> Answer.NOT_FOUND;
      case STALE -> Answer.STALE;
      case BUSY -> new Answer.Busy(Answer.Reason.of(in.u8()));
      default -> readOther(tag, in);
    };
  }

  private static Answer readOther(int tag, PackedReader in) {
    return switch (tag & FAMILY) {
      case TrialCodec.FAMILY -> TrialCodec.read(tag, in);
      case QuarantineCodec.FAMILY -> QuarantineCodec.read(tag, in);
      default -> throw WireException.unknown("answer", tag);
    };
  }

  private static void write(Answer.Standing standing, PackedWriter out) {
    out.u8(STANDING).profileId(standing.profile()).string(standing.trackingId());
    Lists.write(out, standing.identifiers(), (to, each) -> EventCodec.write(each, to));
    Lists.write(out, standing.refused(), (to, refusal) -> to.u8(refusal.ordinal()));
  }

  private static Answer.Standing readStanding(PackedReader in) {
    return new Answer.Standing(
        in.profileId(),
        in.string(),
        Lists.read(in, EventCodec::readIdentifier),
        Lists.readOptional(in, refusal -> Refusal.of(refusal.u8())));
  }

  private static void writePart(PackedWriter out, Answer.Part part) {
    part.filter().write(out.profileId(part.profile()));
  }

  private static Answer.Part readPart(PackedReader in) {
    return new Answer.Part(in.profileId(), RouteFilter.read(in));
  }

  private static void write(Answer.Counts counts, PackedWriter out) {
    out.u8(COUNTS).varint(counts.known()).varint(counts.unknown());
    out.varint(counts.identifiers()).varint(counts.events()).varint(counts.merges());
    out.varint(counts.refusals()).varint(counts.splits()).varint(counts.quarantined());
    out.varint(counts.suppressed()).varint(counts.giants()).varint(counts.drift());
  }

  private static Answer.Counts readCounts(PackedReader in) {
    return new Answer.Counts(
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint());
  }

  private static void writeMatch(PackedWriter out, Answer.Match match) {
    out.profileId(match.profile()).string(match.name()).string(match.email());
    out.varint(match.lastSeenMs()).flag(match.known()).varint(match.rank());
  }

  private static Answer.Match readMatch(PackedReader in) {
    return new Answer.Match(
        in.profileId(), in.string(), in.string(), in.varint(), in.flag(), in.count());
  }
}
