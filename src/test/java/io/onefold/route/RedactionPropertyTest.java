package io.onefold.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.decode.id.BlockedValues;
import io.onefold.decode.id.IdentifierHasher;
import io.onefold.decode.id.IdentifierNormaliser;
import io.onefold.decode.id.Normalised;
import io.onefold.event.AttributeUpdate;
import io.onefold.event.Commerce;
import io.onefold.event.Event;
import io.onefold.event.EventCodec;
import io.onefold.event.EventTime;
import io.onefold.event.EventType;
import io.onefold.event.Facts;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.MessageId;
import io.onefold.event.Origin;
import io.onefold.event.PackedWriter;
import io.onefold.event.Value;
import io.onefold.telemetry.Meters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is sent of people who were erased does not reach a shard. */
class RedactionPropertyTest {

  private static final int SHARDS = 8;
  private static final Origin ORIGIN = new Origin(7, "tracking");
  private static final IdentifierHasher HASHER = new IdentifierHasher(new byte[32]);
  private static final IdentifierNormaliser NORMALISER =
      new IdentifierNormaliser("NL", BlockedValues.NONE);

  private final Meters meters = new Meters(SHARDS, () -> 0);
  private final Forgotten forgotten =
      new Forgotten(
          SHARDS,
          (account, type, raw) ->
              NORMALISER.normalise(type, raw) instanceof Normalised.Valid(String value)
                  ? Optional.of(value)
                  : Optional.empty());
  private final Redaction redaction = new Redaction(forgotten, meters.gateway());

  @AfterEach
  void close() {
    meters.close();
  }

  private static Identifier identifier(IdentifierType type, String raw) {
    String value = ((Normalised.Valid) NORMALISER.normalise(type, raw)).value();
    return HASHER.identifier(ORIGIN.accountId(), type, value);
  }

  private static Event event(
      List<Identifier> identifiers, List<AttributeUpdate> attributes, String properties) {
    return new Event(
        ORIGIN,
        EventType.IDENTIFY,
        "",
        new MessageId("m1", 1),
        new EventTime(1_000, 1_000, 0),
        identifiers,
        new Facts(attributes, Commerce.NONE, List.of()),
        properties.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(Event event) {
    PackedWriter out = new PackedWriter(256);
    EventCodec.write(event, out);
    return new String(out.toBytes(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
  }

  private static String properties(Event event) {
    return new String(event.propertiesJson(), StandardCharsets.UTF_8);
  }

  @Test
  void anyEvent_withPlantedValues_keepsNoByteOfThem() {
    for (long seed = 1; seed <= 1_000; seed++) {
      Random random = new Random(seed);
      Planted planted = Planted.of(random);
      Event sent = planted.event(random);
      planted.gone.forEach(i -> forgotten.add(i.hash()));

      List<Event> kept = redaction.keep(List.of(sent));

      assertThat(kept).as("seed %d", seed).hasSize(1);
      String bytes = encoded(kept.getFirst());
      for (String spelling : planted.spellings) {
        assertThat(bytes).as("seed %d", seed).doesNotContain(spelling.toLowerCase(Locale.ROOT));
      }
      assertThat(kept.getFirst().identifiers())
          .as("seed %d", seed)
          .isEqualTo(sent.identifiers().stream().filter(i -> !planted.gone.contains(i)).toList());
      assertThat(properties(kept.getFirst())).as("seed %d", seed).contains("\"stays\":\"here\"");
      planted.gone.forEach(i -> forgotten.remove(i.hash()));
    }
  }

  /** Identifiers that are forgotten, in several spellings, all over an event that has others. */
  private record Planted(List<Identifier> gone, List<String> spellings) {

    static Planted of(Random random) {
      String mail = "q" + Long.toString(random.nextLong() >>> 1, 36) + "@example.com";
      String number = "06" + (10_000_000 + random.nextInt(80_000_000));
      String source = "crm:" + Long.toString(random.nextLong() >>> 1, 36);
      List<Identifier> gone = new ArrayList<>();
      List<String> spellings = new ArrayList<>();
      if (random.nextBoolean()) {
        gone.add(identifier(IdentifierType.EMAIL, mail));
        spellings.addAll(List.of(mail, mail.toUpperCase(Locale.ROOT), " " + mail));
      }
      if (random.nextBoolean() || gone.isEmpty()) {
        Identifier phone = identifier(IdentifierType.PHONE, number);
        gone.add(phone);
        String apart = number.substring(0, 2) + "-" + number.substring(2);
        spellings.addAll(List.of(number, phone.value(), apart));
      }
      if (random.nextBoolean()) {
        gone.add(identifier(IdentifierType.SOURCE_ID, source));
        spellings.add(source);
      }
      return new Planted(gone, spellings);
    }

    Event event(Random random) {
      List<Identifier> identifiers = new ArrayList<>(gone);
      identifiers.add(identifier(IdentifierType.CUSTOMER_ID, "u1"));
      identifiers.add(identifier(IdentifierType.ANONYMOUS_ID, "d1"));
      identifiers.sort(Comparator.comparing(Identifier::type));
      List<AttributeUpdate> attributes = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Value value =
            random.nextBoolean()
                ? Value.text(any(random))
                : new Value(Value.Kind.JSON, json(random, 2));
        attributes.add(new AttributeUpdate("custom.a" + i, value));
      }
      String properties = "{\"stays\":\"here\",\"p\":" + json(random, 4) + "}";
      return RedactionPropertyTest.event(identifiers, attributes, properties);
    }

    private String any(Random random) {
      return random.nextInt(3) == 0 ? "plain" : spellings.get(random.nextInt(spellings.size()));
    }

    private String json(Random random, int depth) {
      return switch (random.nextInt(depth == 0 ? 3 : 5)) {
        case 0 -> "\"" + escaped(any(random), random) + "\"";
        case 1 -> "1.50";
        case 2 -> "true";
        case 3 -> "[" + json(random, depth - 1) + ", " + json(random, depth - 1) + "]";
        default -> "{\"k\":" + json(random, depth - 1) + ",\"l\":" + json(random, depth - 1) + "}";
      };
    }

    /** JSON may write a character by its number. */
    private static String escaped(String text, Random random) {
      return random.nextBoolean() ? text : text.replace("6", "\\u0036").replace("@", "\\u0040");
    }
  }

  @Test
  void nobodyForgotten_changesNothing() {
    List<Event> events =
        List.of(event(List.of(identifier(IdentifierType.EMAIL, "a@x.nl")), List.of(), "{}"));
    assertThat(redaction.keep(events)).isSameAs(events);
  }

  @Test
  void route_forgotten_dropsTheEvent() {
    Identifier device = identifier(IdentifierType.ANONYMOUS_ID, "d1");
    forgotten.add(device.hash());
    assertThat(redaction.keep(List.of(event(List.of(device), List.of(), "{}")))).isEmpty();
  }

  @Test
  void deviceAndOrder_forgotten_areTakenOffAlone() {
    Identifier user = identifier(IdentifierType.CUSTOMER_ID, "u1");
    Identifier device = identifier(IdentifierType.ANONYMOUS_ID, "17");
    Identifier order = identifier(IdentifierType.ORDER_ID, "18");
    forgotten.add(device.hash());
    forgotten.add(order.hash());
    String properties = "{\"size\": \"17\", \"order_id\":\"18\"}";

    Event kept =
        redaction
            .keep(List.of(event(List.of(user, device, order), List.of(), properties)))
            .getFirst();

    assertThat(kept.identifiers()).containsExactly(user);
    assertThat(properties(kept)).isEqualTo(properties);
  }

  @Test
  void otherValues_keepTheirExactForm() {
    Identifier user = identifier(IdentifierType.CUSTOMER_ID, "u1");
    Identifier mail = identifier(IdentifierType.EMAIL, "ann@x.nl");
    forgotten.add(mail.hash());

    Event kept =
        redaction
            .keep(
                List.of(
                    event(
                        List.of(user, mail),
                        List.of(),
                        "{\"email\":\"Ann@X.nl\",\"ann@x.nl\":1,\"n\":1.50,\"e\":1E400,\"a\":[null]}")))
            .getFirst();

    assertThat(properties(kept))
        .isEqualTo("{\"email\":null,\"ann@x.nl\":1,\"n\":1.50,\"e\":1E400,\"a\":[null]}");
    assertThat(meters.scrape()).contains("onefold_events_stripped_total 1.0");
  }

  @Test
  void nameThatIsTheValue_dropsTheEvent() {
    Identifier user = identifier(IdentifierType.CUSTOMER_ID, "u1");
    Identifier mail = identifier(IdentifierType.EMAIL, "ann@x.nl");
    forgotten.add(mail.hash());
    Event plain = event(List.of(user, mail), List.of(), "{}");
    Event named =
        new Event(
            ORIGIN,
            EventType.GROUP,
            "ann@x.nl",
            plain.id(),
            plain.time(),
            plain.identifiers(),
            plain.facts(),
            plain.propertiesJson());

    assertThat(redaction.keep(List.of(named))).isEmpty();
  }

  @Test
  void shard_readAgain_replacesWhatIsKnownOfItAlone() {
    Identifier one = identifier(IdentifierType.CUSTOMER_ID, "u1");
    int shard = one.hash().shard(SHARDS);
    Identifier same = another(shard, true);
    Identifier other = another(shard, false);
    forgotten.add(one.hash());
    forgotten.add(other.hash());

    forgotten.restored(shard, Set.of(same.hash()));

    assertThat(forgotten.contains(one.hash())).isFalse();
    assertThat(forgotten.contains(same.hash())).isTrue();
    assertThat(forgotten.contains(other.hash())).isTrue();
  }

  private static Identifier another(int shard, boolean sameShard) {
    for (int i = 2; ; i++) {
      Identifier identifier = identifier(IdentifierType.CUSTOMER_ID, "u" + i);
      if ((identifier.hash().shard(SHARDS) == shard) == sameShard) {
        return identifier;
      }
    }
  }
}
