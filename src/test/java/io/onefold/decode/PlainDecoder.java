package io.onefold.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.onefold.event.Consent;
import io.onefold.event.EventType;
import io.onefold.event.IdentifierType;
import io.onefold.event.Limits;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules of the wire said a second time, over JSON trees and without regard to speed: what
 * {@link EventDecoder} is compared with. It finds all faults of an event, where the decoder reports
 * one.
 */
final class PlainDecoder {

  /** What is expected of one event. */
  record Expected(
      EventType type,
      String name,
      String messageId,
      long atMs,
      List<String> who,
      Map<String, JsonNode> attributes,
      Map<String, Boolean> consents,
      String commerce,
      JsonNode properties) {}

  private final ObjectNode body;
  private final JsonNode event;
  private final Set<String> faults = new TreeSet<>();

  PlainDecoder(ObjectNode body, JsonNode event) {
    this.body = body;
    this.event = event;
  }

  /** The codes of all faults that {@link #expected} found. */
  Set<String> faults() {
    return faults;
  }

  /** Empty for an alias to itself, and where {@link #faults} says why. */
  Optional<Expected> expected() {
    if (!event.isObject()) {
      faults.add("wrong_type");
      return Optional.empty();
    }
    checkTypes();
    EventType type = type();
    if (!faults.isEmpty()) {
      return Optional.empty();
    }
    PlainPeople people = new PlainPeople(event, batchContext(), faults);
    if (type == EventType.ALIAS && people.isAliasToItself()) {
      return Optional.empty();
    }
    PlainShop shop = new PlainShop(event, faults);
    String commerce = type == EventType.TRACK ? shop.commerce(name(type)) : "None";
    Expected expected =
        new Expected(
            type,
            name(type),
            messageId(),
            atMs(),
            people.who(type, shop.orderId()),
            type == EventType.IDENTIFY ? attributes() : Map.of(),
            consents(),
            commerce,
            properties(type));
    return faults.isEmpty() ? Optional.of(expected) : Optional.empty();
  }

  private void checkTypes() {
    for (String field :
        List.of(
            "type",
            "event",
            "name",
            "userId",
            "anonymousId",
            "previousId",
            "groupId",
            "messageId",
            "timestamp",
            "originalTimestamp",
            "sentAt")) {
      if (!isScalar(event.path(field))) {
        faults.add("wrong_type");
      }
    }
    for (String field : List.of("timestamp", "originalTimestamp", "sentAt")) {
      JsonNode time = event.path(field);
      if (isScalar(time) && !text(time).isEmpty() && time(time).isEmpty()) {
        faults.add("wrong_type");
      }
    }
    for (JsonNode section :
        List.of(
            event.path("properties"),
            event.path("traits"),
            event.path("context"),
            event.path("context").path("traits"))) {
      if (!isAbsent(section) && !section.isObject()) {
        faults.add("wrong_type");
      }
    }
  }

  private EventType type() {
    String wireName = event.path("type").isTextual() ? event.path("type").asText() : "";
    Optional<EventType> type = EventType.named(wireName);
    if (type.isEmpty()) {
      faults.add("unknown_type");
    }
    return type.orElse(EventType.TRACK);
  }

  private String name(EventType type) {
    return switch (type) {
      case TRACK -> {
        String name = text(event.path("event")).strip();
        if (name.isEmpty()) {
          faults.add("name_missing");
        }
        yield name;
      }
      case PAGE, SCREEN -> text(event.path("name")).strip();
      case GROUP -> text(event.path("groupId")).strip();
      case IDENTIFY, ALIAS -> "";
    };
  }

  private String messageId() {
    String id = text(event.path("messageId")).strip();
    return id.isEmpty() ? "assigned" : id;
  }

  private long atMs() {
    Optional<Long> happened =
        time(event.path("originalTimestamp")).or(() -> time(event.path("timestamp")));
    Optional<Long> sent = time(event.path("sentAt")).or(() -> time(body.path("sentAt")));
    long atMs =
        happened
            .map(ms -> sent.map(sentMs -> Wire.NOW_MS - (sentMs - ms)).orElse(ms))
            .orElse(Wire.NOW_MS);
    if (atMs > Wire.NOW_MS + Limits.FUTURE_MS_MAX) {
      faults.add("time_in_future");
    }
    if (atMs < 0) {
      faults.add("time_before_1970");
    }
    return atMs;
  }

  private static Optional<Long> time(JsonNode node) {
    String text = isScalar(node) ? text(node).strip() : "";
    if (text.matches("\\d+")) {
      return Optional.of(Long.parseLong(text));
    }
    try {
      return Optional.of(
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
              : OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Map<String, JsonNode> attributes() {
    Map<String, JsonNode> attributes = new LinkedHashMap<>();
    addTraits(batchContext().path("traits"), attributes);
    addTraits(event.path("context").path("traits"), attributes);
    addTraits(event.path("traits"), attributes);
    return attributes;
  }

  private void addTraits(JsonNode traits, Map<String, JsonNode> attributes) {
    for (Map.Entry<String, JsonNode> trait : traits.properties()) {
      if (trait.getKey().equals("address") && trait.getValue().isObject()) {
        for (Map.Entry<String, JsonNode> part : trait.getValue().properties()) {
          add("address." + part.getKey(), part.getValue(), attributes);
        }
      } else {
        add(trait.getKey(), trait.getValue(), attributes);
      }
    }
  }

  private void add(String trait, JsonNode value, Map<String, JsonNode> attributes) {
    String key =
        switch (trait) {
          case "email" -> "core_data.email_address";
          case "phone" -> "core_data.phone_number";
          case "firstName", "first_name" -> "core_data.first_name";
          case "lastName" -> "core_data.last_name";
          case "name", "core_data.name" -> "core_data.name";
          case "age" -> "core_data.age";
          case "createdAt" -> "core_data.created_at";
          case "address.city" -> "core_data.address_city";
          case "custom.size" -> "custom.size";
          default -> "custom." + trait.replaceFirst("^address\\.", "address_");
        };
    if (trait.isEmpty() || trait.equals("core_data.tracking_id") || value.isNull()) {
      return;
    }
    if (value.isNumber() && Math.abs(value.decimalValue().scale()) > 308) {
      faults.add("number_out_of_range");
    }
    if (isSaid(key, value)) {
      boolean email = key.equals("core_data.email_address");
      attributes.put(key, email ? TextNode.valueOf(value.asText().strip()) : value);
    }
  }

  private static boolean isSaid(String key, JsonNode value) {
    boolean isText = value.isTextual() || value.isNumber();
    return switch (key) {
      case "core_data.email_address" -> isText && Wire.NORMALISER.isEmail(value.asText().strip());
      case "core_data.phone_number" -> isText && Wire.NORMALISER.isPhone(value.asText());
      default -> true;
    };
  }

  private Map<String, Boolean> consents() {
    Map<String, Boolean> consents = new LinkedHashMap<>();
    for (JsonNode context : List.of(batchContext(), event.path("context"))) {
      JsonNode preferences = context.path("consent").path("categoryPreferences");
      for (Map.Entry<String, JsonNode> purpose : preferences.properties()) {
        if (purpose.getValue().isBoolean()) {
          consents.put(purpose.getKey(), purpose.getValue().asBoolean());
        }
      }
    }
    return consents;
  }

  private JsonNode properties(EventType type) {
    JsonNode traits = event.path("traits");
    JsonNode sent =
        switch (type) {
          case TRACK, PAGE, SCREEN, ALIAS -> event.path("properties");
          case GROUP -> traits;
          case IDENTIFY -> traits.isObject() ? traits : event.path("context").path("traits");
        };
    return sent.isObject() ? sent : BodyGenerator.JSON.createObjectNode();
  }

  /** A batch's context counts as far as it is right. */
  private JsonNode batchContext() {
    JsonNode context = body.path("context");
    return context.isObject() ? context : MissingNode.getInstance();
  }

  static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  static boolean isScalar(JsonNode node) {
    return isAbsent(node) || node.isTextual() || node.isNumber();
  }

  /** A text or number as it was written, empty for all else. */
  static String text(JsonNode node) {
    return node.isTextual() || node.isNumber() ? node.asText() : "";
  }

  static String who(IdentifierType type, String value) {
    return type.wireName() + ":" + value;
  }

  static Map<String, Boolean> consents(List<Consent> consents) {
    Map<String, Boolean> stated = new LinkedHashMap<>();
    consents.forEach(consent -> stated.put(consent.purpose(), consent.granted()));
    return stated;
  }
}
