package io.onefold.load;

/**
 * How an address that is everybody's comes with an event.
 *
 * <p><b>Threading.</b> Immutable.
 */
enum Junk {
  /** Not at all: as many events of the same profiles, to compare with. */
  NONE,
  /** With a device: the address is the stronger of the two, and decides where the event goes. */
  BY_EMAIL,
  /** With a customer id: the event goes to the customer, and the address is claimed for him. */
  BY_CUSTOMER
}
