package io.onefold.personalize;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a customer has spent, by currency, and the one amount that stands for all of it.
 *
 * <p>Currencies are never converted. When all orders have one currency, the total is in that one;
 * with several it is the part in the account's reporting currency, and unknown where no reporting
 * currency is named. An amount whose sender named no currency is in the reporting one.
 *
 * <p><b>Threading.</b> Immutable; derived.
 *
 * @param byCurrencyE4 in ten-thousandths, sorted by currency
 * @param currency of the total; empty when it has none
 */
record Spend(Map<String, Long> byCurrencyE4, OptionalLong totalE4, String currency) {

  static Spend of(Map<String, Long> spendE4, String reportingCurrency) {
    TreeMap<String, Long> named = new TreeMap<>();
    spendE4.forEach(
        (currency, amount) ->
            named.merge(currency.isEmpty() ? reportingCurrency : currency, amount, Long::sum));
    if (named.size() == 1) {
      return new Spend(named, OptionalLong.of(named.firstEntry().getValue()), named.firstKey());
    }
    if (named.size() > 1 && reportingCurrency.isEmpty()) {
      return new Spend(named, OptionalLong.empty(), "");
    }
    long total = named.getOrDefault(reportingCurrency, 0L);
    return new Spend(named, OptionalLong.of(total), reportingCurrency);
  }
}
