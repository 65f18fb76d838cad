package io.onefold.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RankingTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "ann.berg@mail.example.org,0",
        "\" ANN.Berg@Mail.Example.org\",0",
        "Zoë de Vries-Berg,1",
        "zoe DE VRIES berg,1",
        "z,2",
        "ZOË,2",
        "de v,2",
        "zoe de vries,2",
        "vri zo,2",
        "vries-b,2",
        "ann,2",
        "ann.b,2",
        "ann.berg@,2",
        "ann.berg@mail.ex,2",
        "mail.example,2",
        "@mail,2",
        "example,2",
        "example.org,2",
        "zoe example,2",
        "\"Berg, Zoë\",2",
        "\"zoe ,\",2",
      })
  void rank_wordsThatBeginWords_fit(String text, int rank) {
    assertThat(Ranking.rank(text, "Zoë de Vries-Berg", "ann.berg@mail.example.org"))
        .as(text)
        .hasValue(rank);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"\"",
        "\" \"",
        "@",
        "oe",
        "ries",
        "zoe x",
        "org",
        "ann.x",
        "ann.berg@example",
        "ann berg x",
        "vries-x",
        "😀",
      })
  void rank_otherTexts_doNotFit(String text) {
    assertThat(Ranking.rank(text, "Zoë de Vries-Berg", "ann.berg@mail.example.org"))
        .as(text)
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "ann,\"\",\"\"",
        "\"\",\"\",\"\"",
        "-,-,-",
      })
  void rank_noNameAndNoEmail_doesNotFit(String text, String name, String email) {
    assertThat(Ranking.rank(text, name, email)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"o'brien", "OBrien", "o’bri"})
  void rank_apostrophe_makesNoDifference(String text) {
    assertThat(Ranking.rank(text, "Sinéad O'Brien", "")).hasValue(Ranking.PREFIX);
    assertThat(Ranking.rank(text, "", "obrien@example.org")).hasValue(Ranking.PREFIX);
  }

  @ParameterizedTest
  @CsvSource({"localhost", "root@localhost", "root@"})
  void rank_domainWithoutDot_isWord(String text) {
    assertThat(Ranking.rank(text, "", "root@localhost")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"ann", "berg", "ann.berg"})
  void rank_addressWithoutDomain_hasWords(String text) {
    assertThat(Ranking.rank(text, "", "ann.berg")).isPresent();
  }
}
