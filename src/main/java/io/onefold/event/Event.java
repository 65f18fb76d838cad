package io.onefold.event;

import java.util.List;

/**
 * An event as {@code decode} understood it. It is the record: the journal and the history pages
 * keep it whole, everything on a profile is derived from it.
 *
 * <p><b>Threading.</b> Immutable by agreement: nobody writes to {@code propertiesJson}.
 *
 * <p><b>Bounds.</b> 1 to {@link Limits#IDENTIFIERS_PER_EVENT_MAX} identifiers, without repetition,
 * in the order of the account's types, people before devices before weak ones; at most {@link
 * Limits#EVENT_BYTES_MAX} bytes.
 *
 * @param name the event's, page's or screen's name, empty when there is none
 * @param propertiesJson the sender's properties (of an identify or group call: the traits) as UTF-8
 *     JSON, {@code {}} when there are none
 */
public record Event(
    Origin origin,
    EventType type,
    String name,
    MessageId id,
    EventTime time,
    List<Identifier> identifiers,
    Facts facts,
    byte[] propertiesJson) {

  public Event {
    identifiers = List.copyOf(identifiers);
    if (identifiers.isEmpty()) {
      throw new IllegalArgumentException("an event needs an identifier");
    }
  }

  /** The same event, named by these identifiers only. */
  public Event with(List<Identifier> others) {
    return new Event(origin, type, name, id, time, others, facts, propertiesJson);
  }

  /** The identifier that decides where the event is applied: the strongest. */
  public Identifier route() {
    return identifiers.getFirst();
  }

  /** Whether a person identifier (not only a device or an order) stands on the event. */
  public boolean namesPerson() {
    return route().type().strength() == IdentifierType.Strength.PERSON;
  }

  /**
   * Whether the event counts as a record of the source "tracking", which makes its profile known:
   * an identify or an order that names a customer id, an email, a phone or a source's id. Any other
   * event says what somebody did, not who that is: a track call with a customer id has a person's
   * profile, but not a known one.
   */
  public boolean makesKnown() {
    return namesPerson()
        && (type == EventType.IDENTIFY || facts.commerce() instanceof Commerce.Order);
  }

  /** The name under which the event is counted: its own, or its type's where it has none. */
  public String countedAs() {
    return name.isEmpty() || type != EventType.TRACK ? type.wireName() : name;
  }
}
