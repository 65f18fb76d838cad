package io.onefold.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.profile.ProfileFacts.Metrics;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SpendTest {

  @Test
  void of_nothingSpent_isZeroInTheAccountsCurrency() {
    assertThat(Spend.of(metrics(Map.of(), ""), "EUR")).isEqualTo(new Spend(Map.of(), 0, "EUR"));
  }

  @Test
  void of_oneCurrency_isTheTotal() {
    Map<String, Long> spent = Map.of("USD", 5L);
    assertThat(Spend.of(metrics(spent, "USD"), "EUR")).isEqualTo(new Spend(spent, 5, "USD"));
  }

  @Test
  void of_severalCurrencies_staysInThatOfTheFirstOrder() {
    Map<String, Long> spent = Map.of("USD", 5L, "EUR", 7L);
    assertThat(Spend.of(metrics(spent, "USD"), "EUR")).isEqualTo(new Spend(spent, 5, "USD"));
    assertThat(Spend.of(metrics(spent, "EUR"), "EUR")).isEqualTo(new Spend(spent, 7, "EUR"));
  }

  @Test
  void of_unnamedCurrency_isTheAccounts() {
    Map<String, Long> spent = Map.of("", 5L, "EUR", 7L);
    assertThat(Spend.of(metrics(spent, ""), "EUR"))
        .isEqualTo(new Spend(Map.of("EUR", 12L), 12, "EUR"));
    assertThat(Spend.of(metrics(spent, ""), "")).isEqualTo(new Spend(spent, 5, ""));
  }

  private static Metrics metrics(Map<String, Long> spentE4, String currency) {
    return new Metrics(2, 2, spentE4, currency, 0, 0, Map.of());
  }
}
