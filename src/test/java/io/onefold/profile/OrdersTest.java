package io.onefold.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Commerce;
import io.onefold.event.Money;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Single cases; orders in any order are part of {@link ProfilePropertyTest}. */
final class OrdersTest {

  private final Names names = new Names();
  private final Profile profile = Profile.create(EventDraft.ACCOUNT);
  private final Profile other = Profile.create(EventDraft.ACCOUNT);
  private long fingerprint;

  @Test
  void order_sentAgain_countsOnceWithItsLatestTotal() {
    fold(profile, 20, order(300));
    fold(profile, 10, order(100));
    assertThat(metrics().orderCount()).isOne();
    assertThat(metrics().spendE4()).isEqualTo(Map.of("EUR", 300L));
    assertThat(metrics().lastOrderAtMs()).isEqualTo(20);
  }

  @Test
  void currency_isThatOfTheEarliestOrderThatCounts() {
    assertThat(metrics().currency()).isEmpty();
    fold(profile, 20, new Commerce.Order("o1", new Money(100, "USD")));
    fold(profile, 30, new Commerce.Order("o2", new Money(100, "EUR")));
    assertThat(metrics().currency()).isEqualTo("USD");
    fold(other, 10, new Commerce.Order("o3", new Money(100, "CHF")));
    profile.absorb(other, names);
    assertThat(metrics().currency()).isEqualTo("CHF");
    fold(profile, 40, new Commerce.Cancel("o3"));
    assertThat(metrics().currency()).isEqualTo("USD");
  }

  @Test
  void refund_beforeItsOrder_countsWhenTheOrderArrives() {
    fold(profile, 10, new Commerce.Refund("o", 1, new Money(40, "EUR"), false));
    assertThat(metrics().orderCount()).isZero();
    assertThat(metrics().spendE4()).isEmpty();
    fold(profile, 20, order(100));
    assertThat(metrics().orderCount()).isOne();
    assertThat(metrics().spendE4()).isEqualTo(Map.of("EUR", 60L));
  }

  @Test
  void refund_reportedTwice_isSubtractedOnce() {
    fold(profile, 10, order(100));
    fold(profile, 20, new Commerce.Refund("o", 1, new Money(40, "EUR"), false));
    fold(profile, 30, new Commerce.Refund("o", 1, new Money(-40, "EUR"), false));
    fold(profile, 30, new Commerce.Refund("o", 2, new Money(1, ""), false));
    fold(profile, 30, new Commerce.Refund("o", 3, new Money(7, "USD"), false));
    assertThat(metrics().spendE4()).isEqualTo(Map.of("EUR", 59L));
  }

  @Test
  void refund_ofAnotherOrder_isNotSubtracted() {
    fold(profile, 10, order(100));
    for (int i = 0; i < 50; i++) {
      fold(profile, 20, new Commerce.Refund("other " + i, 1, new Money(40, "EUR"), false));
    }
    assertThat(metrics().spendE4()).isEqualTo(Map.of("EUR", 100L));
  }

  @Test
  void refund_full_leavesAnOrderWithoutSpend() {
    fold(profile, 10, order(100));
    fold(profile, 20, new Commerce.Refund("o", 1, new Money(0, ""), true));
    assertThat(metrics().orderCount()).isOne();
    assertThat(metrics().spendE4()).isEqualTo(Map.of("EUR", 0L));
  }

  @Test
  void cancel_beforeOrAfter_theOrderDoesNotCount() {
    fold(profile, 10, new Commerce.Cancel("o"));
    fold(profile, 20, order(100));
    assertThat(metrics().orderCount()).isZero();
    assertThat(metrics().lastOrderAtMs()).isZero();
  }

  @Test
  void disownOrder_thenFoldedAndAbsorbedAgain_staysDisowned() {
    fold(profile, 10, order(100));
    profile.disownOrder("o");
    profile.disownOrder("o");
    fold(profile, 20, order(100));
    fold(other, 30, order(100));
    profile.absorb(other, names);
    assertThat(metrics().orderCount()).isZero();
  }

  @Test
  void disownOrder_beforeTheOrderArrives_holds() {
    profile.disownOrder("o");
    fold(profile, 10, order(100));
    assertThat(metrics().orderCount()).isZero();
    profile.ownOrder("o");
    assertThat(metrics().orderCount()).isOne();
  }

  @Test
  void absorb_ownedOnEitherSide_isOwned() {
    fold(profile, 10, order(100));
    profile.disownOrder("o");
    other.ownOrder("o");
    profile.absorb(other, names);
    assertThat(metrics().orderCount()).isOne();

    Profile third = Profile.create(EventDraft.ACCOUNT);
    third.disownOrder("o");
    profile.absorb(third, names);
    assertThat(metrics().orderCount()).isOne();
  }

  @Test
  void orders_beyondTheBound_theLatestStay() {
    int beyond = 50;
    for (int i = 0; i < Orders.ROWS_MAX + beyond; i++) {
      fold(profile, 1_000 + i, new Commerce.Order("o" + i, new Money(1, "EUR")));
    }
    assertThat(metrics().orderCount()).isEqualTo(Orders.ROWS_MAX);
    assertThat(metrics().lastOrderAtMs()).isEqualTo(1_000L + Orders.ROWS_MAX + beyond - 1);
  }

  @Test
  void spend_ofLargestAmounts_doesNotOverflow() {
    long mostE4 = 10_000L * 1_000_000_000_000L;
    for (int i = 0; i < 1_000; i++) {
      fold(profile, 10, new Commerce.Order("o" + i, new Money(mostE4, "EUR")));
      fold(profile, 10, new Commerce.Refund("o", i, new Money(mostE4, "EUR"), false));
    }
    fold(profile, 10, order(100));
    assertThat(metrics().spendE4()).isEqualTo(Map.of("EUR", Long.MAX_VALUE));
  }

  private static Commerce order(long totalE4) {
    return new Commerce.Order("o", new Money(totalE4, "EUR"));
  }

  private void fold(Profile target, long atMs, Commerce commerce) {
    target.fold(EventDraft.at(atMs, fingerprint++).commerce(commerce).event(), names);
  }

  private ProfileFacts.Metrics metrics() {
    return profile.facts(names).metrics();
  }
}
