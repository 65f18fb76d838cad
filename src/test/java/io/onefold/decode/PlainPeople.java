package io.onefold.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.onefold.decode.id.Normalised;
import io.onefold.event.EventType;
import io.onefold.event.IdentifierType;
import io.onefold.event.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The part of {@link PlainDecoder} that finds out of whom an event speaks. */
final class PlainPeople {

  private record Id(IdentifierType type, String value) {}

  private final JsonNode event;
  private final JsonNode batchContext;
  private final Set<String> faults;
  private final List<Id> ids = new ArrayList<>();

  PlainPeople(JsonNode event, JsonNode batchContext, Set<String> faults) {
    this.event = event;
    this.batchContext = batchContext;
    this.faults = faults;
  }

  boolean isAliasToItself() {
    Id previous = previous();
    return Set.of(IdentifierType.CUSTOMER_ID, IdentifierType.ANONYMOUS_ID).contains(previous.type)
        && valid(IdentifierType.CUSTOMER_ID, sent("userId")).isPresent()
        && valid(IdentifierType.CUSTOMER_ID, sent("userId"))
            .equals(valid(IdentifierType.CUSTOMER_ID, previous.value));
  }

  List<String> who(EventType type, String orderId) {
    boolean named = add(IdentifierType.CUSTOMER_ID, sent("userId"));
    if (type == EventType.ALIAS) {
      if (!named) {
        faults.add("user_id_missing");
      }
      if (!add(previous().type, previous().value)) {
        faults.add("previous_id_missing");
      }
    }
    addFirst(IdentifierType.EMAIL, "email", type);
    addFirst(IdentifierType.PHONE, "phone", type);
    addExternal(event.path("context"));
    addExternal(batchContext);
    add(IdentifierType.ANONYMOUS_ID, sent("anonymousId"));
    add(IdentifierType.ORDER_ID, orderId);
    if (ids.isEmpty()) {
      faults.add("no_identifier");
    }
    return ids.stream()
        .distinct()
        .sorted(Comparator.comparing(Id::type))
        .limit(Limits.IDENTIFIERS_PER_EVENT_MAX)
        .map(id -> PlainDecoder.who(id.type, id.value))
        .toList();
  }

  private void addFirst(IdentifierType type, String field, EventType of) {
    List<JsonNode> places = new ArrayList<>();
    if (of == EventType.IDENTIFY) {
      places.add(event.path("traits"));
    }
    places.add(event.path("context").path("traits"));
    if (of == EventType.TRACK) {
      places.add(event.path("properties"));
    }
    places.add(batchContext.path("traits"));
    for (JsonNode place : places) {
      if (place.isObject() && add(type, PlainDecoder.text(place.path(field)))) {
        return;
      }
    }
  }

  private void addExternal(JsonNode context) {
    for (JsonNode external : context.path("externalIds")) {
      if (external.isObject() && context.path("externalIds").isArray()) {
        String type = PlainDecoder.text(external.path("type"));
        String id = PlainDecoder.text(external.path("id"));
        switch (type) {
          case "user_id" -> add(IdentifierType.CUSTOMER_ID, id);
          case "email", "phone", "anonymous_id", "source_id" ->
              add(IdentifierType.named(type).orElseThrow(), id);
          default -> {
            if (external.path("collection").asText().equals("sources")) {
              add(IdentifierType.SOURCE_ID, type.strip() + ":" + id.strip());
            }
          }
        }
      }
    }
  }

  private Id previous() {
    String id = sent("previousId").strip();
    for (IdentifierType type : IdentifierType.values()) {
      if (id.startsWith(type.wireName() + ":")) {
        return new Id(type, id.substring(type.wireName().length() + 1));
      }
    }
    return new Id(IdentifierType.ANONYMOUS_ID, id);
  }

  private boolean add(IdentifierType type, String raw) {
    Optional<String> value = valid(type, raw);
    value.ifPresent(text -> ids.add(new Id(type, text)));
    return value.isPresent();
  }

  /** Normalising has tests of its own, so it may be used here. */
  private static Optional<String> valid(IdentifierType type, String raw) {
    return Wire.NORMALISER.normalise(type, raw) instanceof Normalised.Valid(String value)
        ? Optional.of(value)
        : Optional.empty();
  }

  private String sent(String field) {
    return PlainDecoder.text(event.path(field));
  }
}
