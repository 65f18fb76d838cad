package io.onefold.decode.facts;

import io.onefold.decode.id.Normalised;
import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Faults;
import io.onefold.event.CartLine;
import io.onefold.event.Commerce;
import io.onefold.event.IdentifierType;
import io.onefold.event.Limits;
import io.onefold.event.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Says what a shop event means. A product without an id means nothing to a cart, and the event is
 * kept as any other; what a cart's product costs may stay unknown. An order without an id would be
 * counted again with each repetition, and one without a readable amount would be counted wrong:
 * both are refused.
 *
 * <p><b>Threading.</b> Confined to the call that made it, for one event.
 */
public final class CommerceReader {

  private static final Commerce NONE = Commerce.NONE;

  private final ShopProperties sent;
  private final Shop shop;
  private final Faults faults;
  private final MoneyReader money;

  public CommerceReader(ShopProperties sent, Shop shop, Faults faults) {
    this.sent = sent;
    this.shop = shop;
    this.faults = faults;
    this.money = new MoneyReader(sent.currency(), shop.currency(), faults);
  }

  /** The meaning of an event of this name. */
  public Commerce read(ShopEvent event) {
    return switch (event) {
      case PRODUCT_VIEWED -> viewed();
      case PRODUCT_ADDED -> line(sent.line()).<Commerce>map(Commerce.CartAdd::new).orElse(NONE);
      case PRODUCT_REMOVED ->
          line(sent.line()).<Commerce>map(Commerce.CartRemove::new).orElse(NONE);
      case CART_UPDATED, CART_VIEWED -> cart();
      case CART_CLEARED, CART_EMPTIED -> new Commerce.CartSet(List.of());
      case ORDER_COMPLETED -> order();
      case ORDER_REFUNDED -> refund();
      case ORDER_CANCELLED, ORDER_CANCELED -> new Commerce.Cancel(orderId());
    };
  }

  private Commerce viewed() {
    String id = productId(sent.line());
    return id.isEmpty() ? NONE : new Commerce.Viewed(id);
  }

  /** Without a list the event does not say what the cart holds. */
  private Commerce cart() {
    if (!sent.listsProducts()) {
      return NONE;
    }
    return new Commerce.CartSet(
        sent.lines().stream().map(this::line).flatMap(Optional::stream).toList());
  }

  private Optional<CartLine> line(SentLine line) {
    String id = productId(line);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    String name = Names.cut(line.name(), Limits.NAME_CHARS_MAX);
    int quantity = money.quantity(line.quantity(), line.path() + ".quantity");
    return Optional.of(new CartLine(id, name, money.price(line), quantity));
  }

  private String productId(SentLine line) {
    String id = line.productId().strip();
    if (id.length() > Limits.IDENTIFIER_CHARS_MAX) {
      faults.add(Fault.identifierTooLong(line.path() + ".product_id", Limits.IDENTIFIER_CHARS_MAX));
    }
    return id;
  }

  private Commerce order() {
    money.needCurrency();
    Money total = money.total(sent.amount(), sent.amountField());
    return new Commerce.Order(orderId(), total);
  }

  /** Some senders write what they paid back as a negative amount. */
  private Commerce refund() {
    money.needCurrency();
    Optional<BigDecimal> amount = refunded();
    Money refunded = money.money(amount.orElse(BigDecimal.ZERO).abs(), sent.amountField());
    String refundId = sent.refundId().strip();
    long key = refundId.isEmpty() ? shop.messageKey() : shop.refundKeys().applyAsLong(refundId);
    return new Commerce.Refund(orderId(), key, refunded, amount.isEmpty());
  }

  /** The amount that was sent, else that of the products sent back; empty for the whole order. */
  private Optional<BigDecimal> refunded() {
    if (!sent.amount().isBlank()) {
      return Optional.of(money.decimal(sent.amount(), sent.amountField()));
    }
    List<SentLine> lines = sent.lines();
    boolean priced = lines.stream().noneMatch(line -> line.price().isBlank());
    return priced && !lines.isEmpty()
        ? Optional.of(lines.stream().map(this::worth).reduce(BigDecimal.ZERO, BigDecimal::add))
        : Optional.empty();
  }

  private BigDecimal worth(SentLine line) {
    BigDecimal price = money.decimal(line.price(), line.path() + ".price");
    int quantity = money.quantity(line.quantity(), line.path() + ".quantity");
    return price.multiply(BigDecimal.valueOf(quantity));
  }

  private String orderId() {
    return switch (shop.ids().normalise(IdentifierType.ORDER_ID, sent.orderId())) {
      case Normalised.Valid(String id) -> id;
      case Normalised.TooLong() -> {
        faults.add(Fault.identifierTooLong("properties.order_id", Limits.IDENTIFIER_CHARS_MAX));
        yield "";
      }
      case Normalised.Absent(), Normalised.Blocked(), Normalised.Invalid() -> {
        faults.add(
            Fault.missing(
                "order_id_missing",
                "properties.order_id",
                "without it an order cannot be told from its repetition"));
        yield "";
      }
    };
  }
}
