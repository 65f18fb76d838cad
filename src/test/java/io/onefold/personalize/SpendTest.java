package io.onefold.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class SpendTest {

  @Test
  void of_nothingSpent_isZeroInReportingCurrency() {
    assertThat(Spend.of(Map.of(), "EUR")).isEqualTo(new Spend(Map.of(), OptionalLong.of(0), "EUR"));
  }

  @Test
  void of_oneCurrency_isTheTotal() {
    assertThat(Spend.of(Map.of("USD", 5L), "EUR"))
        .isEqualTo(new Spend(Map.of("USD", 5L), OptionalLong.of(5), "USD"));
  }

  @Test
  void of_severalCurrencies_takesReportingOne() {
    Map<String, Long> spent = Map.of("USD", 5L, "EUR", 7L);
    assertThat(Spend.of(spent, "EUR")).isEqualTo(new Spend(spent, OptionalLong.of(7), "EUR"));
  }

  @Test
  void of_severalCurrenciesWithoutReportingOne_isZeroInReportingCurrency() {
    Map<String, Long> spent = Map.of("USD", 5L, "CHF", 7L);
    assertThat(Spend.of(spent, "EUR")).isEqualTo(new Spend(spent, OptionalLong.of(0), "EUR"));
  }

  @Test
  void of_severalCurrenciesAndNoReportingOneNamed_hasNoTotal() {
    Map<String, Long> spent = Map.of("USD", 5L, "EUR", 7L);
    assertThat(Spend.of(spent, "")).isEqualTo(new Spend(spent, OptionalLong.empty(), ""));
  }

  @Test
  void of_unnamedCurrency_isReportingOne() {
    assertThat(Spend.of(Map.of("", 5L, "EUR", 7L), "EUR"))
        .isEqualTo(new Spend(Map.of("EUR", 12L), OptionalLong.of(12), "EUR"));
  }
}
