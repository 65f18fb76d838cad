package io.onefold.message;

import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;

/**
 * Why two profiles are thought to be one person: an event that belongs to one of them named an
 * identifier of the other, or somebody says so.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param kind what it is that says so
 * @param identifier the identifier in question
 * @param type its type, which says how much it proves
 * @param fingerprint of the event's message id
 * @param messageId the event's message id, for the reader of an explanation
 * @param source the source that sent the event
 * @param atMs the event's time
 */
public record Cause(
    Kind kind,
    Hash128 identifier,
    IdentifierType type,
    long fingerprint,
    String messageId,
    String source,
    long atMs) {

  /** What says that two profiles are one person. The ordinal is stored. */
  public enum Kind {
    /** An event. */
    EVENT,
    /** A person, within the rules. */
    HAND,
    /** A person, who knows better than the rules. */
    FORCED,
    /** An event that says who it is: it names a customer id, or somebody's id at a source. */
    IDENTIFIED
  }

  private static final Kind[] KINDS = Kind.values();
  private static final int TYPE_BITS = 4;
  private static final int TYPE_MASK = (1 << TYPE_BITS) - 1;

  /** Whether a person says so. */
  public boolean byHand() {
    return kind == Kind.HAND || kind == Kind.FORCED;
  }

  /** Kind and type in one byte. */
  public int tag() {
    return kind.ordinal() << TYPE_BITS | type.ordinal();
  }

  public static Kind kind(int tag) {
    return KINDS[tag >>> TYPE_BITS];
  }

  public static IdentifierType type(int tag) {
    return IdentifierType.of(tag & TYPE_MASK);
  }

  /** Whether both stand for the same identifier on the same message. */
  public boolean sameAs(Cause other) {
    return fingerprint == other.fingerprint && identifier.equals(other.identifier);
  }

  public void write(PackedWriter out) {
    out.hash(identifier).u8(tag()).i64(fingerprint);
    out.string(messageId).string(source).varint(atMs);
  }

  public static Cause read(PackedReader in) {
    Hash128 identifier = in.hash();
    int tag = in.u8();
    return new Cause(
        kind(tag), identifier, type(tag), in.i64(), in.string(), in.string(), in.varint());
  }
}
