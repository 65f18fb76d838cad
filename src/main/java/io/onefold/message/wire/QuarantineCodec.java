package io.onefold.message.wire;

import io.onefold.event.EventCodec;
import io.onefold.event.Identifier;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer.Quarantine;
import java.util.List;
import java.util.Optional;

/**
 * The form of what is quarantined, one family of {@link AnswerCodec}'s tags.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class QuarantineCodec {

  static final int FAMILY = 0x40;

  private static final int MARKS = FAMILY + 1;
  private static final int HOLDER = FAMILY + 2;

  private QuarantineCodec() {}

  static void write(Quarantine answer, PackedWriter out) {
    switch (answer) {
      case Quarantine.Marks(List<Quarantine.Mark> marks) ->
          Lists.write(out.u8(MARKS), marks, QuarantineCodec::writeMark);
      case Quarantine.Holder(ProfileId profile, Optional<Identifier> identifier) ->
          Lists.write(
              out.u8(HOLDER).profileId(profile),
              identifier,
              (to, held) -> EventCodec.write(held, to));
    }
  }

  static Quarantine read(int tag, PackedReader in) {
    return switch (tag) {
      case MARKS -> new Quarantine.Marks(Lists.read(in, QuarantineCodec::readMark));
      case HOLDER ->
          new Quarantine.Holder(in.profileId(), Lists.readOptional(in, EventCodec::readIdentifier));
      default -> throw WireException.unknown("answer about the quarantine", tag);
    };
  }

  private static void writeMark(PackedWriter out, Quarantine.Mark mark) {
    PagesCodec.write(mark.place(), out);
    Lists.write(out.varint(mark.accountId()), mark.owner(), PackedWriter::profileId);
  }

  private static Quarantine.Mark readMark(PackedReader in) {
    return new Quarantine.Mark(
        PagesCodec.readPlace(in), in.count(), Lists.readOptional(in, PackedReader::profileId));
  }
}
