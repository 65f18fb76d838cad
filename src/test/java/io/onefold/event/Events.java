package io.onefold.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Events for tests: plain ones by hand, and random ones from a seed. */
public final class Events {

  private static final List<String> TEXTS =
      List.of("", "Zoë", "a b", "\u20ac", "\ud83d\ude00", "x".repeat(200), "Order Completed");

  private Events() {}

  /** An identifier whose hash follows from its type and value. */
  public static Identifier identifier(IdentifierType type, String value) {
    Random hash = new Random(31L * type.ordinal() + value.hashCode());
    return new Identifier(type, value, new Hash128(hash.nextLong(), hash.nextLong()));
  }

  /** A track event without properties. */
  public static Event track(String name, String messageId, long atMs, Identifier... identifiers) {
    return new Event(
        new Origin(1, "tracking"),
        EventType.TRACK,
        name,
        new MessageId(messageId, new Random(messageId.hashCode()).nextLong()),
        new EventTime(atMs, atMs, 0),
        List.of(identifiers),
        Facts.NONE,
        "{}".getBytes(StandardCharsets.UTF_8));
  }

  /** The same event with other facts. */
  public static Event with(Event event, Facts facts) {
    return new Event(
        event.origin(),
        event.type(),
        event.name(),
        event.id(),
        event.time(),
        event.identifiers(),
        facts,
        event.propertiesJson());
  }

  /** Any event at all, within the bounds of the words. */
  public static Event any(Random random) {
    List<Identifier> identifiers = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      IdentifierType type = IdentifierType.of(random.nextInt(IdentifierType.values().length));
      identifiers.add(identifier(type, "v" + random.nextInt(1_000)));
    }
    long atMs = random.nextLong(2_000_000_000_000L);
    return new Event(
        new Origin(1 + random.nextInt(65_535), text(random)),
        EventType.of(random.nextInt(EventType.values().length)),
        text(random),
        new MessageId(text(random), random.nextLong()),
        new EventTime(atMs, atMs + random.nextInt() / 2, random.nextInt(1 << 22)),
        identifiers.stream().distinct().sorted(Comparator.comparing(Identifier::type)).toList(),
        facts(random),
        text(random).getBytes(StandardCharsets.UTF_8));
  }

  private static Facts facts(Random random) {
    List<AttributeUpdate> attributes = new ArrayList<>();
    List<Consent> consents = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Value.Kind kind = Value.Kind.of(random.nextInt(Value.Kind.values().length));
      attributes.add(new AttributeUpdate("custom." + i, new Value(kind, text(random))));
      consents.add(new Consent(text(random), random.nextBoolean()));
    }
    return new Facts(attributes, commerce(random), consents);
  }

  private static Commerce commerce(Random random) {
    Money money = new Money(random.nextLong(1L << 50) - (1L << 49), "EUR");
    CartLine line = new CartLine("p" + random.nextInt(9), text(random), money, random.nextInt(9));
    return switch (random.nextInt(8)) {
      case 0 -> new Commerce.Viewed("p1");
      case 1 -> new Commerce.CartAdd(line);
      case 2 -> new Commerce.CartRemove(line);
      case 3 -> new Commerce.CartSet(List.of(line, line));
      case 4 -> new Commerce.Order("o" + random.nextInt(9), money);
      case 5 -> new Commerce.Refund("o1", random.nextLong(), money, random.nextBoolean());
      case 6 -> new Commerce.Cancel("o2");
      default -> Commerce.NONE;
    };
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
