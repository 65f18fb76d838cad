package io.onefold.decode.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "+5", "19.95", ".5", "5.", "1e3", "1E-308", "1.5e+308", "0.1000"})
  void parse_number_isExact(String text) {
    assertThat(Decimals.parse(text)).contains(new BigDecimal(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        ".",
        "e5",
        "1e",
        "1e+",
        "1e309",
        "1e-309",
        "1e99999999999",
        "1,5",
        "1.2.3",
        "12 EUR",
        "0x10",
        "NaN",
        "Infinity",
        "1f",
        "--1",
        "\u0661",
        "1e5.5",
        "{"
      })
  void parse_noNumberOrOneBeyondBounds_isEmpty(String text) {
    assertThat(Decimals.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65, 1_000_000})
  void parse_digits_areBoundAt64(int digits) {
    assertThat(Decimals.parse("9".repeat(digits)).isPresent()).isEqualTo(digits <= 64);
  }
}
