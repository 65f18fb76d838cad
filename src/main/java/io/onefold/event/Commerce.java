package io.onefold.event;

import java.util.List;

/**
 * What an event means to the shop. Every form commutes with every other one, in any order of
 * arrival, once it has been folded into a profile.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Commerce {

  /** The event is not about the shop. */
  record None() implements Commerce {}

  /** {@code Product Viewed}; kept in the ring of recent events. */
  record Viewed(String productId) implements Commerce {}

  /** {@code Product Added}: the quantity is added to the cart. */
  record CartAdd(CartLine line) implements Commerce {}

  /** {@code Product Removed}: the quantity is taken from the cart. */
  record CartRemove(CartLine line) implements Commerce {}

  /** {@code Cart Updated}: the cart now holds exactly these lines; an empty list empties it. */
  record CartSet(List<CartLine> lines) implements Commerce {
    public CartSet {
      lines = List.copyOf(lines);
    }
  }

  /** {@code Order Completed}: the order counts once, by its id, and empties the cart. */
  record Order(String orderId, Money total) implements Commerce {}

  /**
   * {@code Order Refunded}.
   *
   * @param refundKey tells refunds of one order apart: the sender's refund id, else the message's
   *     fingerprint
   * @param amount ignored when {@code full}
   * @param full the sender named no amount: the whole order is refunded
   */
  record Refund(String orderId, long refundKey, Money amount, boolean full) implements Commerce {}

  /** {@code Order Cancelled}: the order counts no more. */
  record Cancel(String orderId) implements Commerce {}

  Commerce NONE = new None();
}
