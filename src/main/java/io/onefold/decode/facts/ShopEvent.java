package io.onefold.decode.facts;

import java.util.Optional;

/**
 * The events of Segment's e-commerce specification that mean something to a cart or an order.
 *
 * <p><b>Threading.</b> Immutable.
 */
public enum ShopEvent {
  PRODUCT_VIEWED("Product Viewed"),
  PRODUCT_ADDED("Product Added"),
  PRODUCT_REMOVED("Product Removed"),
  /** Both say what the cart holds; neither is Segment's own name for it, both are common. */
  CART_UPDATED("Cart Updated"),
  CART_VIEWED("Cart Viewed"),
  CART_CLEARED("Cart Cleared"),
  CART_EMPTIED("Cart Emptied"),
  ORDER_COMPLETED("Order Completed"),
  ORDER_REFUNDED("Order Refunded"),
  ORDER_CANCELLED("Order Cancelled"),
  ORDER_CANCELED("Order Canceled");

  private static final ShopEvent[] VALUES = values();

  private final String wireName;

  ShopEvent(String wireName) {
    this.wireName = wireName;
  }

  /** The shop event of this name, in any case; empty for the many that mean nothing to a shop. */
  public static Optional<ShopEvent> named(String name) {
    for (ShopEvent event : VALUES) {
      if (event.wireName.equalsIgnoreCase(name)) {
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }
}
