package io.onefold.route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.onefold.event.AttributeUpdate;
import io.onefold.event.Event;
import io.onefold.event.Facts;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.Value;
import io.onefold.telemetry.GatewayMeters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes off an event what it says of people who were erased.
 *
 * <pre>
 *   the route is theirs              the event is dropped
 *   a device or an order is          the identifier is taken off: others used it, or none will
 *   another identifier is            it is taken off, with every attribute and every property whose
 *                                    value it is, in whatever spelling
 * </pre>
 *
 * <p>Keys of properties stay, and their values become {@code null}: that a form has a field for an
 * address says nothing of anybody. An event whose name or message id is such a value is dropped,
 * since it cannot be without.
 *
 * <p><b>Threading.</b> Confined to one event loop. <b>Bounds.</b> Nothing is done, and nothing
 * allocated, while nobody is forgotten.
 */
final class Redaction {

  private static final byte[] NOTHING = {'{', '}'};

  private final Forgotten forgotten;
  private final GatewayMeters meters;

  /** What was accepted as an event is read again here, whatever its depth and digits. */
  private final JsonFactory json =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  Redaction(Forgotten forgotten, GatewayMeters meters) {
    this.forgotten = forgotten;
    this.meters = meters;
  }

  /** What may be sent on of these events, in their order. */
  List<Event> keep(List<Event> events) {
    if (forgotten.isEmpty()) {
      return events;
    }
    List<Event> kept = new ArrayList<>(events.size());
    for (Event event : events) {
      keep(event).ifPresent(kept::add);
    }
    return kept;
  }

  private Optional<Event> keep(Event event) {
    List<Identifier> left =
        event.identifiers().stream().filter(i -> !forgotten.contains(i.hash())).toList();
    if (left.size() == event.identifiers().size()) {
      return Optional.of(event);
    }
    if (forgotten.contains(event.route().hash())) {
      return Optional.empty();
    }
    List<Identifier> gone =
        event.identifiers().stream()
            .filter(i -> !left.contains(i))
            .filter(i -> i.type().strength() == IdentifierType.Strength.PERSON)
            .toList();
    int account = event.origin().accountId();
    if (isOneOf(gone, account, event.name()) || isOneOf(gone, account, event.id().text())) {
      return Optional.empty();
    }
    meters.stripped();
    return Optional.of(gone.isEmpty() ? event.with(left) : without(event, left, gone));
  }

  private Event without(Event event, List<Identifier> left, List<Identifier> gone) {
    int account = event.origin().accountId();
    Facts facts = event.facts();
    List<AttributeUpdate> attributes =
        facts.attributes().stream()
            .filter(update -> !isOneOf(gone, account, update.value().text()))
            .map(update -> without(update, gone, account))
            .toList();
    return new Event(
        event.origin(),
        event.type(),
        event.name(),
        event.id(),
        event.time(),
        left,
        new Facts(attributes, facts.commerce(), facts.consents()),
        without(event.propertiesJson(), gone, account));
  }

  private AttributeUpdate without(AttributeUpdate update, List<Identifier> gone, int account) {
    Value value = update.value();
    if (value.kind() != Value.Kind.JSON) {
      return update;
    }
    byte[] text = without(value.text().getBytes(StandardCharsets.UTF_8), gone, account);
    return new AttributeUpdate(
        update.key(), new Value(Value.Kind.JSON, new String(text, StandardCharsets.UTF_8)));
  }

  private byte[] without(byte[] text, List<Identifier> gone, int account) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length);
    try (JsonParser in = json.createParser(text);
        JsonGenerator out = json.createGenerator(bytes)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token.isScalarValue() && isOneOf(gone, account, in.getText())) {
          out.writeNull();
        } else if (token.isNumeric()) {
          out.writeNumber(in.getText()); // as it was written, to the last digit
        } else {
          out.copyCurrentEvent(in);
        }
      }
    } catch (IOException notJson) {
      return NOTHING; // rather than what nobody has looked at
    }
    return bytes.toByteArray();
  }

  private boolean isOneOf(List<Identifier> gone, int account, String text) {
    for (Identifier identifier : gone) {
      if (forgotten.shows(account, identifier, text)) {
        return true;
      }
    }
    return false;
  }
}
