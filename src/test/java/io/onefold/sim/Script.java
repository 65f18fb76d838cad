package io.onefold.sim;

import io.onefold.event.AttributeUpdate;
import io.onefold.event.Commerce;
import io.onefold.event.Event;
import io.onefold.event.EventTime;
import io.onefold.event.EventType;
import io.onefold.event.Facts;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.MessageId;
import io.onefold.event.Money;
import io.onefold.event.Origin;
import io.onefold.event.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The events of one simulated run, made from the seed.
 *
 * @param people whether identifiers may belong to different people, so that merges can be refused;
 *     otherwise everything that is connected must become one profile
 */
record Script(List<Identifier> identifiers, List<Event> events, boolean people) {

  /** The account of all events. */
  static final int ACCOUNT = 1;

  private static final List<IdentifierType> ONE_PERSON =
      List.of(
          IdentifierType.CUSTOMER_ID,
          IdentifierType.EMAIL,
          IdentifierType.PHONE,
          IdentifierType.ANONYMOUS_ID,
          IdentifierType.ANONYMOUS_ID,
          IdentifierType.ANONYMOUS_ID,
          IdentifierType.ORDER_ID,
          IdentifierType.ANONYMOUS_ID);

  static Script of(Random random, int eventCount) {
    boolean people = random.nextInt(10) < 6;
    int count = 3 + random.nextInt(6) + eventCount / 20;
    List<Identifier> identifiers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      identifiers.add(identifier(random, i, people));
    }
    List<Event> events = new ArrayList<>();
    for (int e = 0; e < eventCount; e++) {
      events.add(event(random, e, identifiers));
    }
    return new Script(identifiers, events, people);
  }

  static String name(int event) {
    return "e" + event;
  }

  private static Identifier identifier(Random random, int i, boolean people) {
    IdentifierType type =
        people
            ? IdentifierType.of(random.nextInt(IdentifierType.LINK_TOKEN.ordinal()))
            : i < ONE_PERSON.size() ? ONE_PERSON.get(i) : IdentifierType.ANONYMOUS_ID;
    String value = type == IdentifierType.SOURCE_ID ? "shop:" + i : "v" + i;
    return new Identifier(type, value, new Hash128(random.nextLong(), random.nextLong()));
  }

  private static Event event(Random random, int e, List<Identifier> identifiers) {
    List<Identifier> drawn = new ArrayList<>(identifiers);
    Collections.shuffle(drawn, random);
    int[] sizes = {1, 2, 2, 2, 3, Math.min(4, drawn.size())};
    List<Identifier> named =
        drawn.subList(0, sizes[random.nextInt(sizes.length)]).stream()
            .sorted(Comparator.comparing(Identifier::type).thenComparing(Identifier::hash))
            .toList();
    long atMs = 1_700_000_000_000L + random.nextInt(10_000_000);
    List<AttributeUpdate> attributes =
        random.nextInt(3) == 0
            ? List.of(new AttributeUpdate("custom.colour", Value.text("c" + e)))
            : List.of();
    return new Event(
        new Origin(ACCOUNT, "tracking"),
        EventType.TRACK,
        name(e),
        new MessageId("m" + e, random.nextLong()),
        new EventTime(atMs, atMs, e),
        named,
        new Facts(attributes, commerce(named, e), List.of()),
        "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static Commerce commerce(List<Identifier> named, int e) {
    for (Identifier identifier : named) {
      if (identifier.type() == IdentifierType.ORDER_ID) {
        return new Commerce.Order(identifier.value(), new Money(10_000L * (e + 1), "EUR"));
      }
    }
    return Commerce.NONE;
  }
}
