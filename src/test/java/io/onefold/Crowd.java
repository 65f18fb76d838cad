package io.onefold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Many people on several devices each, their events, and what must be true of every one of them.
 */
final class Crowd {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EVENTS_PER_PERSON = 10;
  private static final double REPEATED = 0.05;

  /** One person: what she is called, and what must be counted. */
  static final class Person {
    final List<String> identifiers = new ArrayList<>();
    final Map<String, Integer> events = new TreeMap<>();
    int eventCount;
    int orderCount;
    BigDecimal spend = BigDecimal.ZERO;
    private final String customer;
    private final String email;
    private final List<String> devices = new ArrayList<>();

    Person(int number, Random random) {
      customer = "customer-" + number;
      email = "person" + number + "@shop.test";
      identifiers.add("customer_id:" + customer);
      identifiers.add("email:" + email);
      for (int i = 2 + random.nextInt(2); i > 0; i--) {
        String device = new UUID(random.nextLong(), random.nextLong()).toString();
        devices.add(device);
        identifiers.add("anonymous_id:" + device);
      }
    }
  }

  final List<Person> people = new ArrayList<>();
  final List<ObjectNode> events = new ArrayList<>();
  private final Random random;

  Crowd(int count, long seed) {
    random = new Random(seed);
    for (int i = 0; i < count; i++) {
      Person person = new Person(i, random);
      people.add(person);
      tell(person, i);
    }
    int once = events.size();
    for (int i = 0; i < once * REPEATED; i++) {
      events.add(events.get(random.nextInt(once)));
    }
    Collections.shuffle(events, random);
  }

  /** The events as bodies for {@code /v1/batch}. */
  List<String> batches(int size) {
    List<String> batches = new ArrayList<>();
    for (int from = 0; from < events.size(); from += size) {
      ArrayNode batch = JSON.createArrayNode();
      events.subList(from, Math.min(events.size(), from + size)).forEach(batch::add);
      batches.add(JSON.createObjectNode().set("batch", batch).toString());
    }
    return batches;
  }

  /** Every way in which the answer to "who is this" differs from what was told. */
  static List<String> differences(Person person, JsonNode profile) {
    List<String> differences = new ArrayList<>();
    JsonNode metrics = profile.path("metrics");
    compare(differences, "event_count", person.eventCount, metrics.path("event_count").asInt());
    compare(differences, "order_count", person.orderCount, metrics.path("order_count").asInt());
    BigDecimal spend = metrics.path("total_spend").decimalValue();
    if (person.spend.compareTo(spend) != 0) {
      differences.add("total_spend " + spend + " instead of " + person.spend);
    }
    person.events.forEach(
        (name, count) ->
            compare(differences, name, count, metrics.path("events").path(name).asInt()));
    compare(
        differences, "identifiers without orders", person.identifiers.size(), identifiers(profile));
    return differences;
  }

  private static int identifiers(JsonNode profile) {
    int count = 0;
    for (JsonNode identifier : profile.path("identifiers")) {
      count += identifier.path("type").asText().equals("order_id") ? 0 : 1;
    }
    return count;
  }

  private static void compare(List<String> differences, String what, int expected, int got) {
    if (expected != got) {
      differences.add(what + " " + got + " instead of " + expected);
    }
  }

  private void tell(Person person, int number) {
    for (String device : person.devices) {
      ObjectNode identify = event(person, "identify", "identify");
      identify.put("userId", person.customer).put("anonymousId", device);
    }
    ObjectNode email = event(person, "identify", "identify");
    email.put("userId", person.customer).putObject("traits").put("email", person.email);
    for (int i = person.eventCount; i < EVENTS_PER_PERSON; i++) {
      if (i % 4 == 0) {
        order(person, number + "-" + i);
      } else {
        ObjectNode view = event(person, "track", "Product Viewed");
        view.put("event", "Product Viewed").putObject("properties").put("product_id", "p" + i);
        name(person, view);
      }
    }
  }

  private void order(Person person, String orderId) {
    BigDecimal total = BigDecimal.valueOf(random.nextInt(100_000), 2);
    BigDecimal refund = total.divide(BigDecimal.TEN);
    ObjectNode order = event(person, "track", "Order Completed");
    name(person, order);
    order.put("event", "Order Completed");
    order
        .putObject("properties")
        .put("order_id", orderId)
        .put("total", total)
        .put("currency", "USD");
    ObjectNode refunded = event(person, "track", "Order Refunded");
    name(person, refunded);
    refunded.put("event", "Order Refunded");
    refunded
        .putObject("properties")
        .put("order_id", orderId)
        .put("total", refund)
        .put("currency", "USD");
    person.orderCount++;
    person.spend = person.spend.add(total).subtract(refund);
  }

  private void name(Person person, ObjectNode event) {
    switch (random.nextInt(3)) {
      case 0 -> event.put("userId", person.customer);
      case 1 -> event.putObject("context").putObject("traits").put("email", person.email);
      default -> {}
    }
    boolean unnamed = !event.has("userId") && !event.has("context");
    if (unnamed || random.nextBoolean()) {
      event.put("anonymousId", person.devices.get(random.nextInt(person.devices.size())));
    }
  }

  private ObjectNode event(Person person, String type, String countedAs) {
    ObjectNode event = JSON.createObjectNode();
    event.put("type", type);
    event.put("messageId", new UUID(random.nextLong(), random.nextLong()).toString());
    long agoMs = random.nextInt(Integer.MAX_VALUE); // up to 24 days
    event.put("timestamp", Instant.now().minusMillis(agoMs).toString());
    events.add(event);
    person.eventCount++;
    person.events.merge(countedAs, 1, Integer::sum);
    return event;
  }
}
