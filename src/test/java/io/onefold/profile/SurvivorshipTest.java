package io.onefold.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.IdentifierType;
import io.onefold.event.Limits;
import io.onefold.event.Value;
import io.onefold.profile.ProfileFacts.ConsentFact;
import io.onefold.profile.Survivorship.Policy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader sees of several statements about one thing. */
final class SurvivorshipTest {

  private static final String KEY = "custom.size";
  private static final List<String> ORDER = List.of("crm", "shop");

  private final Names names = new Names();
  private final Profile profile = Profile.create(EventDraft.ACCOUNT);
  private long arrivals;

  @ParameterizedTest
  @CsvSource({
    "MOST_RECENT,latest,tracking,40",
    "OLDEST,oldest,shop,10",
    "SOURCE_PRIORITY,strong,crm,30",
  })
  void value_ofSeveralSources_isChosenByPolicy(
      Policy policy, String text, String source, long atMs) {
    say(10, "shop", 1, "oldest");
    say(20, "crm", 1, "weak");
    say(30, "crm", 2, "strong");
    say(40, "tracking", 1, "latest");
    assertThat(facts(policy).attributes())
        .containsExactly(new ProfileFacts.Attribute(KEY, Value.text(text), source, atMs));
    assertThat(profile.text(KEY, names, survivorship(policy))).isEqualTo(text);
  }

  @Test
  void sourcePriority_strongestHasNoValue_fallsThrough() {
    say(10, "shop", 1, "of the shop");
    say(20, "crm", 1, "");
    say(30, "tracking", 1, "unlisted");
    assertThat(facts(Policy.SOURCE_PRIORITY).text(KEY)).isEqualTo("of the shop");
    say(40, "shop", 1, "");
    assertThat(facts(Policy.SOURCE_PRIORITY).text(KEY)).isEqualTo("unlisted");
    say(50, "tracking", 1, "");
    assertThat(facts(Policy.SOURCE_PRIORITY).attributes().getFirst().source()).isEqualTo("crm");
  }

  @Test
  void sourceOrder_changed_holdsFromTheNextRead() {
    say(10, "shop", 1, "s");
    say(20, "crm", 1, "c");
    Map<String, Policy> policies = Map.of(KEY, Policy.SOURCE_PRIORITY);
    Survivorship reversed = new Survivorship(ORDER.reversed(), policies);
    assertThat(profile.facts(names, new Survivorship(ORDER, policies)).text(KEY)).isEqualTo("c");
    assertThat(profile.facts(names, reversed).text(KEY)).isEqualTo("s");
  }

  @Test
  void union_ofSeveralValues_isEachOnceLatestFirst() {
    say(10, "shop", 1, "a");
    say(20, "crm", 1, "b \"\\\n");
    say(30, "tracking", 1, "a");
    profile.fold(
        at(5).from("crm").attribute(KEY, new Value(Value.Kind.NUMBER, "38.5")).event(), names);
    assertThat(facts(Policy.UNION).attributes())
        .containsExactly(
            new ProfileFacts.Attribute(
                KEY,
                new Value(Value.Kind.JSON, "[\"a\",\"b \\\"\\\\\\u000a\",38.5]"),
                "tracking",
                30));
    assertThat(profile.text(KEY, names, survivorship(Policy.UNION))).isEqualTo("a");
  }

  @Test
  void union_ofLongValues_isBounded() {
    String longest = "x".repeat(Limits.STRING_CHARS_MAX / 3);
    for (int i = 0; i < 10; i++) {
      say(10 + i, "shop", i, longest + i);
    }
    String json = facts(Policy.UNION).text(KEY);
    assertThat(json).hasSizeLessThanOrEqualTo(Limits.STRING_CHARS_MAX).startsWith("[\"x");
    assertThat(json).endsWith("8\"]");
  }

  @ParameterizedTest
  @CsvSource({
    // a weaker yes, an equal one, a stronger one; each later, at the same time, and earlier
    "tracking,20,false", "tracking,10,false", "tracking,5,false",
    "shop,20,true", "shop,10,false", "shop,5,false",
    "crm,20,true", "crm,10,false", "crm,5,false",
  })
  void consent_noOfShopAt10AndYesByAnother_yesOnlyLaterAndAsStrong(
      String source, long yesAtMs, boolean granted) {
    consent(10, "shop", 1, false);
    consent(yesAtMs, source, 2, true);
    ConsentFact fact = profile.facts(names, order()).consent("ads").orElseThrow();
    assertThat(fact)
        .isEqualTo(
            granted
                ? new ConsentFact("ads", true, source, yesAtMs)
                : new ConsentFact("ads", false, "shop", 10));
  }

  @Test
  void consent_bySameWay_laterCounts() {
    consent(10, "crm", 1, false);
    consent(20, "crm", 1, true);
    assertThat(profile.facts(names, order()).consent("ads").orElseThrow().granted()).isTrue();
    consent(15, "crm", 1, false);
    assertThat(profile.facts(names, order()).consent("ads").orElseThrow().granted()).isTrue();
    consent(30, "crm", 1, false);
    assertThat(profile.facts(names, order()).consent("ads").orElseThrow().granted()).isFalse();
  }

  @Test
  void consent_twoRefusalsOneOverruled_theOtherHolds() {
    consent(10, "tracking", 1, false);
    consent(10, "crm", 1, false);
    consent(20, "shop", 1, true);
    assertThat(profile.facts(names, order()).consent("ads"))
        .contains(new ConsentFact("ads", false, "crm", 10));
  }

  @Test
  void consent_ofNobody_isNeutral() {
    profile.fold(at(10).event(), names);
    assertThat(profile.facts(names, order()).consent("ads")).isEmpty();
    consent(20, "tracking", 1, true);
    assertThat(profile.facts(names, order()).consent("ads").orElseThrow().granted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "custom.anonymise,BOOLEAN,true,true",
    "core_data.anonymise,TEXT,Yes,true",
    "custom.gdpr_status_anonymise_data,NUMBER,1,true",
    "core_data.gdpr_status_anonymise_data,TEXT,TRUE,true",
    "custom.anonymise,BOOLEAN,false,false",
    "custom.anonymised,BOOLEAN,true,false",
  })
  void anonymise_byAttribute_isUnderstood(
      String key, Value.Kind kind, String text, boolean anonymise) {
    profile.fold(at(10).attribute(key, new Value(kind, text)).event(), names);
    assertThat(profile.facts(names).anonymise()).isEqualTo(anonymise);
  }

  @Test
  void anonymise_onOneConstituent_holdsForTheWholeUntilItTakesItBack() {
    Profile other = Profile.create(EventDraft.ACCOUNT);
    Value yes = new Value(Value.Kind.BOOLEAN, "true");
    Value no = new Value(Value.Kind.BOOLEAN, "false");
    other.fold(anonymise(10, 1, yes), names);
    profile.fold(anonymise(20, 2, no), names);
    profile.absorb(other, names);
    assertThat(profile.facts(names).anonymise()).isTrue();
    profile.fold(anonymise(30, 1, no), names);
    assertThat(profile.facts(names).anonymise()).isFalse();
  }

  @Test
  void anonymise_afterTheAccountUsedUpItsNames_isHeard() {
    for (int i = 0; i < Names.NAMES_PER_ACCOUNT_MAX; i++) {
      names.idOf("name " + i, EventDraft.ACCOUNT);
    }
    profile.fold(anonymise(10, 1, new Value(Value.Kind.BOOLEAN, "true")), names);
    assertThat(profile.isAnonymised(names)).isTrue();
  }

  private Event anonymise(long atMs, int email, Value value) {
    return at(atMs).by(IdentifierType.EMAIL, email).attribute("custom.anonymise", value).event();
  }

  private ProfileFacts facts(Policy policy) {
    return profile.facts(names, survivorship(policy));
  }

  private static Survivorship survivorship(Policy policy) {
    return new Survivorship(ORDER, Map.of(KEY, policy));
  }

  private static Survivorship order() {
    return new Survivorship(ORDER, Map.of());
  }

  private void say(long atMs, String source, int email, String text) {
    EventDraft draft = at(atMs).from(source).by(IdentifierType.EMAIL, email);
    profile.fold(draft.attribute(KEY, text).event(), names);
  }

  private void consent(long atMs, String source, int email, boolean granted) {
    EventDraft draft = at(atMs).from(source).by(IdentifierType.EMAIL, email);
    profile.fold(draft.consent("ads", granted).event(), names);
  }

  private EventDraft at(long atMs) {
    return EventDraft.at(atMs, arrivals++);
  }
}
