package io.onefold.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.event.Commerce;
import io.onefold.event.Event;
import io.onefold.event.EventType;
import io.onefold.event.IdentifierType;
import io.onefold.event.Limits;
import io.onefold.event.Money;
import io.onefold.event.PackedWriter;
import io.onefold.event.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProfileTest {

  private final Names names = new Names();
  private final Profile profile = Profile.create(EventDraft.ACCOUNT);

  @Test
  void facts_withoutEvents_areEmpty() {
    ProfileFacts facts = profile.facts(names);
    assertThat(facts).isEqualTo(new PlainProfile(List.of(), Map.of()).facts());
    assertThat(profile.accountId()).isEqualTo(EventDraft.ACCOUNT);
    assertThat(profile.text("core_data.email_address", names)).isEmpty();
  }

  @Test
  void text_ofSeveralSources_isTheLatest() {
    fold(at(20).from("shop").attribute("core_data.first_name", "Ann"));
    fold(at(10).attribute("core_data.first_name", "An"));
    fold(at(10).attribute("core_data.last_name", "O"));
    assertThat(profile.text("core_data.first_name", names)).isEqualTo("Ann");
    assertThat(profile.facts(names).attributes())
        .containsExactly(
            new ProfileFacts.Attribute("core_data.first_name", Value.text("Ann"), "shop", 20),
            new ProfileFacts.Attribute("core_data.last_name", Value.text("O"), "tracking", 10));
  }

  @Test
  void times_fromTheBeginningOf1970On_areExact() {
    for (long atMs = 0; atMs < 2; atMs++) {
      Profile early = Profile.create(EventDraft.ACCOUNT);
      Event event =
          EventDraft.at(atMs, 1)
              .attribute("custom.a", "v")
              .consent("ads", true)
              .commerce(new Commerce.Order("o", new Money(1, "EUR")))
              .event();
      early.fold(event, names);
      assertThat(early.facts(names)).isEqualTo(new PlainProfile(List.of(event), Map.of()).facts());
      assertThat(early.firstSeenMs()).isEqualTo(atMs);
      assertThat(Ring.recent(early, names)).extracting(Ring.Recent::atMs).containsExactly(atMs);
    }
  }

  @Test
  void statements_ofOneMillisecond_laterArrivalHolds() {
    fold(EventDraft.at(10, 2).named("second").attribute("custom.a", "second"));
    fold(EventDraft.at(10, -1).named("last").attribute("custom.a", "last"));
    fold(EventDraft.at(10, 1).named("first").attribute("custom.a", "first"));
    assertThat(profile.text("custom.a", names)).isEqualTo("last");
    assertThat(Ring.recent(profile, names))
        .extracting(Ring.Recent::name)
        .containsExactly("last", "second", "first");
  }

  @Test
  void attribute_valueOfLongestLength_readsBack() {
    String longest = "日".repeat(Limits.STRING_CHARS_MAX);
    fold(at(10).attribute("custom.a", "short").attribute("custom.b", "after"));
    fold(at(20).attribute("custom.a", longest));
    assertThat(profile.text("custom.a", names)).isEqualTo(longest);
    assertThat(profile.text("custom.b", names)).isEqualTo("after");
    fold(at(30).attribute("custom.a", ""));
    assertThat(profile.facts(names).attributes()).hasSize(2);
    assertThat(profile.text("custom.a", names)).isEmpty();
  }

  @Test
  void attribute_byMoreRoutesThanTheBound_keepsTheLatest() {
    for (int route = 0; route < 3 * Statements.ROUTES_PER_KEY_MAX; route++) {
      fold(at(100 + route % 50).by(IdentifierType.EMAIL, route).attribute("custom.a", "v" + route));
    }
    assertThat(profile.text("custom.a", names)).isEqualTo("v49");
    assertThat(profile.packedLength()).isLessThan(4_000 + 96 * 27);
  }

  @Test
  void attributes_beyondBytes_keepTheAlphabeticallyFirst() {
    String longest = "x".repeat(Limits.STRING_CHARS_MAX);
    for (int i = 99; i >= 10; i--) {
      fold(at(10).attribute("custom.k" + i, longest));
    }
    assertThat(profile.text("custom.k10", names)).isEqualTo(longest);
    assertThat(profile.text("custom.k99", names)).isEmpty();
    assertThat(profile.packedLength()).isLessThan(Attributes.BYTES_MAX + 2_000);
  }

  @Test
  void consent_noAndYesAtOneTimeByTwoWays_isNo() {
    fold(at(10).by(IdentifierType.EMAIL, 1).consent("marketing", true));
    fold(at(10).by(IdentifierType.EMAIL, 2).consent("marketing", false));
    fold(at(10).by(IdentifierType.EMAIL, 3).consent("marketing", true));
    assertThat(profile.facts(names).consents())
        .containsExactly(new ProfileFacts.ConsentFact("marketing", false, "tracking", 10));
    fold(at(11).by(IdentifierType.EMAIL, 4).consent("marketing", true));
    assertThat(profile.facts(names).consents().getFirst().granted()).isTrue();
  }

  @Test
  void known_byIdentifyOfPerson_isNeverUnset() {
    fold(at(10).type(EventType.IDENTIFY, ""));
    assertThat(profile.known()).isFalse();
    fold(at(20).type(EventType.IDENTIFY, "").by(IdentifierType.EMAIL, 1));
    fold(at(30));
    assertThat(profile.known()).isTrue();
    assertThat(profile.firstSeenMs()).isEqualTo(10);
    assertThat(profile.lastSeenMs()).isEqualTo(30);
    assertThat(profile.eventCount()).isEqualTo(3);
  }

  @Test
  void fold_eventBefore1970_isHeldAsItsFirstMillisecond() {
    fold(at(-5));
    fold(at(20));
    assertThat(profile.firstSeenMs()).isZero();
    assertThat(Ring.recent(profile, names)).hasSize(2);
  }

  @Test
  void ring_grownInSteps_holdsNoMoreThanItsBound() {
    for (int i = 0; i < 3 * Limits.RING_EVENTS; i++) {
      fold(at(1_000 - i));
      int held = Math.min(i + 1, Limits.RING_EVENTS);
      assertThat(Ring.recent(profile, names)).hasSize(held);
    }
    assertThat(Ring.recent(profile, names).getLast().atMs()).isEqualTo(1_001 - Limits.RING_EVENTS);
  }

  @Test
  void absorb_otherAccountOrItself_isRefused() {
    Profile other = Profile.create(EventDraft.ACCOUNT + 1);
    assertThatThrownBy(() -> profile.absorb(other, names))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> profile.absorb(profile, names))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void of_cutOrForeignBytes_isRefused() {
    fold(at(10));
    PackedWriter out = new PackedWriter(16);
    profile.writeTo(out);
    byte[] cut = Arrays.copyOf(out.toBytes(), out.length() - 1);
    assertThatThrownBy(() -> Profile.of(cut)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Profile.of(new byte[200]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void routes_beyondBound_countWithoutRoute() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < Routes.ROUTES_MAX + 500; i++) {
      events.add(at(10 + i).by(IdentifierType.EMAIL, i).attribute("custom.a", "v" + i).event());
    }
    events.forEach(event -> profile.fold(event, names));
    ProfileFacts facts = profile.facts(names);
    assertThat(facts.metrics().events()).isEqualTo(Map.of("Clicked", 4_595L));
    assertThat(facts.text("custom.a")).isEqualTo("v4594");
  }

  private EventDraft at(long atMs) {
    return EventDraft.at(atMs, profile.eventCount());
  }

  private void fold(EventDraft draft) {
    profile.fold(draft.event(), names);
  }
}
