package io.onefold.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.decode.id.BlockedValues;
import io.onefold.decode.id.IdentifierHasher;
import io.onefold.decode.id.IdentifierNormaliser;
import io.onefold.decode.id.IdentifierRules;
import io.onefold.decode.rules.RequestContext;
import io.onefold.event.Event;
import io.onefold.event.EventType;
import io.onefold.event.Identifier;
import io.onefold.event.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Sends bodies to a decoder. JSON is written with single quotation marks, to be readable in Java.
 */
final class Wire {

  static final Origin ORIGIN = new Origin(7, "tracking");

  /** 2026-01-15T12:30:00Z. */
  static final long NOW_MS = 1_768_480_200_000L;

  /** Of the millisecond of arrival. */
  static final int MICROS = 456;

  static final IdentifierHasher HASHER =
      new IdentifierHasher("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
  static final IdentifierNormaliser NORMALISER = new IdentifierNormaliser("NL", BlockedValues.NONE);

  static final IdentifierRules RULES = IdentifierRules.of(NORMALISER);

  private static final EventDecoder DECODER = new EventDecoder(DecodeLimits.DEFAULT, HASHER);

  private Wire() {}

  static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  static RequestContext context(Optional<EventType> expected, String sentAt) {
    return new RequestContext(
        ORIGIN, "EUR", RULES, NOW_MS * 1_000 + MICROS, expected, sentAt, () -> "assigned");
  }

  /** Decodes a batch of one event by rules of its own. */
  static Decoded.Events by(IdentifierRules rules, String event) {
    RequestContext context =
        new RequestContext(
            ORIGIN, "EUR", rules, NOW_MS * 1_000 + MICROS, Optional.empty(), "", () -> "assigned");
    return events(DECODER.decode(json("{'batch':[" + event + "]}"), context));
  }

  static Decoded batchBody(String body) {
    return DECODER.decode(json(body), context(Optional.empty(), ""));
  }

  static Decoded single(EventType type, String body) {
    return DECODER.decode(json(body), context(Optional.of(type), ""));
  }

  /** The events of a body that is read. */
  static Decoded.Events events(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Events.class);
    return (Decoded.Events) decoded;
  }

  static Malformed malformed(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Malformed.class);
    return (Malformed) decoded;
  }

  /** The only event of a batch that holds {@code event} and nothing else. */
  static Event event(String event) {
    Decoded.Events events = events(batchBody("{'batch':[" + event + "]}"));
    assertThat(events.rejections()).isEmpty();
    assertThat(events.events()).hasSize(1);
    return events.events().getFirst();
  }

  static Rejection rejection(String event) {
    Decoded.Events events = events(batchBody("{'batch':[" + event + "]}"));
    assertThat(events.events()).isEmpty();
    assertThat(events.rejections()).hasSize(1);
    return events.rejections().getFirst();
  }

  /** An event's identifiers as {@code type:value}. */
  static List<String> who(Event event) {
    return event.identifiers().stream().map(Wire::text).toList();
  }

  private static String text(Identifier identifier) {
    return identifier.type().wireName() + ":" + identifier.value();
  }

  static String properties(Event event) {
    return new String(event.propertiesJson(), StandardCharsets.UTF_8).replace('"', '\'');
  }
}
