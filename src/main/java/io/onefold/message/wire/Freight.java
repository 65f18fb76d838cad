package io.onefold.message.wire;

import io.onefold.message.Parcel;
import io.onefold.message.ReplyTo;
import java.util.List;
import java.util.function.Function;

/**
 * What one node sends another, in bytes: a parcel for one of its shards, or answers to questions
 * that it asked. The bus carries it without looking inside, since only the receiver knows what the
 * tickets stand for.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to the bytes.
 *
 * <p><b>Errors.</b> {@link WireException} for bytes that cannot be read; nothing of them was, but
 * tickets may have been looked up.
 */
public record Freight(byte[] bytes) {

  /** Name of the bus codec that takes a freight from node to node. */
  public static final String CODEC = "onefold.freight";

  /** What is in it. The ordinal goes over the wire: constants are only ever appended. */
  public enum Kind {
    PARCEL,
    ANSWERS;

    private static final Kind[] VALUES = values();

    static Kind of(int ordinal) {
      return VALUES[ordinal];
    }
  }

  public Kind kind() {
    return WireFormat.kind(bytes);
  }

  /**
   * The parcel that is in it.
   *
   * @param replies gives who waits for the answer to a ticket; does not throw
   */
  public Parcel parcel(Function<Ticket, ReplyTo> replies) {
    return WireFormat.read(bytes, Kind.PARCEL, in -> EnvelopesCodec.read(in, replies));
  }

  /** The answers that are in it. */
  public List<Answered> answers() {
    return WireFormat.read(bytes, Kind.ANSWERS, AnswersCodec::read);
  }
}
