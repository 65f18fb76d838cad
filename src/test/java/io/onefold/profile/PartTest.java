package io.onefold.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.event.CartLine;
import io.onefold.event.Commerce;
import io.onefold.event.EventType;
import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType;
import io.onefold.event.Limits;
import io.onefold.event.Money;
import io.onefold.profile.ProfileFacts.Bucket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Single cases of parting; {@link PartPropertyTest} has all of them. */
final class PartTest {

  private static final int ANN = 1;
  private static final int BOB = 2;
  private static final Money PRICE = new Money(100, "EUR");

  private final Names names = new Names();
  private final Profile profile = Profile.create(EventDraft.ACCOUNT);
  private long arrivals;

  @Test
  void part_ofNobodysRoute_isEmptyAndTakesNothing() {
    fold(at(10, ANN).attribute("custom.a", "v"));
    ProfileFacts facts = profile.facts(names);
    Profile part = profile.part(Set.of(new Hash128(1, 2), new Hash128(0, 0)), names);
    assertThat(part.facts(names)).isEqualTo(Profile.create(EventDraft.ACCOUNT).facts(names));
    assertThat(profile.facts(names)).isEqualTo(facts);
  }

  @Test
  void order_namedByTwoRoutes_countsOnceAndInBothParts() {
    fold(at(10, ANN).commerce(order("o", 300)));
    fold(at(20, BOB).commerce(order("o", 100)));
    assertThat(metrics(profile).orderCount()).isOne();
    assertThat(metrics(profile).spendE4()).isEqualTo(Map.of("EUR", 100L));
    Profile bob = part(BOB);
    assertThat(metrics(profile).spendE4()).isEqualTo(Map.of("EUR", 300L));
    assertThat(metrics(bob).spendE4()).isEqualTo(Map.of("EUR", 100L));
  }

  @Test
  void refund_ofAnotherRoute_leavesWithIt() {
    fold(at(10, ANN).commerce(order("o", 300)));
    fold(at(5, BOB).commerce(new Commerce.Refund("o", 1, new Money(40, "EUR"), false)));
    fold(at(6, ANN).commerce(new Commerce.Refund("o", 1, new Money(30, "EUR"), false)));
    assertThat(metrics(profile).spendE4()).isEqualTo(Map.of("EUR", 260L));
    part(BOB);
    assertThat(metrics(profile).spendE4()).isEqualTo(Map.of("EUR", 270L));
  }

  @Test
  void ownedOrder_followsWhoNamedIt() {
    fold(at(10, BOB).commerce(order("o", 300)));
    profile.ownOrder("o");
    Profile bob = part(BOB);
    Profile stranger = Profile.create(EventDraft.ACCOUNT);
    stranger.disownOrder("o");
    stranger.fold(at(20, 3).commerce(order("o", 300)).event(), names);
    profile.absorb(stranger, names);
    assertThat(metrics(profile).orderCount()).isZero();
    bob.absorb(stranger, names);
    assertThat(metrics(bob).orderCount()).isOne();
  }

  @Test
  void disownedOrder_isDisownedByBothParts() {
    fold(at(10, BOB).commerce(order("o", 300)));
    profile.disownOrder("o");
    profile.disownOrder("unheard of");
    Profile bob = part(BOB);
    for (Profile each : List.of(profile, bob)) {
      each.fold(at(20, ANN).commerce(order("o", 300)).event(), names);
      each.fold(at(30, ANN).commerce(order("unheard of", 300)).event(), names);
      assertThat(metrics(each).orderCount()).isZero();
    }
  }

  @Test
  void cart_clearedByTheOther_isBackWhenTheOtherLeaves() {
    CartLine line = new CartLine("p", "shoe", PRICE, 2);
    fold(at(10, ANN).commerce(new Commerce.CartAdd(line)));
    fold(at(20, BOB).commerce(order("o", 300)));
    assertThat(profile.facts(names).cart()).isEmpty();
    part(BOB);
    assertThat(profile.facts(names).cart())
        .containsExactly(new ProfileFacts.CartItem("p", "shoe", PRICE, 2));
  }

  @Test
  void cart_clearedByOthers_keepsNoMoreThanTheBound() {
    for (int i = 0; i < 3 * Cart.CLEARED_MAX; i++) {
      CartLine line = new CartLine("p" + i, "", PRICE, 1);
      fold(at(10 + i, ANN).commerce(new Commerce.CartAdd(line)));
    }
    fold(at(1_000, BOB).commerce(order("o", 300)));
    part(BOB);
    assertThat(profile.facts(names).cart())
        .hasSize(Cart.CLEARED_MAX)
        .last()
        .extracting(ProfileFacts.CartItem::productId)
        .isEqualTo("p" + (3 * Cart.CLEARED_MAX - 1));
  }

  @Test
  void visit_sharedByTwoRoutes_isOneAndThenOneEach() {
    long gapMs = Limits.VISIT_GAP_MS;
    fold(at(gapMs, ANN).by(IdentifierType.ANONYMOUS_ID, 1));
    fold(at(2 * gapMs - 1, BOB).by(IdentifierType.ANONYMOUS_ID, 1));
    fold(at(3 * gapMs - 2, ANN).by(IdentifierType.ANONYMOUS_ID, 1));
    assertThat(metrics(profile).visitCount()).isOne();
    Profile bob = part(BOB);
    assertThat(metrics(profile).visitCount()).isEqualTo(2);
    assertThat(metrics(bob).visitCount()).isOne();
  }

  @Test
  void visits_byMoreRoutesThanRows_keepTheirNumber() {
    int routes = 2 * Visits.ROWS_MAX;
    for (int i = 0; i < routes; i++) {
      long atMs = (i % 20) * 2 * Limits.VISIT_GAP_MS;
      fold(at(atMs, i).by(IdentifierType.ANONYMOUS_ID, 1));
    }
    assertThat(metrics(profile).visitCount()).isEqualTo(20);
    Profile copy = Profile.create(EventDraft.ACCOUNT);
    copy.absorb(profile, names);
    assertThat(copy.facts(names)).isEqualTo(profile.facts(names));
  }

  @Test
  void bucket_decidedTwice_firstHolds() {
    assertThat(profile.facts(names).personalization()).isEmpty();
    profile.decideBucket(9_999, 50);
    profile.decideBucket(0, 10);
    assertThat(profile.facts(names).personalization()).contains(new Bucket(9_999, 50));
    assertThatThrownBy(() -> profile.decideBucket(10_000, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bucket_absorbed_earlierHoldsThenLower() {
    Profile undecided = Profile.create(EventDraft.ACCOUNT);
    Profile early = decided(700, 10);
    Profile late = decided(300, 20);
    Profile tied = decided(500, 10);
    for (List<Profile> order :
        List.of(List.of(undecided, late, early, tied), List.of(tied, early, late, undecided))) {
      Profile all = Profile.create(EventDraft.ACCOUNT);
      order.forEach(other -> all.absorb(other, names));
      assertThat(all.bucket()).contains(new Bucket(500, 10));
    }
  }

  @Test
  void bucket_parted_isKeptByBoth() {
    fold(at(10, ANN));
    fold(at(20, BOB));
    profile.decideBucket(42, 0);
    assertThat(part(BOB).bucket()).contains(new Bucket(42, 0));
    assertThat(profile.bucket()).contains(new Bucket(42, 0));
  }

  @Test
  void known_byThePartThatLeft_isUnset() {
    fold(at(10, ANN));
    fold(at(20, BOB).type(EventType.IDENTIFY, ""));
    assertThat(profile.known()).isTrue();
    Profile bob = part(BOB);
    assertThat(profile.known()).isFalse();
    assertThat(bob.known()).isTrue();
    assertThat(profile.lastSeenMs()).isEqualTo(10);
    assertThat(bob.firstSeenMs()).isEqualTo(20);
  }

  private static Profile decided(int bucket, long atMs) {
    Profile profile = Profile.create(EventDraft.ACCOUNT);
    profile.decideBucket(bucket, atMs);
    return profile;
  }

  private static Commerce order(String id, long totalE4) {
    return new Commerce.Order(id, new Money(totalE4, "EUR"));
  }

  private Profile part(int email) {
    return profile.part(Set.of(EventDraft.identifier(IdentifierType.EMAIL, email).hash()), names);
  }

  private EventDraft at(long atMs, int email) {
    return EventDraft.at(atMs, arrivals++).by(IdentifierType.EMAIL, email);
  }

  private void fold(EventDraft draft) {
    profile.fold(draft.event(), names);
  }

  private ProfileFacts.Metrics metrics(Profile of) {
    return of.facts(names).metrics();
  }
}
