package io.onefold.decode.facts;

import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Faults;
import io.onefold.event.CartLine;
import io.onefold.event.Money;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads amounts and counts of one event, in its currency.
 *
 * <p><b>Threading.</b> Confined to the call that made it, for one event.
 */
final class MoneyReader {

  static final int QUANTITY_MAX = 1_000_000;

  private static final int CURRENCY_CHARS = 3;

  private final String currency;
  private final boolean isReadable;
  private final Faults faults;

  /**
   * @param sent the event's currency as sent, empty when absent
   * @param fallback the account's currency
   */
  MoneyReader(String sent, String fallback, Faults faults) {
    this.faults = faults;
    this.currency = sent.isBlank() ? fallback : code(sent);
    this.isReadable = sent.isBlank() || !currency.isEmpty();
  }

  /** For amounts that are added up: an unknown currency is a fault. */
  void needCurrency() {
    if (!isReadable) {
      faults.add(Fault.wrongType("properties.currency", "three letters, for example EUR"));
    }
  }

  /**
   * What a product costs, in its own currency or else the event's; unknown if nobody can read it.
   */
  Money price(SentLine line) {
    String own = code(line.currency());
    return Decimals.parse(line.price())
        .flatMap(price -> Money.of(price, own.isEmpty() ? currency : own))
        .orElse(CartLine.NO_PRICE);
  }

  /** The amount of an order that {@code text} writes, zero when it is empty. */
  Money total(String text, String field) {
    if (text.isBlank()) {
      return money(BigDecimal.ZERO, field);
    }
    BigDecimal total = decimal(text, field);
    if (total.signum() < 0) {
      faults.add(Fault.wrongType(field, "0 or more; what is paid back is an Order Refunded"));
    }
    return money(total, field);
  }

  Money money(BigDecimal amount, String field) {
    Optional<Money> money = Money.of(amount, currency);
    if (money.isEmpty()) {
      faults.add(Fault.wrongType(field, "an amount of at most 1,000,000,000,000"));
    }
    return money.orElseGet(() -> new Money(0, currency));
  }

  BigDecimal decimal(String text, String field) {
    Optional<BigDecimal> number = Decimals.parse(text);
    if (number.isEmpty()) {
      faults.add(Fault.wrongType(field, "a number or a text that is one, for example 19.95"));
    }
    return number.orElse(BigDecimal.ZERO);
  }

  /** A whole number of pieces, one when {@code text} is empty. */
  int quantity(String text, String field) {
    if (text.isBlank()) {
      return 1;
    }
    Optional<BigDecimal> number = Decimals.parse(text).filter(MoneyReader::isQuantity);
    if (number.isEmpty()) {
      faults.add(Fault.wrongType(field, "a whole number from 0 to " + QUANTITY_MAX));
    }
    return number.map(BigDecimal::intValue).orElse(0);
  }

  private static boolean isQuantity(BigDecimal number) {
    return number.signum() >= 0
        && number.compareTo(BigDecimal.valueOf(QUANTITY_MAX)) <= 0
        && number.stripTrailingZeros().scale() <= 0;
  }

  /** The currency that was sent; empty if it is none. */
  private static String code(String sent) {
    String upper = sent.strip().toUpperCase(Locale.ROOT);
    return isCode(upper) ? upper : "";
  }

  private static boolean isCode(String text) {
    return text.length() == CURRENCY_CHARS && text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
  }
}
