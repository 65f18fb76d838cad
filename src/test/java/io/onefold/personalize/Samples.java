package io.onefold.personalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onefold.event.IdentifierType;
import io.onefold.event.Money;
import io.onefold.event.ProfileId;
import io.onefold.event.Value;
import io.onefold.profile.IdentityFacts;
import io.onefold.profile.IdentityFacts.Evidence;
import io.onefold.profile.ProfileFacts;
import io.onefold.profile.ProfileFacts.Attribute;
import io.onefold.profile.ProfileFacts.Metrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A person who shops, and the ways in which the tests change her. */
final class Samples {

  static final long SPRING_MS = Instant.parse("2026-03-01T08:00:00.250Z").toEpochMilli();
  static final long SUMMER_MS = Instant.parse("2026-07-15T12:30:00Z").toEpochMilli();
  static final ProfileId ANN = ProfileId.of(SPRING_MS, 7, 1, 2);
  static final ProfileId ABSORBED = ProfileId.of(SPRING_MS + 1, 9, 3, 4);
  static final String TRACKING_ID = "0123456789abcdefghijABCDEFGHIJ0123456789abcd";
  static final Evidence LOGIN = new Evidence("message-1", "tracking", "customer_id");

  static final Metrics NO_METRICS = new Metrics(0, 0, Map.of(), "", 0, 0, Map.of());
  static final Metrics METRICS =
      new Metrics(
          12,
          2,
          Map.of("EUR", 125_500L),
          "EUR",
          SUMMER_MS,
          3,
          new TreeMap<>(Map.of("Order Completed", 2L, "page", 10L)));

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Samples() {}

  static ProfileFacts facts(List<Attribute> attributes, Metrics metrics) {
    return new ProfileFacts(
        1,
        false,
        SPRING_MS,
        SUMMER_MS,
        attributes,
        metrics,
        List.of(),
        List.of(),
        false,
        Optional.empty());
  }

  static ProfileFacts facts(Attribute... attributes) {
    return facts(List.of(attributes), NO_METRICS);
  }

  static ProfileFacts ann() {
    return new ProfileFacts(
        1,
        true,
        SPRING_MS,
        SUMMER_MS,
        List.of(
            attribute("core_data.first_name", Value.text("Ann")),
            attribute("core_data.last_name", Value.text("de Vries")),
            attribute("custom.shoe_size", new Value(Value.Kind.NUMBER, "38.50")),
            attribute("custom.tags", new Value(Value.Kind.JSON, "[\"a\",{\"b\":null}]")),
            attribute("custom.vip", new Value(Value.Kind.BOOLEAN, "true"))),
        METRICS,
        List.of(
            new ProfileFacts.ConsentFact("analytics", false, "tracking", SPRING_MS),
            new ProfileFacts.ConsentFact("marketing", true, "crm", SUMMER_MS)),
        List.of(
            new ProfileFacts.CartItem("p1", "Shoe", new Money(499_900, "EUR"), 2),
            new ProfileFacts.CartItem("p2", "", new Money(0, ""), 1)),
        false,
        Optional.empty());
  }

  static Attribute attribute(String key, Value value) {
    return new Attribute(key, value, "crm", SUMMER_MS);
  }

  static IdentityFacts.Known known(IdentifierType type, String value, long lastSeenMs) {
    return new IdentityFacts.Known(type, value, SPRING_MS, lastSeenMs, "tracking");
  }

  static IdentityFacts identity(IdentityFacts.Known... identifiers) {
    return new IdentityFacts(
        ANN, TRACKING_ID, true, List.of(identifiers), List.of(), List.of(), List.of());
  }

  static JsonNode json(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + new String(bytes, StandardCharsets.UTF_8), e);
    }
  }

  /** The JSON that {@code singleQuoted} stands for, with single instead of double quotes. */
  static JsonNode json(String singleQuoted) {
    return json(singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
