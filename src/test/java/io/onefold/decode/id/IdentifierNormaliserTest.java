package io.onefold.decode.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.event.IdentifierType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierNormaliserTest {

  private final IdentifierNormaliser dutch = new IdentifierNormaliser("NL", BlockedValues.NONE);
  private final IdentifierNormaliser nowhere = new IdentifierNormaliser("ZZ", BlockedValues.NONE);

  @ParameterizedTest
  @CsvSource({
    "CUSTOMER_ID, ' U1 ', U1",
    "CUSTOMER_ID, '\u00a0u1\u200b\ufeff', u1",
    "CUSTOMER_ID, 'Zoe\u0308', 'Zo\u00eb'",
    "CUSTOMER_ID, 'not example.com', 'not example.com'",
    "ANONYMOUS_ID, ' 3F-b ', 3F-b",
    "ORDER_ID, 1001, 1001",
    "SOURCE_ID, 'shop:12', 'shop:12'",
    "EMAIL, ' Ann@Example.COM ', ann@example.com",
    "EMAIL, 'a.b+c@sub.example.org', 'a.b+c@sub.example.org'",
    "EMAIL, 'ZO\u00cb@example.com', 'zo\u00eb@example.com'",
    "PHONE, '06-12345678', +31612345678",
    "PHONE, '+31 (0)6 1234 5678', +31612345678",
    "PHONE, 0031612345678, +31612345678",
    "PHONE, '+1 (555) 010-0123', +15550100123",
    "PHONE, '+1-555-0100', +15550100"
  })
  void normalise_value_hasOneSpelling(IdentifierType type, String raw, String expected) {
    assertThat(dutch.normalise(type, raw)).isEqualTo(new Normalised.Valid(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "NULL",
        "\"null\"",
        "'undefined'",
        "None",
        "NaN",
        "0",
        "-1",
        "anonymous",
        "Guest",
        "[object Object]",
        "00000000-0000-0000-0000-000000000000",
        "0000",
        "test@test.com",
        "true",
        " unknown ",
        "(none)",
        "<null>",
        "\\N",
        "N/A",
        "not set",
        "(not set)",
        "Infinity",
        "[object Undefined]",
        "{}",
        "userId",
        "distinct_id",
        "9774d56d682e549c",
        "noemail@noemail.com",
        "'noemail@noemail.com'",
        "{{ user.id }}",
        "${userId}",
        "%%emailaddr%%",
        "*|EMAIL|*",
        "<%= user %>",
        "[[email]]",
        "---"
      })
  void normalise_junk_isBlocked(String junk) {
    assertThat(dutch.normalise(IdentifierType.CUSTOMER_ID, junk)).isEqualTo(Normalised.BLOCKED);
    assertThat(dutch.normalise(IdentifierType.ANONYMOUS_ID, junk)).isEqualTo(Normalised.BLOCKED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nullable", "anonymous-7", "0x0", "{7}", "$5", "idaho", "[7]", "u{{1}}"})
  void normalise_valueThatLooksLikeJunk_isNone(String value) {
    assertThat(dutch.normalise(IdentifierType.CUSTOMER_ID, value))
        .isEqualTo(new Normalised.Valid(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"noreply@shop.nl", "No-Reply@shop.nl", "undefined@shop.nl"})
  void normalise_nobodysMailbox_isBlocked(String email) {
    assertThat(dutch.normalise(IdentifierType.EMAIL, email)).isEqualTo(Normalised.BLOCKED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000000000", "111-111-1111", "+31 666666666", "+1 1111111111"})
  void normalise_phoneOfOneDigit_isBlocked(String phone) {
    assertThat(dutch.normalise(IdentifierType.PHONE, phone)).isEqualTo(Normalised.BLOCKED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann",
        "@example.com",
        "ann@",
        "ann@localhost",
        "ann@@example.com",
        "a b@example.com",
        "ann@example..com",
        ".ann@example.com",
        "ann.@example.com",
        "ann@.example.com",
        "ann@example.com.",
        "ann@example.com,bob@example.com",
        "Ann <ann@example.com>",
        "12"
      })
  void normalise_noEmail_isInvalid(String text) {
    assertThat(dutch.normalise(IdentifierType.EMAIL, text)).isEqualTo(Normalised.INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"call me", "12345", "+31", "+31 6 1234 5678 ext. 5", "+999 123456789"})
  void normalise_noPhone_isInvalid(String text) {
    assertThat(dutch.normalise(IdentifierType.PHONE, text)).isEqualTo(Normalised.INVALID);
  }

  @Test
  void normalise_nationalPhoneWithoutRegion_isInvalid() {
    assertThat(nowhere.normalise(IdentifierType.PHONE, "0612345678")).isEqualTo(Normalised.INVALID);
    assertThat(nowhere.normalise(IdentifierType.PHONE, "+31612345678"))
        .isEqualTo(new Normalised.Valid("+31612345678"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", ":12", "shop:"})
  void normalise_sourceIdWithoutSourceOrId_isInvalid(String text) {
    assertThat(dutch.normalise(IdentifierType.SOURCE_ID, text)).isEqualTo(Normalised.INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u00a0", "\t\n"})
  void normalise_blank_isAbsent(String blank) {
    assertThat(dutch.normalise(IdentifierType.CUSTOMER_ID, blank)).isEqualTo(Normalised.ABSENT);
  }

  @Test
  void normalise_length_isBoundAt256() {
    assertThat(dutch.normalise(IdentifierType.CUSTOMER_ID, "x".repeat(256)))
        .isEqualTo(new Normalised.Valid("x".repeat(256)));
    assertThat(dutch.normalise(IdentifierType.CUSTOMER_ID, "x".repeat(257)))
        .isEqualTo(Normalised.TOO_LONG);
  }

  @Test
  void normalise_accountsOwnValues_areBlocked() {
    BlockedValues own =
        new BlockedValues(
            Map.of(IdentifierType.EMAIL, Set.of("Info@Shop.nl")),
            Map.of(IdentifierType.CUSTOMER_ID, List.of(Pattern.compile("test-.*"))));
    IdentifierNormaliser normaliser = new IdentifierNormaliser("NL", own);

    assertThat(normaliser.normalise(IdentifierType.EMAIL, "info@shop.nl"))
        .isEqualTo(Normalised.BLOCKED);
    assertThat(normaliser.normalise(IdentifierType.CUSTOMER_ID, "test-1"))
        .isEqualTo(Normalised.BLOCKED);
    assertThat(normaliser.normalise(IdentifierType.CUSTOMER_ID, "a-test-1"))
        .isEqualTo(new Normalised.Valid("a-test-1"));
    assertThat(normaliser.normalise(IdentifierType.ANONYMOUS_ID, "test-1"))
        .isEqualTo(new Normalised.Valid("test-1"));
  }

  @Test
  void normalise_ownValueOfEveryType_isBlockedAsSentToo() {
    BlockedValues own = BlockedValues.ofEveryType(List.of("0201234567"), List.of());
    IdentifierNormaliser normaliser = new IdentifierNormaliser("NL", own);

    assertThat(normaliser.normalise(IdentifierType.PHONE, "0201234567"))
        .isEqualTo(Normalised.BLOCKED);
    assertThat(normaliser.normalise(IdentifierType.ANONYMOUS_ID, "0201234567"))
        .isEqualTo(Normalised.BLOCKED);
  }

  @Test
  void new_unknownRegion_isRefused() {
    assertThatThrownBy(() -> new IdentifierNormaliser("XX", BlockedValues.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("XX");
  }
}
