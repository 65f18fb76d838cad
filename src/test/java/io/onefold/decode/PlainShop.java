package io.onefold.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.onefold.decode.id.Normalised;
import io.onefold.event.IdentifierType;
import io.onefold.event.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The part of {@link PlainDecoder} that says what an event means to the shop, written as records
 * print themselves.
 */
final class PlainShop {

  private final JsonNode properties;
  private final Set<String> faults;
  private String orderId = "";

  PlainShop(JsonNode event, Set<String> faults) {
    this.properties = event.path("properties");
    this.faults = faults;
  }

  /** The order's id, once {@link #commerce} has been asked. */
  String orderId() {
    return orderId;
  }

  String commerce(String name) {
    String event = name.toLowerCase(Locale.ROOT);
    if (!event.matches("(product|cart|order) .*")) {
      return "None";
    }
    checkTexts();
    return switch (event) {
      case "product viewed" ->
          productId(properties).isEmpty() ? "None" : "Viewed " + productId(properties);
      case "product added" -> line(properties).map(line -> "CartAdd " + line).orElse("None");
      case "product removed" -> line(properties).map(line -> "CartRemove " + line).orElse("None");
      case "cart updated", "cart viewed" -> cart();
      case "cart cleared" -> "CartSet []";
      case "order completed" -> order();
      case "order refunded" -> refund();
      case "order cancelled" -> "Cancel " + readOrderId();
      default -> throw new AssertionError(event);
    };
  }

  private void checkTexts() {
    for (String field : List.of("order_id", "orderId", "refund_id")) {
      if (!PlainDecoder.isScalar(properties.path(field))) {
        faults.add("wrong_type");
      }
    }
  }

  private String cart() {
    JsonNode products = properties.path("products");
    if (!products.isArray()) {
      return "None";
    }
    List<String> lines = new ArrayList<>();
    products.forEach(product -> line(product).ifPresent(lines::add));
    return "CartSet " + lines;
  }

  private Optional<String> line(JsonNode product) {
    String id = productId(product);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    String price = number(product.path("price")).map(amount -> money(amount, product)).orElse("0 ");
    int quantity = quantity(product);
    String name = PlainDecoder.text(product.path("name"));
    return Optional.of(id + "/" + name + "/" + price + "/" + quantity);
  }

  private static String productId(JsonNode product) {
    String id = PlainDecoder.text(product.path("product_id")).strip();
    return id.isEmpty() ? PlainDecoder.text(product.path("sku")).strip() : id;
  }

  private int quantity(JsonNode product) {
    JsonNode sent = product.path("quantity");
    if (isBlank(sent)) {
      return 1;
    }
    Optional<BigDecimal> number = number(sent);
    boolean isCount =
        number.isPresent()
            && number.get().signum() >= 0
            && number.get().remainder(BigDecimal.ONE).signum() == 0;
    if (!isCount) {
      faults.add("wrong_type");
    }
    return isCount ? number.get().intValue() : 0;
  }

  private String order() {
    checkCurrency();
    BigDecimal total = amount().orElse(BigDecimal.ZERO);
    if (total.signum() < 0) {
      faults.add("wrong_type");
    }
    return "Order " + readOrderId() + " " + money(total);
  }

  private String refund() {
    checkCurrency();
    Optional<BigDecimal> amount = amount().or(this::ofProducts);
    String refunded = money(amount.orElse(BigDecimal.ZERO).abs());
    return "Refund " + readOrderId() + " " + refunded + " " + amount.isEmpty();
  }

  private Optional<BigDecimal> ofProducts() {
    BigDecimal sum = BigDecimal.ZERO;
    int count = 0;
    boolean priced = properties.path("products").isArray();
    for (JsonNode product : properties.path("products")) {
      priced &= !product.isObject() || !isBlank(product.path("price"));
    }
    for (JsonNode product : priced ? properties.path("products") : List.<JsonNode>of()) {
      if (product.isObject()) {
        count++;
        sum =
            sum.add(strict(product.path("price")).multiply(BigDecimal.valueOf(quantity(product))));
      }
    }
    return count == 0 ? Optional.empty() : Optional.of(sum);
  }

  private Optional<BigDecimal> amount() {
    for (String field : List.of("total", "revenue", "value")) {
      if (!isBlank(properties.path(field))) {
        return Optional.of(strict(properties.path(field)));
      }
    }
    return Optional.empty();
  }

  private BigDecimal strict(JsonNode node) {
    Optional<BigDecimal> number = number(node);
    if (number.isEmpty()) {
      faults.add("wrong_type");
    }
    return number.orElse(BigDecimal.ZERO);
  }

  private static Optional<BigDecimal> number(JsonNode node) {
    try {
      return Optional.of(new BigDecimal(PlainDecoder.text(node).strip()))
          .filter(number -> Math.abs(number.scale()) <= 308);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private void checkCurrency() {
    if (!currency().matches("[A-Z]{3}")) {
      faults.add("wrong_type");
    }
  }

  private String currency() {
    JsonNode currency = properties.path("currency");
    String sent =
        currency.isContainerNode() ? "{" : currency.isNull() ? "" : currency.asText().strip();
    return sent.isEmpty() ? "EUR" : sent.toUpperCase(Locale.ROOT);
  }

  private String lineCurrency() {
    return currency().matches("[A-Z]{3}") ? currency() : "";
  }

  private String money(BigDecimal amount) {
    return Money.of(amount, "").orElseThrow().amountE4() + " " + lineCurrency();
  }

  private String money(BigDecimal amount, JsonNode product) {
    String own = product.path("currency").asText().strip().toUpperCase(Locale.ROOT);
    return Money.of(amount, "").orElseThrow().amountE4()
        + " "
        + (own.matches("[A-Z]{3}") ? own : lineCurrency());
  }

  private String readOrderId() {
    for (String field : List.of("order_id", "orderId")) {
      String sent = PlainDecoder.text(properties.path(field));
      if (!sent.isBlank()) {
        Normalised id = Wire.NORMALISER.normalise(IdentifierType.ORDER_ID, sent);
        orderId = id instanceof Normalised.Valid(String value) ? value : "";
        break;
      }
    }
    if (orderId.isEmpty()) {
      faults.add("order_id_missing");
    }
    return orderId;
  }

  private static boolean isBlank(JsonNode node) {
    return PlainDecoder.isAbsent(node) || (node.isTextual() && node.asText().isBlank());
  }
}
