package io.onefold.decode.facts;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Faults;
import io.onefold.decode.json.Parsers;
import io.onefold.decode.json.Section;
import io.onefold.decode.json.Tokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The properties of a shop event that are understood, as sent; absent ones are empty.
 *
 * <p><b>Threading.</b> Confined to the call that made it, for one event.
 *
 * <p><b>Bounds.</b> {@value #LINES_MAX} products, more than a cart can show; beyond is a fault
 * where the products matter.
 */
public final class ShopProperties {

  static final int LINES_MAX = 500;

  private final LineReader line = new LineReader();
  private final Faults faults;
  private String snakeOrderId = "";
  private String camelOrderId = "";
  private String orderNumber = "";
  private String total = "";
  private String revenue = "";
  private String value = "";
  private String refundId = "";
  private List<SentLine> lines = List.of();
  private boolean listsProducts;
  private boolean listsTooMany;

  private ShopProperties(Faults faults) {
    this.faults = faults;
  }

  /** Reads one section; an absent one has no properties. */
  public static ShopProperties read(Parsers parsers, byte[] json, Section section, Faults faults)
      throws IOException {
    ShopProperties properties = new ShopProperties(faults);
    if (section.isPresent()) {
      try (JsonParser p = parsers.open(json, section)) {
        p.nextToken();
        properties.object(p);
      }
    }
    return properties;
  }

  private void object(JsonParser p) throws IOException {
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      p.nextToken();
      switch (key) {
        case "order_id" -> snakeOrderId = text(p, key);
        case "orderId" -> camelOrderId = text(p, key);
        case "orderNumber" -> orderNumber = text(p, key);
        case "total" -> total = asSent(p);
        case "revenue" -> revenue = asSent(p);
        case "value" -> value = asSent(p);
        case "refund_id", "refundId" -> refundId = text(p, key);
        case "products" -> products(p);
        default -> line.take(key, p);
      }
    }
  }

  private String text(JsonParser p, String key) throws IOException {
    return Tokens.text(p, "properties." + key, faults);
  }

  /**
   * The text of any value: what stands in the place of a number is judged only where that number
   * counts.
   */
  static String asSent(JsonParser p) throws IOException {
    String text = p.currentToken() == JsonToken.VALUE_NULL ? "" : p.getText();
    p.skipChildren();
    return text;
  }

  private void products(JsonParser p) throws IOException {
    listsProducts = p.currentToken() == JsonToken.START_ARRAY;
    lines = new ArrayList<>();
    if (!listsProducts) {
      p.skipChildren();
      return;
    }
    for (int index = 0; p.nextToken() != JsonToken.END_ARRAY; index++) {
      if (p.currentToken() == JsonToken.START_OBJECT && index < LINES_MAX) {
        lines.add(product(p, index));
      } else {
        p.skipChildren();
      }
      listsTooMany |= index == LINES_MAX;
    }
  }

  private static SentLine product(JsonParser p, int index) throws IOException {
    LineReader reader = new LineReader();
    for (String key = p.nextFieldName(); key != null; key = p.nextFieldName()) {
      p.nextToken();
      reader.take(key, p);
    }
    return reader.line("properties.products[" + index + "]");
  }

  String orderId() {
    String camel = camelOrderId.isBlank() ? orderNumber : camelOrderId;
    return snakeOrderId.isBlank() ? camel : snakeOrderId;
  }

  /** The amount of an order, empty when none was sent. */
  String amount() {
    String other = revenue.isBlank() ? value : revenue;
    return total.isBlank() ? other : total;
  }

  /** Where the amount was found: the first of three fields that holds anything. */
  String amountField() {
    String other =
        revenue.isBlank() && !value.isBlank() ? "properties.value" : "properties.revenue";
    return total.isBlank() && !amount().isBlank() ? other : "properties.total";
  }

  String currency() {
    return line().currency();
  }

  String refundId() {
    return refundId;
  }

  /** The product that the event itself is about. */
  SentLine line() {
    return line.line("properties");
  }

  /** The products listed; too many of them are a fault. */
  List<SentLine> lines() {
    if (listsTooMany) {
      faults.add(Fault.tooMany("properties.products", LINES_MAX));
    }
    return lines;
  }

  /** Whether a list of products was sent at all, be it empty. */
  boolean listsProducts() {
    return listsProducts;
  }
}
