package io.onefold.decode.id;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.IdentifierType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What accounts may unite beyond what is the same for everybody. */
class SpellingTest {

  private final IdentifierNormaliser standard = new IdentifierNormaliser("NL", BlockedValues.NONE);
  private final IdentifierNormaliser gmail = with(new SpellingRules(false, true, false));
  private final IdentifierNormaliser plusTags = with(new SpellingRules(false, false, true));
  private final IdentifierNormaliser lowerCase = with(new SpellingRules(true, false, false));

  private IdentifierNormaliser with(SpellingRules spelling) {
    return standard.with(spelling, BlockedValues.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "A.n.n+shop@Gmail.com, ann@gmail.com",
    "ann@googlemail.com, ann@gmail.com",
    "a.nn+a+b@googlemail.com, ann@gmail.com",
    "a.nn+tag@example.com, a.nn+tag@example.com",
    "a.nn@gmail.com.example, a.nn@gmail.com.example",
    "a.nn@mygmail.com, a.nn@mygmail.com",
    "+ann@gmail.com, +ann@gmail.com"
  })
  void gmail_waysToWriteOneMailbox_areOne(String raw, String expected) {
    assertIs(gmail, IdentifierType.EMAIL, raw, expected);
    assertIs(gmail, IdentifierType.EMAIL, expected, expected);
  }

  @ParameterizedTest
  @CsvSource({
    "a.nn+tag@example.com, a.nn@example.com",
    "a.nn+tag@gmail.com, a.nn@gmail.com",
    "+ann@example.com, +ann@example.com"
  })
  void plusTag_whatFollowsThePlus_isDropped(String raw, String expected) {
    assertIs(plusTags, IdentifierType.EMAIL, raw, expected);
    assertIs(plusTags, IdentifierType.EMAIL, expected, expected);
  }

  @Test
  void lowerCase_ofCustomerIds_leavesOtherTypesAlone() {
    assertIs(lowerCase, IdentifierType.CUSTOMER_ID, " U1\u00cb ", "u1\u00eb");
    assertIs(lowerCase, IdentifierType.ANONYMOUS_ID, "U1", "U1");
    assertIs(lowerCase, IdentifierType.ORDER_ID, "U1", "U1");
    assertIs(lowerCase, IdentifierType.SOURCE_ID, "Shop:U1", "Shop:U1");
  }

  @Test
  void standard_unitesNothingMore() {
    assertIs(standard, IdentifierType.EMAIL, "A.nn+x@gmail.com", "a.nn+x@gmail.com");
    assertIs(standard, IdentifierType.CUSTOMER_ID, "U1", "U1");
  }

  @Test
  void with_ownSpelling_keepsTheRegion() {
    assertIs(gmail, IdentifierType.PHONE, "06-12345678", "+31612345678");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann.lee@gmail.com", "annlee+x@googlemail.com"})
  void blockedValue_inAnySpelling_isBlocked(String raw) {
    IdentifierNormaliser own =
        standard.with(
            new SpellingRules(false, true, false),
            new BlockedValues(Map.of(IdentifierType.EMAIL, Set.of("annlee@gmail.com")), Map.of()));
    assertThat(own.normalise(IdentifierType.EMAIL, raw)).isEqualTo(Normalised.BLOCKED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n.o.reply@gmail.com", "noreply+7@gmail.com"})
  void nobodysMailbox_behindItsSpelling_isBlocked(String raw) {
    assertThat(gmail.normalise(IdentifierType.EMAIL, raw)).isEqualTo(Normalised.BLOCKED);
  }

  @Test
  void identifierRules_order_ranksTypesLeftOutLast() {
    IdentifierRules rules =
        new IdentifierRules(
            standard,
            List.of(IdentifierType.EMAIL, IdentifierType.CUSTOMER_ID, IdentifierType.ORDER_ID),
            java.util.Optional.empty());
    assertThat(rules.rank(IdentifierType.EMAIL)).isLessThan(rules.rank(IdentifierType.CUSTOMER_ID));
    assertThat(rules.rank(IdentifierType.LINK_TOKEN))
        .isGreaterThan(rules.rank(IdentifierType.ORDER_ID));
    assertThat(rules.trusting()).isSameAs(rules);
  }

  private static void assertIs(
      IdentifierNormaliser normaliser, IdentifierType type, String raw, String expected) {
    assertThat(normaliser.normalise(type, raw)).isEqualTo(new Normalised.Valid(expected));
  }
}
