package io.onefold.decode.facts;

import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Faults;
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
    String upper = sent.strip().toUpperCase(Locale.ROOT);
    this.isReadable = upper.isEmpty() || isCode(upper);
    this.currency = upper.isEmpty() ? fallback : isReadable ? upper : "";
  }

  /** For amounts that are added up: an unknown currency is a fault. */
  void needCurrency() {
    if (!isReadable) {
      faults.add(Fault.wrongType("properties.currency", "three letters, for example EUR"));
    }
  }

  /** The amount that {@code text} writes; zero, which is unknown, when it cannot be read. */
  Money amountIfAny(String text) {
    return Decimals.parse(text)
        .flatMap(amount -> Money.of(amount, currency))
        .orElseGet(() -> new Money(0, currency));
  }

  /** The amount that {@code text} writes, zero when it is empty. */
  Money amount(String text, String field) {
    return text.isBlank() ? money(BigDecimal.ZERO, field) : money(decimal(text, field), field);
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

  private static boolean isCode(String text) {
    return text.length() == CURRENCY_CHARS && text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
  }
}
