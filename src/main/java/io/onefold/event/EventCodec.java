package io.onefold.event;

import java.util.ArrayList;
import java.util.List;

/**
 * The form of an {@link Event} in bytes: in the journal, in history pages and on the bus.
 *
 * <p>The first byte is the version of the form. A reader knows every version that was ever written;
 * an unknown one is an {@link IllegalArgumentException}, never a guess.
 *
 * <p><b>Threading.</b> Stateless.
 */
public final class EventCodec {

  private static final int VERSION = 2;

  private EventCodec() {}

  /** Appends {@code event} to {@code out}. */
  public static void write(Event event, PackedWriter out) {
    out.u8(VERSION);
    out.varint(event.origin().accountId()).string(event.origin().source());
    out.u8(event.type().ordinal()).string(event.name());
    out.string(event.id().text()).i64(event.id().fingerprint());
    out.varint(event.time().atMs()).zigzag(event.time().receivedAtMs() - event.time().atMs());
    out.varint(event.time().place());
    out.u8(event.identifiers().size());
    for (Identifier identifier : event.identifiers()) {
      write(identifier, out);
    }
    FactsCodec.write(event.facts(), out);
    out.bytes(event.propertiesJson());
  }

  /** Reads what {@link #write} appended. */
  public static Event read(PackedReader in) {
    int version = in.u8();
    if (version != VERSION) {
      throw new IllegalArgumentException("unknown event form " + version);
    }
    Origin origin = new Origin(in.count(), in.string());
    EventType type = EventType.of(in.u8());
    String name = in.string();
    MessageId id = new MessageId(in.string(), in.i64());
    long atMs = in.varint();
    EventTime time = new EventTime(atMs, atMs + in.zigzag(), in.count());
    List<Identifier> identifiers = new ArrayList<>();
    for (int left = in.u8(); left > 0; left--) {
      identifiers.add(readIdentifier(in));
    }
    return new Event(origin, type, name, id, time, identifiers, FactsCodec.read(in), in.bytes());
  }

  public static void write(Identifier identifier, PackedWriter out) {
    out.u8(identifier.type().ordinal()).string(identifier.value()).hash(identifier.hash());
  }

  public static Identifier readIdentifier(PackedReader in) {
    return new Identifier(IdentifierType.of(in.u8()), in.string(), in.hash());
  }
}
