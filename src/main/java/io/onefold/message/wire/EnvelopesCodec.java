package io.onefold.message.wire;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import io.onefold.message.Parcel;
import io.onefold.message.ReplyTo;
import io.onefold.message.Told;
import java.util.function.Function;

/**
 * The form of a {@link Parcel}: its envelopes, each with a message behind the message's tag.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class EnvelopesCodec {

  /** The bits of a tag that say which of the codecs reads it. */
  private static final int FAMILY = 0xe0;

  private EnvelopesCodec() {}

  static void write(Parcel parcel, Function<ReplyTo, Ticket> tickets, PackedWriter out) {
    Lists.write(out, parcel.envelopes(), (to, envelope) -> write(envelope, tickets, to));
  }

  static Parcel read(PackedReader in, Function<Ticket, ReplyTo> replies) {
    return new Parcel(Lists.read(in, from -> readEnvelope(from, replies)));
  }

  private static void write(
      Envelope envelope, Function<ReplyTo, Ticket> tickets, PackedWriter out) {
    out.varint(envelope.toShard()).zigzag(envelope.fromShard()).varint(envelope.fromSeq());
    switch (envelope.message()) {
      case Message.Asked asked -> AskedCodec.write(asked, tickets, out);
      case Told.Uniting uniting -> UnitingCodec.write(uniting, out);
      case Told.Giving giving -> GivingCodec.write(giving, out);
      case Told.Erasing erasing -> ErasingCodec.write(erasing, out);
    }
  }

  private static Envelope readEnvelope(PackedReader in, Function<Ticket, ReplyTo> replies) {
    int toShard = in.count();
    int fromShard = Math.toIntExact(in.zigzag());
    return new Envelope(toShard, fromShard, in.varint(), readMessage(in, replies));
  }

  private static Message readMessage(PackedReader in, Function<Ticket, ReplyTo> replies) {
    int tag = in.u8();
    return switch (tag & FAMILY) {
      case AskedCodec.FAMILY -> AskedCodec.read(tag, in, replies);
      case UnitingCodec.FAMILY -> UnitingCodec.read(tag, in);
      case GivingCodec.FAMILY -> GivingCodec.read(tag, in);
      case ErasingCodec.FAMILY -> ErasingCodec.read(tag, in);
      default -> throw WireException.unknown("message", tag);
    };
  }
}
