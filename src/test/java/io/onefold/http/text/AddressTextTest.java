package io.onefold.http.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link PathValue}, {@link Query} and {@link WholeNumber}. */
class AddressTextTest {

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "a+b, a+b",
    "a%20b, a b",
    "%C3%A9, é",
    "é%20, 'é '",
    "%F0%9F%98%80x, 😀x",
    "😀%41, 😀A",
    "%2f%2F, //"
  })
  void pathValue_wellFormed_isDecoded(String segment, String text) {
    assertThat(PathValue.decode(segment)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%2", "%zz", "%E4", "a%C3", "%+1"})
  void pathValue_malformed_isEmpty(String segment) {
    assertThat(PathValue.decode(segment)).isEmpty();
  }

  @Test
  void query_severalPairs_namesOne() {
    assertThat(Query.value("qq=0&q=1&q=2", "q")).contains("1");
    assertThat(Query.value("a=b+c%20d", "a")).contains("b c d");
    assertThat(Query.value("a=", "a")).contains("");
    assertThat(Query.value("a=%zz", "a")).contains("%zz");
    assertThat(Query.value("a", "a")).isEmpty();
    assertThat(Query.value("", "a")).isEmpty();
    assertThat(Query.value(null, "a")).isEmpty();
  }

  @Test
  void wholeNumber_insideItsBounds_only() {
    assertThat(WholeNumber.parse("1", 1, 5)).contains(1);
    assertThat(WholeNumber.parse("5", 1, 5)).contains(5);
    assertThat(WholeNumber.parse("0", 1, 5)).isEmpty();
    assertThat(WholeNumber.parse("6", 1, 5)).isEmpty();
    assertThat(WholeNumber.parse("99999999999", 1, 5)).isEmpty();
    assertThat(WholeNumber.parse("1.0", 1, 5)).isEmpty();
    assertThat(WholeNumber.parse("", 1, 5)).isEmpty();
  }
}
