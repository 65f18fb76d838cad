package io.onefold.personalize;

import io.onefold.profile.ProfileFacts.Metrics;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a customer has spent, by currency, and the one amount that stands for it.
 *
 * <p>Currencies are never converted. The total is in the currency of the customer's earliest order
 * that counts, and holds what was spent in that one alone. So an order in another currency never
 * changes what the total means; {@code byCurrencyE4} has every amount. An amount whose sender named
 * no currency is in the account's.
 *
 * <p><b>Threading.</b> Immutable; derived.
 *
 * @param byCurrencyE4 in ten-thousandths, sorted by currency
 * @param currency of the total; empty when nobody named one
 */
record Spend(Map<String, Long> byCurrencyE4, long totalE4, String currency) {

  /**
   * @param ofAccount the account's currency; empty when it is not known
   */
  static Spend of(Metrics metrics, String ofAccount) {
    TreeMap<String, Long> named = new TreeMap<>();
    metrics
        .spendE4()
        .forEach((currency, amount) -> named.merge(named(currency, ofAccount), amount, Long::sum));
    String currency = named(metrics.currency(), ofAccount);
    return new Spend(named, named.getOrDefault(currency, 0L), currency);
  }

  private static String named(String currency, String ofAccount) {
    return currency.isEmpty() ? ofAccount : currency;
  }
}
