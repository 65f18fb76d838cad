package io.onefold.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * An amount in one currency, kept as a whole number of ten-thousandths, never as floating point, so
 * that sums are exact in any order.
 *
 * <p><b>Threading.</b> Immutable. <b>Bounds.</b> Magnitude up to 10<sup>12</sup> units of currency:
 * 922 such amounts fit into a {@code long}'s 9.2 × 10<sup>18</sup>, where sums stop.
 *
 * @param currency three upper-case letters, or empty when the sender named none
 */
public record Money(long amountE4, String currency) {

  public static final int SCALE = 4;

  private static final BigDecimal MAX = BigDecimal.valueOf(1_000_000_000_000L);

  /** Rounds half up to four decimals; empty when the magnitude passes the bound. */
  public static Optional<Money> of(BigDecimal amount, String currency) {
    if (amount.abs().compareTo(MAX) > 0) {
      return Optional.empty();
    }
    BigDecimal scaled = amount.setScale(SCALE, RoundingMode.HALF_UP);
    return Optional.of(new Money(scaled.unscaledValue().longValueExact(), currency));
  }

  /** The amount as a plain decimal without trailing zeros, for example {@code 12.5}. */
  public static BigDecimal decimal(long amountE4) {
    BigDecimal plain = BigDecimal.valueOf(amountE4, SCALE).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }
}
