package io.onefold.profile;

import io.onefold.event.AttributeUpdate;
import io.onefold.event.Commerce;
import io.onefold.event.Consent;
import io.onefold.event.Event;
import io.onefold.event.EventTime;
import io.onefold.event.EventType;
import io.onefold.event.Facts;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.MessageId;
import io.onefold.event.Origin;
import io.onefold.event.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An event in the making: a test says what matters to it. Confined to one test. */
final class EventDraft {

  static final int ACCOUNT = 7;

  private static final byte[] NO_PROPERTIES = "{}".getBytes(StandardCharsets.UTF_8);

  private final long atMs;
  private final long arrival;
  private final List<Identifier> identifiers = new ArrayList<>();
  private final List<AttributeUpdate> attributes = new ArrayList<>();
  private final List<Consent> consents = new ArrayList<>();
  private EventType type = EventType.TRACK;
  private String name = "Clicked";
  private String source = "tracking";
  private Commerce commerce = Commerce.NONE;

  private EventDraft(long atMs, long arrival) {
    this.atMs = atMs;
    this.arrival = arrival;
  }

  static EventDraft at(long atMs, long arrival) {
    return new EventDraft(atMs, arrival);
  }

  EventDraft by(IdentifierType identifierType, int number) {
    identifiers.add(identifier(identifierType, number));
    return this;
  }

  EventDraft from(String name) {
    source = name;
    return this;
  }

  EventDraft type(EventType type, String name) {
    this.type = type;
    this.name = name;
    return this;
  }

  EventDraft named(String name) {
    return type(EventType.TRACK, name);
  }

  EventDraft attribute(String key, String text) {
    attributes.add(new AttributeUpdate(key, Value.text(text)));
    return this;
  }

  EventDraft attribute(String key, Value value) {
    attributes.add(new AttributeUpdate(key, value));
    return this;
  }

  EventDraft consent(String purpose, boolean granted) {
    consents.add(new Consent(purpose, granted));
    return this;
  }

  EventDraft commerce(Commerce commerce) {
    this.commerce = commerce;
    return this;
  }

  Event event() {
    if (identifiers.isEmpty()) {
      by(IdentifierType.ANONYMOUS_ID, 1);
    }
    identifiers.sort(Comparator.comparing(Identifier::type));
    return new Event(
        new Origin(ACCOUNT, source),
        type,
        name,
        new MessageId("m" + arrival, mix(arrival)),
        new EventTime(atMs, arrival >>> 22, (int) (arrival & 0x3f_ffff)),
        identifiers,
        new Facts(attributes, commerce, consents),
        NO_PROPERTIES);
  }

  static Identifier identifier(IdentifierType type, int number) {
    long hi = mix(type.ordinal() * 1_000_003L + number);
    return new Identifier(type, type.wireName() + number, new Hash128(hi, mix(hi)));
  }

  private static long mix(long value) {
    long mixed = (value + 0x9e37_79b9_7f4a_7c15L) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ (mixed >>> 31);
  }
}
