package io.onefold.decode;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes batches out of a seed: mostly right, with every known way of being wrong now and then, keys
 * in any order.
 */
final class BodyGenerator {

  /** Keeps every number as it was written. */
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final String[] IDS = {
    "'u1'",
    "'u1'",
    "'u2'",
    "' u1 '",
    "'a1'",
    "'a2'",
    "'customer_id:u1'",
    "'email:b@example.com'",
    "7",
    "1.50",
    "''",
    "null",
    "'undefined'",
    "'0'",
    "{'a':1}",
    "true",
    "'Zoe\u0308'"
  };
  private static final String[] EMAILS = {
    "'a@example.com'",
    "' A@Example.COM '",
    "'b@example.com'",
    "'nobody'",
    "'test@test.com'",
    "''",
    "null",
    "5",
    "{'x':'y'}",
    "['a@example.com']"
  };
  private static final String[] PHONES = {
    "'+31612345678'", "'06 12345678'", "31612345678", "'1111111111'", "'call'", "null", "[]"
  };
  private static final String[] TYPES = {
    "'track'",
    "'track'",
    "'track'",
    "'identify'",
    "'identify'",
    "'page'",
    "'screen'",
    "'group'",
    "'alias'",
    "'Track'",
    "null",
    "5"
  };
  private static final String[] NAMES = {
    "'Product Viewed'", "'Product Added'", "'product removed'", "'Cart Updated'", "'Cart Viewed'",
    "'Cart Cleared'", "'Order Completed'", "'Order Refunded'", "'ORDER CANCELLED'", "'Signed Up'",
    "' x '", "7", "''", "null", "[]"
  };
  private static final String[] TIMES = {
    "'2026-01-15T12:29:00Z'",
    "'2026-01-15T13:28:00.123+01:00'",
    "'2026-01-15'",
    "1768480140000",
    "'1768480140000'",
    "'soon'",
    "''",
    "null",
    "'1960-05-05T00:00:00Z'",
    "'2026-01-17T00:00:00Z'",
    "false",
    "{'a':[]}"
  };
  private static final String[] AMOUNTS = {
    "19.95", "'19.95'", "0", "-5", "1e2", "null", "''", "'much'", "1e999999", "{'a':1}", "true"
  };
  private static final String[] QUANTITIES = {"1", "'2'", "3.0", "null", "0", "-1", "1.5", "'x'"};
  private static final String[] CURRENCIES = {"'EUR'", "'usd'", "null", "'euro'", "''", "5", "{}"};
  private static final String[] VALUES = {
    "'text'", "''", "1", "2.50", "1e400", "true", "null", "['a',{'b':null}]", "{'c':{'d':[1]}}"
  };
  private static final String[] TRAITS = {
    "firstName",
    "first_name",
    "lastName",
    "name",
    "age",
    "custom.size",
    "core_data.name",
    "shoe",
    "core_data.tracking_id",
    "x.y",
    "createdAt",
    ""
  };
  private static final String[] EXTERNAL_TYPES = {
    "'user_id'",
    "'email'",
    "'phone'",
    "'anonymous_id'",
    "'source_id'",
    "'shop'",
    "'other'",
    "null",
    "5",
    "{}"
  };

  private final Random random;
  private final Map<String, JsonNode> trees = new HashMap<>();

  BodyGenerator(long seed) {
    random = new Random(seed);
  }

  /** A batch of up to five events. */
  ObjectNode batch() {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode batch = JSON.createArrayNode();
    for (int left = random.nextInt(6); left > 0; left--) {
      batch.add(random.nextInt(30) == 0 ? pick(VALUES) : event());
    }
    body.set("batch", batch);
    maybe(4, body, "context", context());
    maybe(3, body, "sentAt", pick(TIMES));
    maybe(3, body, "writeKey", pick(IDS));
    maybe(8, body, "api_key", pick(IDS));
    return shuffled(body);
  }

  private ObjectNode event() {
    ObjectNode event = JSON.createObjectNode();
    event.set("type", pick(TYPES));
    maybe(1, event, "event", pick(NAMES));
    maybe(3, event, "name", pick(NAMES));
    maybe(2, event, "userId", pick(IDS));
    maybe(2, event, "anonymousId", pick(IDS));
    maybe(2, event, "previousId", pick(IDS));
    maybe(4, event, "groupId", pick(IDS));
    maybe(2, event, "messageId", pick(IDS));
    maybe(2, event, "timestamp", pick(TIMES));
    maybe(5, event, "originalTimestamp", pick(TIMES));
    maybe(3, event, "sentAt", pick(TIMES));
    maybe(1, event, "properties", random.nextInt(20) == 0 ? pick(VALUES) : properties());
    maybe(2, event, "traits", random.nextInt(20) == 0 ? pick(VALUES) : traits());
    maybe(2, event, "context", random.nextInt(20) == 0 ? pick(VALUES) : context());
    maybe(5, event, "integrations", pick(VALUES));
    return shuffled(event);
  }

  private ObjectNode properties() {
    ObjectNode properties = JSON.createObjectNode();
    maybe(4, properties, "email", pick(EMAILS));
    maybe(4, properties, "phone", pick(PHONES));
    maybe(1, properties, "order_id", pick(IDS));
    maybe(4, properties, "orderId", pick(IDS));
    maybe(1, properties, "total", pick(AMOUNTS));
    maybe(4, properties, "revenue", pick(AMOUNTS));
    maybe(4, properties, "value", pick(AMOUNTS));
    maybe(2, properties, "currency", pick(CURRENCIES));
    maybe(4, properties, "refund_id", pick(IDS));
    maybe(2, properties, "products", products());
    product(properties);
    maybe(2, properties, "extra", pick(VALUES));
    return shuffled(properties);
  }

  private JsonNode products() {
    ArrayNode products = JSON.createArrayNode();
    for (int left = random.nextInt(4); left > 0; left--) {
      ObjectNode product = JSON.createObjectNode();
      product(product);
      products.add(random.nextInt(10) == 0 ? pick(VALUES) : shuffled(product));
    }
    return random.nextInt(10) == 0 ? pick(VALUES) : products;
  }

  private void product(ObjectNode product) {
    maybe(2, product, "product_id", pick(IDS));
    maybe(2, product, "sku", pick(IDS));
    maybe(2, product, "name", pick(NAMES));
    maybe(2, product, "price", pick(AMOUNTS));
    maybe(4, product, "currency", pick(CURRENCIES));
    maybe(2, product, "quantity", pick(QUANTITIES));
  }

  private ObjectNode traits() {
    ObjectNode traits = JSON.createObjectNode();
    maybe(2, traits, "email", pick(EMAILS));
    maybe(3, traits, "phone", pick(PHONES));
    for (int left = random.nextInt(5); left > 0; left--) {
      traits.set(TRAITS[random.nextInt(TRAITS.length)], pick(VALUES));
    }
    maybe(4, traits, "address", random.nextInt(4) == 0 ? pick(VALUES) : address());
    return shuffled(traits);
  }

  private JsonNode address() {
    ObjectNode address = JSON.createObjectNode();
    maybe(2, address, "city", pick(VALUES));
    maybe(2, address, "floor", pick(VALUES));
    return address;
  }

  private ObjectNode context() {
    ObjectNode context = JSON.createObjectNode();
    maybe(2, context, "traits", random.nextInt(20) == 0 ? pick(VALUES) : traits());
    maybe(3, context, "externalIds", random.nextInt(10) == 0 ? pick(VALUES) : externalIds());
    maybe(3, context, "consent", random.nextInt(10) == 0 ? pick(VALUES) : consent());
    maybe(2, context, "page", pick(VALUES));
    return shuffled(context);
  }

  private JsonNode externalIds() {
    ArrayNode ids = JSON.createArrayNode();
    for (int left = random.nextInt(4); left > 0; left--) {
      ObjectNode id = JSON.createObjectNode();
      maybe(1, id, "type", pick(EXTERNAL_TYPES));
      maybe(1, id, "id", pick(random.nextInt(3) == 0 ? EMAILS : IDS));
      maybe(3, id, "collection", pick(new String[] {"'sources'", "'users'", "5"}));
      ids.add(random.nextInt(10) == 0 ? pick(VALUES) : shuffled(id));
    }
    return ids;
  }

  private JsonNode consent() {
    ObjectNode preferences = JSON.createObjectNode();
    maybe(2, preferences, "ads", pick(VALUES));
    maybe(1, preferences, "mail", pick(new String[] {"true", "false"}));
    return JSON.createObjectNode().set("categoryPreferences", preferences);
  }

  private JsonNode pick(String[] texts) {
    return trees.computeIfAbsent(texts[random.nextInt(texts.length)], BodyGenerator::tree);
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(Wire.json(text));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Sets the field in one of {@code chance} cases, and in most when that is 1. */
  private void maybe(int chance, ObjectNode object, String key, JsonNode value) {
    boolean sets = chance == 1 ? random.nextInt(8) > 0 : random.nextInt(chance) == 0;
    if (sets) {
      object.set(key, value);
    }
  }

  private ObjectNode shuffled(ObjectNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    Collections.shuffle(keys, random);
    ObjectNode shuffled = JSON.createObjectNode();
    keys.forEach(key -> shuffled.set(key, object.get(key)));
    return shuffled;
  }
}
