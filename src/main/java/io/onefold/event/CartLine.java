package io.onefold.event;

/**
 * One line of a cart operation.
 *
 * <p><b>Threading.</b> Immutable. <b>Bounds.</b> {@code productId} has 1 to {@link
 * Limits#IDENTIFIER_CHARS_MAX} characters, {@code name} at most {@link Limits#NAME_CHARS_MAX};
 * {@code quantity} is 0 to 1,000,000.
 *
 * @param name how the shop calls the product, empty when unknown
 * @param price of one piece; {@link #NO_PRICE} when unknown
 */
public record CartLine(String productId, String name, Money price, int quantity) {

  /** An amount of nothing in no currency; what costs nothing has a currency. */
  public static final Money NO_PRICE = new Money(0, "");
}
