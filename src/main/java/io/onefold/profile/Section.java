package io.onefold.profile;

/**
 * The parts of a packed profile behind its header, in the order in which they stand in the array.
 *
 * <p><b>Threading.</b> Immutable. The order is part of the layout: a change of it is a new version.
 */
enum Section {
  ROUTES,
  RING,
  METRICS,
  VISITS,
  ATTRIBUTES,
  CONSENTS,
  ORDERS,
  REFUNDS,
  CLEARINGS,
  CART;

  /** How many there are. */
  static final int COUNT = CART.ordinal() + 1;
}
