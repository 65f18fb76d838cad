package io.onefold.profile;

import io.onefold.event.Event;
import io.onefold.event.Money;
import io.onefold.event.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a reader sees of a profile: the winners are chosen, the sums are made.
 *
 * <p><b>Threading.</b> Immutable; derived, and a copy: later events do not show in it.
 *
 * @param known whether the profile has at least one record of a source, see {@link
 *     Event#makesKnown}
 * @param firstSeenMs earliest event time, 0 before the first event
 * @param attributes one entry a key, sorted by key
 * @param consents one entry a purpose, sorted by purpose
 * @param anonymise whether any part of the profile asks that the person's data be anonymised
 * @param personalization the bucket, once it is decided
 */
public record ProfileFacts(
    int accountId,
    boolean known,
    long firstSeenMs,
    long lastSeenMs,
    List<Attribute> attributes,
    Metrics metrics,
    List<ConsentFact> consents,
    List<CartItem> cart,
    boolean anonymise,
    Optional<Bucket> personalization) {

  /** The value that holds for a key, and where it came from. */
  public record Attribute(String key, Value value, String source, long updatedAtMs) {}

  /**
   * Counts and sums over all events.
   *
   * @param spendE4 total of orders that count, less refunds, by currency, in ten-thousandths
   * @param currency of the earliest order that counts; empty where there is none, or it named none
   * @param lastOrderAtMs 0 when there is no order that counts
   * @param visitCount visits of all devices
   * @param events number of events by name, sorted by name
   */
  public record Metrics(
      long eventCount,
      long orderCount,
      Map<String, Long> spendE4,
      String currency,
      long lastOrderAtMs,
      long visitCount,
      Map<String, Long> events) {}

  /** The answer that holds for a purpose. */
  public record ConsentFact(String purpose, boolean granted, String source, long atMs) {}

  /** One product in the cart. */
  public record CartItem(String productId, String name, Money price, int quantity) {}

  /** In which of 10,000 buckets the person is for personalization, and since when. */
  public record Bucket(int bucket, long decidedAtMs) {}

  /** The answer that holds for a purpose; empty where nobody has given one. */
  public Optional<ConsentFact> consent(String purpose) {
    return consents.stream().filter(consent -> consent.purpose().equals(purpose)).findFirst();
  }

  /** The text of an attribute, or an empty string where the profile has none. */
  public String text(String key) {
    for (Attribute attribute : attributes) {
      if (attribute.key().equals(key)) {
        return attribute.value().text();
      }
    }
    return "";
  }
}
