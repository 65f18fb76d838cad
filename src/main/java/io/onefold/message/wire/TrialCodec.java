package io.onefold.message.wire;

import io.onefold.event.EventCodec;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer.Trial;
import io.onefold.message.Message;
import io.onefold.message.Refusal;

/**
 * The form of what is needed to try out an event, one family of {@link AnswerCodec}'s tags.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class TrialCodec {

  static final int FAMILY = 0x20;

  private static final int STANDING = FAMILY + 1;
  private static final int COPY = FAMILY + 2;
  private static final int REPORT = FAMILY + 3;

  private TrialCodec() {}

  static void write(Trial trial, PackedWriter out) {
    switch (trial) {
      case Trial.Standing standing -> writeStanding(out.u8(STANDING), standing);
      case Trial.Copy copy -> writeCopy(out.u8(COPY), copy);
      case Trial.Report report -> writeReport(out.u8(REPORT), report);
    }
  }

  static Trial read(int tag, PackedReader in) {
    return switch (tag) {
      case STANDING -> readStanding(in);
      case COPY -> readCopy(in);
      case REPORT -> readReport(in);
      default -> throw WireException.unknown("answer to a trial", tag);
    };
  }

  static void writeKnown(PackedWriter out, Message.Known known) {
    writeStanding(out, known.standing());
    Lists.write(out, known.copy(), TrialCodec::writeCopy);
  }

  static Message.Known readKnown(PackedReader in) {
    return new Message.Known(readStanding(in), Lists.readOptional(in, TrialCodec::readCopy));
  }

  private static void writeStanding(PackedWriter out, Trial.Standing standing) {
    Lists.write(out, standing.owner(), PackedWriter::profileId);
    out.flag(standing.quarantined()).flag(standing.suppressed()).varint(standing.generation());
    Lists.write(
        out,
        standing.claimants(),
        (to, claimant) -> to.profileId(claimant.profile()).varint(claimant.atMs()));
  }

  private static Trial.Standing readStanding(PackedReader in) {
    return new Trial.Standing(
        Lists.readOptional(in, PackedReader::profileId),
        in.flag(),
        in.flag(),
        in.count(),
        Lists.read(in, from -> new Trial.Claimant(from.profileId(), from.varint())));
  }

  private static void writeCopy(PackedWriter out, Trial.Copy copy) {
    out.profileId(copy.profile()).bytes(copy.state());
  }

  private static Trial.Copy readCopy(PackedReader in) {
    ProfileId profile = in.profileId();
    return new Trial.Copy(profile, in.bytes());
  }

  private static void writeReport(PackedWriter out, Trial.Report report) {
    EventCodec.write(report.route(), out.u8(report.fate().ordinal()));
    Lists.write(out, report.profile(), PackedWriter::profileId);
    out.flag(report.born()).varint(report.rules());
    Lists.write(out, report.prospects(), TrialCodec::writeProspect);
  }

  private static Trial.Report readReport(PackedReader in) {
    return new Trial.Report(
        Trial.Fate.of(in.u8()),
        EventCodec.readIdentifier(in),
        Lists.readOptional(in, PackedReader::profileId),
        in.flag(),
        in.count(),
        Lists.read(in, TrialCodec::readProspect));
  }

  private static void writeProspect(PackedWriter out, Trial.Prospect prospect) {
    EventCodec.write(prospect.identifier(), out);
    out.u8(prospect.state().ordinal());
    Lists.write(out, prospect.owner(), PackedWriter::profileId).u8(prospect.outcome().ordinal());
    Lists.write(out, prospect.reason(), (to, refusal) -> to.u8(refusal.ordinal()));
    Lists.write(out, prospect.survivor(), PackedWriter::profileId);
  }

  private static Trial.Prospect readProspect(PackedReader in) {
    return new Trial.Prospect(
        EventCodec.readIdentifier(in),
        Trial.State.of(in.u8()),
        Lists.readOptional(in, PackedReader::profileId),
        Trial.Outcome.of(in.u8()),
        Lists.readOptional(in, refusal -> Refusal.of(refusal.u8())),
        Lists.readOptional(in, PackedReader::profileId));
  }
}
