package io.onefold.decode.rules;

import io.onefold.decode.id.IdentifierNormaliser;
import io.onefold.decode.id.IdentifierRules;
import io.onefold.event.EventType;
import io.onefold.event.Origin;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a body is read against: all that a request says outside its body, and the account's own
 * rules.
 *
 * <p><b>Threading.</b> Immutable; {@code messageIds} is called on the thread that decodes.
 *
 * @param origin whose events they are, by the key of the request
 * @param currency of amounts that come without one, three upper-case letters; empty when unknown
 * @param rules the account's, as they hold for the key of the request
 * @param receivedAtUs when the request arrived, in microseconds since 1970-01-01 UTC
 * @param expected the type that the route names, which then holds whatever the event says; empty
 *     for a batch
 * @param sentAt the {@code SentAt} header, empty when absent
 * @param messageIds makes an id for an event that came without one; steps draw no random numbers
 */
public record RequestContext(
    Origin origin,
    String currency,
    IdentifierRules rules,
    long receivedAtUs,
    Optional<EventType> expected,
    String sentAt,
    Supplier<String> messageIds) {

  private static final int US_PER_MS = 1_000;

  IdentifierNormaliser normaliser() {
    return rules.normaliser();
  }

  long receivedAtMs() {
    return receivedAtUs / US_PER_MS;
  }

  /** Microseconds that had passed of the millisecond. */
  int micros() {
    return (int) (receivedAtUs % US_PER_MS);
  }
}
