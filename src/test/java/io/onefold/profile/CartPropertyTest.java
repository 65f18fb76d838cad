package io.onefold.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.CartLine;
import io.onefold.event.Commerce;
import io.onefold.event.Event;
import io.onefold.event.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cart against {@link PlainShop}, also beyond its bound. */
final class CartPropertyTest {

  private static final int SEEDS = 100;
  private static final Money PRICE = new Money(99_500, "EUR");

  private final Names names = new Names();

  @Test
  void cart_anyOrderAndDivision_isPlainCart() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      List<Event> events = events(random);
      List<ProfileFacts.CartItem> expected = new PlainProfile(events, Map.of()).facts().cart();
      Collections.shuffle(events, random);
      int cut = random.nextInt(events.size());
      Profile one = folded(events.subList(0, cut));
      Profile other = folded(events.subList(cut, events.size()));
      one.absorb(other, names);
      assertThat(cart(one)).as("seed %d", seed).isEqualTo(expected);
      assertThat(cart(folded(events))).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void cartSet_withMoreLinesThanTheBound_keepsTheLastOnes() {
    List<CartLine> lines = IntStream.range(0, 200).mapToObj(i -> line("p" + i, 1)).toList();
    Event set = EventDraft.at(5, 1).commerce(new Commerce.CartSet(lines)).event();
    List<ProfileFacts.CartItem> cart = cart(folded(List.of(set)));
    assertThat(cart).hasSize(Cart.OPERATIONS_MAX);
    assertThat(cart.getLast().productId()).isEqualTo("p199");
  }

  @Test
  void cart_removedMoreThanAdded_isNotLessThanEmpty() {
    Event add = EventDraft.at(5, 1).commerce(new Commerce.CartAdd(line("p", 1))).event();
    Event remove = EventDraft.at(6, 2).commerce(new Commerce.CartRemove(line("p", 3))).event();
    Event again = EventDraft.at(7, 3).commerce(new Commerce.CartAdd(line("p", 2))).event();
    assertThat(cart(folded(List.of(again, remove, add))))
        .containsExactly(new ProfileFacts.CartItem("p", "shoe", PRICE, 2));
  }

  @Test
  void cart_ordered_isEmptyThoughAnEarlierAddArrivesLate() {
    Event add = EventDraft.at(5, 1).commerce(new Commerce.CartAdd(line("p", 1))).event();
    Event order = EventDraft.at(6, 2).commerce(new Commerce.Order("o", PRICE)).event();
    assertThat(cart(folded(List.of(order, add)))).isEmpty();
    assertThat(cart(folded(List.of(add, order)))).isEmpty();
  }

  @Test
  void cart_clearedWithinOneMillisecond_holdsWhatArrivedBehindTheClearing() {
    Event first = EventDraft.at(5, 1).commerce(new Commerce.CartAdd(line("p1", 1))).event();
    Event order = EventDraft.at(5, 2).commerce(new Commerce.Order("o", PRICE)).event();
    Event set = EventDraft.at(5, 3).commerce(new Commerce.CartSet(List.of(line("q", 1)))).event();
    // The highest arrival as an unsigned number, the lowest as a signed one.
    Event last = EventDraft.at(5, -1).commerce(new Commerce.CartAdd(line("p2", 1))).event();
    assertThat(products(first, order, last)).containsExactly("p2");
    assertThat(products(last, order, first)).containsExactly("p2");
    assertThat(products(first, order, set, last)).containsExactly("q", "p2");
    assertThat(products(last, set, first, order)).containsExactly("q", "p2");
  }

  private List<String> products(Event... events) {
    return cart(folded(List.of(events))).stream().map(ProfileFacts.CartItem::productId).toList();
  }

  private static List<Event> events(Random random) {
    int clearings = random.nextInt(3);
    List<Event> events = new ArrayList<>();
    for (int i = 1 + random.nextInt(400); i > 0; i--) {
      CartLine line = line("p" + random.nextInt(40), random.nextInt(3));
      Commerce commerce =
          random.nextInt(3) == 0 ? new Commerce.CartRemove(line) : new Commerce.CartAdd(line);
      if (random.nextInt(100) < clearings) {
        commerce = new Commerce.CartSet(List.of(line, line("p1", 2), line));
      }
      events.add(
          EventDraft.at(1 + random.nextInt(200), random.nextLong()).commerce(commerce).event());
    }
    return events;
  }

  private static CartLine line(String product, int quantity) {
    return new CartLine(product, "shoe", PRICE, quantity);
  }

  private Profile folded(List<Event> events) {
    Profile profile = Profile.create(EventDraft.ACCOUNT);
    events.forEach(event -> profile.fold(event, names));
    return profile;
  }

  private List<ProfileFacts.CartItem> cart(Profile profile) {
    return profile.facts(names).cart();
  }
}
