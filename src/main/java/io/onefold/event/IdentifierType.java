package io.onefold.event;

import java.util.Optional;

/**
 * The kinds of identifier, in the order in which they route an event: the first one that an event
 * carries decides on which shard it is applied. An account may order the types of people otherwise.
 * {@link #ORDER_ID} comes late, because an order number says little about who somebody is, and
 * {@link #LINK_TOKEN} never decides.
 *
 * <p><b>Threading.</b> Immutable. The ordinal is written to the journal: constants are only ever
 * appended.
 */
public enum IdentifierType {
  CUSTOMER_ID("customer_id", Strength.PERSON),
  EMAIL("email", Strength.PERSON),
  PHONE("phone", Strength.PERSON),
  SOURCE_ID("source_id", Strength.PERSON),
  ANONYMOUS_ID("anonymous_id", Strength.DEVICE),
  ORDER_ID("order_id", Strength.WEAK),
  /** The recipient of a mail; its hash is the id of the recipient's profile, of whatever shard. */
  LINK_TOKEN("link_token", Strength.WEAK);

  /** What an identifier may prove: a person, a device that people may share, or a mere hint. */
  public enum Strength {
    PERSON,
    DEVICE,
    WEAK
  }

  private static final IdentifierType[] VALUES = values();

  private final String wireName;
  private final Strength strength;

  IdentifierType(String wireName, Strength strength) {
    this.wireName = wireName;
    this.strength = strength;
  }

  /** The name used in URLs, JSON and configuration, for example {@code customer_id}. */
  public String wireName() {
    return wireName;
  }

  public Strength strength() {
    return strength;
  }

  /** Whether at most one value of this type may stand on a profile. */
  public boolean unique() {
    return this == CUSTOMER_ID;
  }

  /** The type written as {@code ordinal}; there is no copy of the table per call. */
  public static IdentifierType of(int ordinal) {
    return VALUES[ordinal];
  }

  /** The type with this wire name, empty when there is none. */
  public static Optional<IdentifierType> named(String wireName) {
    for (IdentifierType type : VALUES) {
      if (type.wireName.equals(wireName)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
