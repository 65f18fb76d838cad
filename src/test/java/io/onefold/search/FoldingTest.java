package io.onefold.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FoldingTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "Ann,ann",
        "ANN DE VRIES,ann de vries",
        "\"  Ann   de\tVries \",ann de vries",
        "Jörg Müller,jorg muller",
        "Jo\u0308rg,jorg",
        "Straße,strasse",
        "STRAẞE,strasse",
        "Søren Ærø,soren aero",
        "Łukasz Wałęsa,lukasz walesa",
        "Đorđe Đoković,dorde dokovic",
        "Nguyễn Thị Đặng,nguyen thi dang",
        "Œuvre,oeuvre",
        "Þórður Guðmundsson,thordur gudmundsson",
        "Ħaż-Żabbar,haz zabbar",
        "IŞIK,isik",
        "İpek,ipek",
        "Işık,isik",
        "Çağrı,cagri",
        "Ñandú,nandu",
        "Zoë,zoe",
        "O'Brien,obrien",
        "O’Brien,obrien",
        "d`Artagnan,dartagnan",
        "Jean-Luc,jean luc",
        "\"Berg, Ann\",berg ann",
        "Dr. J.R.R. Tolkien,dr j r r tolkien",
        "Ａｎｎ,ann",
        "ﬁnn,finn",
        "Ἀριστοτέλης,αριστοτελησ",
        "Ёлкин,елкин",
        "山田 太郎,山田 太郎",
        "مُحَمَّد,محمد",
        "Ann\u200bBerg,annberg",
        "Ann 😀,ann",
        "-,\"\"",
        "\"\",\"\"",
      })
  void name_anyScript_isFolded(String name, String folded) {
    assertThat(text(Folding.name(name))).isEqualTo(folded);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "Ann.Berg+Shop@Example.ORG,ann.berg+shop@example.org",
        "\" ann@example.org \",ann@example.org",
        "José@Bücher.de,jose@bucher.de",
        "o'brien@example.org,o'brien@example.org",
        "\"\",\"\"",
      })
  void email_anyAddress_keepsPunctuation(String email, String folded) {
    assertThat(text(Folding.email(email))).isEqualTo(folded);
  }

  @Test
  void name_turkishMachine_foldsTheSame() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.of("tr", "TR"));
    try {
      assertThat(text(Folding.name("IAN ÍAN"))).isEqualTo("ian ian");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void name_brokenSurrogates_partWords() {
    assertThat(text(Folding.name("a\ud83dé\ude00"))).isEqualTo("a e");
    assertThat(text(Folding.email("a\ud83dé\ude00"))).isEqualTo("ae");
  }

  @Test
  void name_veryLong_isCutBetweenCharacters() {
    assertThat(Folding.name("a".repeat(10_000))).hasSize(Folding.CHARS_MAX);
    byte[] folded = Folding.name("山".repeat(10_000));
    assertThat(folded).hasSize(Folding.BYTES_MAX / 3 * 3);
    assertThat(text(folded)).isEqualTo("山".repeat(Folding.BYTES_MAX / 3));
    assertThat(Folding.email("\ufdfa".repeat(10_000)).length).isLessThan(Folding.BYTES_MAX + 1);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
