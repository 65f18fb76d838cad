package io.onefold.message;

import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;

/**
 * Why two profiles are thought to be one person: an event that belongs to one of them named an
 * identifier of the other.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param identifier the identifier in question
 * @param type its type, which says how much it proves
 * @param fingerprint of the event's message id
 * @param messageId the event's message id, for the reader of an explanation
 * @param source the source that sent the event
 * @param atMs the event's time
 */
public record Cause(
    Hash128 identifier,
    IdentifierType type,
    long fingerprint,
    String messageId,
    String source,
    long atMs) {

  /** Whether both stand for the same identifier on the same message. */
  public boolean sameAs(Cause other) {
    return fingerprint == other.fingerprint && identifier.equals(other.identifier);
  }

  public void write(PackedWriter out) {
    out.hash(identifier).u8(type.ordinal()).i64(fingerprint);
    out.string(messageId).string(source).varint(atMs);
  }

  public static Cause read(PackedReader in) {
    return new Cause(
        in.hash(), IdentifierType.of(in.u8()), in.i64(), in.string(), in.string(), in.varint());
  }
}
