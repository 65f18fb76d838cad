package io.onefold.shard;

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
import io.onefold.identity.Partition;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Terms;
import io.onefold.identity.TrackingTokens;
import io.onefold.message.After;
import io.onefold.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Heap a profile: three identifiers, eight attributes, 20 events, two orders, index included, name
 * search and message ids too.
 *
 * <p>{@code mvn -q -Ptool process-test-classes -Dtool=io.onefold.shard.ProfileMemory
 * -Dtool.args=500000}
 */
public final class ProfileMemory {

  private static final int SHARDS = 64;
  private static final int EVENTS = 17;
  private static final long NOW_MS = 1_795_000_000_000L;
  private static final Origin ORIGIN = new Origin(1, "tracking");
  private static final byte[] NO_PROPERTIES = "{}".getBytes(StandardCharsets.UTF_8);

  private final Random random = new Random(1);
  private final List<Shard> shards = new ArrayList<>();
  private long messages;

  private ProfileMemory() {
    for (int i = 0; i < SHARDS; i++) {
      Terms terms = new Terms(1, new RandomFresh(0, random), RuleBook.STANDARD);
      shards.add(new Shard(new Partition(0), terms, new TrackingTokens(new byte[16])));
    }
  }

  public static void main(String[] args) {
    int people = Integer.parseInt(args[0]);
    ProfileMemory memory = new ProfileMemory();
    long before = used();
    for (int person = 0; person < people; person++) {
      memory.tell(person);
    }
    long bytes = used() - before;
    int profiles = memory.shards.stream().mapToInt(s -> s.partition().profileCount()).sum();
    IO.println(
        "%d profiles: %d bytes each, %d MB".formatted(profiles, bytes / profiles, bytes >> 20));
  }

  private void tell(int person) {
    Shard shard = shards.get(person % SHARDS);
    List<Identifier> who =
        List.of(
            identifier(IdentifierType.CUSTOMER_ID, "customer-" + person),
            identifier(IdentifierType.EMAIL, "person" + person + "@shop.test"),
            identifier(IdentifierType.ANONYMOUS_ID, uuid()));
    apply(shard, EventType.IDENTIFY, "", who, attributes(person), Commerce.NONE);
    for (int i = 0; i < EVENTS; i++) {
      apply(shard, EventType.TRACK, "Product Viewed", who, List.of(), Commerce.NONE);
    }
    for (int i = 0; i < 2; i++) {
      Commerce order = new Commerce.Order("o" + person + i, new Money(120_000, "EUR"));
      apply(shard, EventType.TRACK, "Order Completed", who, List.of(), order);
    }
  }

  private void apply(
      Shard shard,
      EventType type,
      String name,
      List<Identifier> who,
      List<AttributeUpdate> attributes,
      Commerce commerce) {
    long atMs = NOW_MS + messages++;
    Event event =
        new Event(
            ORIGIN,
            type,
            name,
            new MessageId(uuid(), random.nextLong()),
            new EventTime(atMs, atMs, 0),
            who,
            new Facts(attributes, commerce, List.of()),
            NO_PROPERTIES);
    shard.handle(new Message.Apply(event, After.ACKNOWLEDGE, answer -> {}), atMs);
  }

  private static List<AttributeUpdate> attributes(int person) {
    return List.of(
        text("core_data.email_address", "person" + person + "@shop.test"),
        text("core_data.first_name", "First" + person % 1_000),
        text("core_data.last_name", "Last" + person % 5_000),
        text("core_data.address_city", "Utrecht"),
        text("custom.language", "nl"),
        text("core_data.birthday", "1990-05-17"),
        text("custom.shoe_size", "42"),
        text("custom.vip", "true"));
  }

  private static AttributeUpdate text(String key, String value) {
    return new AttributeUpdate(key, Value.text(value));
  }

  private Identifier identifier(IdentifierType type, String value) {
    return new Identifier(type, value, new Hash128(random.nextLong(), random.nextLong()));
  }

  private String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
