package io.onefold.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onefold.event.AttributeUpdate;
import io.onefold.event.CartLine;
import io.onefold.event.Commerce;
import io.onefold.event.Event;
import io.onefold.event.EventCodec;
import io.onefold.event.Money;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares {@link EventDecoder} with {@link PlainDecoder} over generated batches. */
class EventDecoderPropertyTest {

  private static final int BATCHES = 2_000;
  private static final ObjectWriter COMPACT = BodyGenerator.JSON.writer();
  private static final ObjectWriter SPACED = BodyGenerator.JSON.writerWithDefaultPrettyPrinter();

  private final EventDecoder decoder = new EventDecoder(DecodeLimits.DEFAULT, Wire.HASHER);

  @ParameterizedTest
  @ValueSource(longs = {101, 102, 103, 104})
  void decode_generatedBatch_isWhatThePlainDecoderSays(long seed) throws IOException {
    BodyGenerator generator = new BodyGenerator(seed);
    for (int i = 0; i < BATCHES; i++) {
      ObjectNode body = generator.batch();
      byte[] json = (i % 2 == 0 ? COMPACT : SPACED).writeValueAsBytes(body);
      Decoded decoded = decoder.decode(json, Wire.context(Optional.empty(), ""));
      try {
        compare(body, Wire.events(decoded));
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ", batch " + i + ": " + body, e);
      }
    }
  }

  private static void compare(ObjectNode body, Decoded.Events decoded) throws IOException {
    Map<Integer, Event> events = new LinkedHashMap<>();
    for (int i = 0; i < decoded.events().size(); i++) {
      events.put(decoded.indexes()[i], decoded.events().get(i));
    }
    Map<Integer, Rejection> rejections = new LinkedHashMap<>();
    decoded.rejections().forEach(rejection -> rejections.put(rejection.index(), rejection));
    JsonNode batch = body.path("batch");
    assertThat(decoded.sentCount()).isEqualTo(batch.size());
    for (int index = 0; index < batch.size(); index++) {
      PlainDecoder plain = new PlainDecoder(body, batch.get(index));
      Optional<PlainDecoder.Expected> expected = plain.expected();
      assertThat(events.containsKey(index)).isEqualTo(expected.isPresent());
      assertThat(rejections.containsKey(index)).isEqualTo(!plain.faults().isEmpty());
      if (expected.isPresent()) {
        assertThat(seen(events.get(index))).isEqualTo(expected.get());
        assertStorable(events.get(index));
      } else if (!plain.faults().isEmpty()) {
        assertThat(plain.faults()).contains(rejections.get(index).code());
      }
    }
    assertThat(decoded.bodyKey()).isEqualTo(key(body));
  }

  private static PlainDecoder.Expected seen(Event event) throws IOException {
    return new PlainDecoder.Expected(
        event.type(),
        event.name(),
        event.id().text(),
        event.time().atMs(),
        Wire.who(event),
        attributes(event.facts().attributes()),
        PlainDecoder.consents(event.facts().consents()),
        text(event.facts().commerce()),
        BodyGenerator.JSON.readTree(event.propertiesJson()));
  }

  private static Map<String, JsonNode> attributes(List<AttributeUpdate> updates)
      throws IOException {
    Map<String, JsonNode> attributes = new LinkedHashMap<>();
    for (AttributeUpdate update : updates) {
      String text = update.value().text();
      JsonNode value =
          switch (update.value().kind()) {
            case TEXT -> BodyGenerator.JSON.getNodeFactory().textNode(text);
            case NUMBER, BOOLEAN, JSON -> BodyGenerator.JSON.readTree(text);
          };
      assertThat(attributes.put(update.key(), value)).isNull();
    }
    return attributes;
  }

  private static String text(Commerce commerce) {
    return switch (commerce) {
      case Commerce.None() -> "None";
      case Commerce.Viewed(String id) -> "Viewed " + id;
      case Commerce.CartAdd(CartLine line) -> "CartAdd " + text(line);
      case Commerce.CartRemove(CartLine line) -> "CartRemove " + text(line);
      case Commerce.CartSet(List<CartLine> lines) ->
          "CartSet " + lines.stream().map(EventDecoderPropertyTest::text).toList();
      case Commerce.Order(String id, Money total) -> "Order " + id + " " + text(total);
      case Commerce.Refund(String id, long _, Money amount, boolean full) ->
          "Refund " + id + " " + text(amount) + " " + full;
      case Commerce.Cancel(String id) -> "Cancel " + id;
    };
  }

  private static String text(CartLine line) {
    return line.productId() + "/" + line.name() + "/" + text(line.price()) + "/" + line.quantity();
  }

  private static String text(Money money) {
    return money.amountE4() + " " + money.currency();
  }

  private static void assertStorable(Event event) {
    byte[] stored = stored(event);
    assertThat(stored(EventCodec.read(new PackedReader(stored)))).isEqualTo(stored);
  }

  private static byte[] stored(Event event) {
    PackedWriter out = new PackedWriter(256);
    EventCodec.write(event, out);
    return out.toBytes();
  }

  private static Optional<String> key(ObjectNode body) {
    List<String> keys = new ArrayList<>();
    for (String field : List.of("writeKey", "api_key")) {
      if (body.path(field).isTextual()) {
        keys.add(body.path(field).asText());
      }
    }
    return keys.stream().filter(key -> !key.isEmpty()).findFirst();
  }
}
