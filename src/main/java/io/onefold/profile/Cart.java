package io.onefold.profile;

import io.onefold.event.CartLine;
import io.onefold.event.Commerce;
import io.onefold.event.Event;
import io.onefold.event.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What lies in the cart, as the operations that put it there, in the order of event time, each with
 * the route by which it came. {@link Clearings} has when the cart was emptied.
 *
 * <pre>
 *   operation: bytes 2 │ route 2 │ stamp 14 │ quantity 4 │ price 8 │ currency 2 │
 *              length of id 2 │ id │ name
 * </pre>
 *
 * <p>An order clears the cart; a cart that is set clears it and adds its lines under the same
 * stamp. The latest clearing holds, whoever made it, and operations with an earlier stamp do not
 * count. One that the same route cleared is dropped; one that another route cleared is kept, since
 * it counts again when that other route is split off. The quantity of a product is the sum of its
 * operations in the order of their stamps, which never falls below 0. None of this depends on the
 * order in which events are folded.
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> The {@link #OPERATIONS_MAX} latest operations that count, and the {@link
 * #CLEARED_MAX} latest that do not; the others are dropped. That, too, gives the same in any order
 * of arrival, which adding up the oldest ones would not.
 */
final class Cart {

  /** Usually 128 × 72 bytes = 9 KB; with the longest ids and names in any script 180 KB. */
  static final int OPERATIONS_MAX = 128;

  /** What a visitor put in before she logged in and ordered: 32 × 72 bytes = 2 KB at most. */
  static final int CLEARED_MAX = 32;

  private static final int ROUTE_AT = 2;
  private static final int STAMP_AT = 4;
  private static final int QUANTITY_AT = STAMP_AT + Packed.STAMP_BYTES;
  private static final int PRICE_AT = QUANTITY_AT + 4;
  private static final int CURRENCY_AT = PRICE_AT + 8;
  private static final int ID_BYTES_AT = CURRENCY_AT + 2;
  private static final int ID_AT = ID_BYTES_AT + 2;

  private Cart() {}

  static void add(Packed profile, CartLine line, Event event, int route) {
    operate(profile, line, line.quantity(), event, route);
    trim(profile);
  }

  static void remove(Packed profile, CartLine line, Event event, int route) {
    operate(profile, line, -line.quantity(), event, route);
    trim(profile);
  }

  static void set(Packed profile, Commerce.CartSet cart, Event event, int route) {
    clear(profile, event, route);
    for (CartLine line : cart.lines()) {
      operate(profile, line, line.quantity(), event, route);
    }
    trim(profile);
  }

  static void clear(Packed profile, Event event, int route) {
    clear(profile, route, Packed.heldMs(event), event.time().arrival());
  }

  static void clear(Packed profile, int route, long atMs, long arrival) {
    if (!Clearings.add(profile, route, atMs, arrival)) {
      return;
    }
    int row = profile.start(Section.CART);
    while (row < profile.end(Section.CART)) {
      if (profile.u16(row + ROUTE_AT) == route && profile.later(row + STAMP_AT, atMs, arrival)) {
        profile.close(Section.CART, row, profile.u16(row));
      } else {
        row += profile.u16(row);
      }
    }
    trim(profile);
  }

  static void absorb(Translation translation) {
    Packed from = translation.from();
    Packed to = translation.to();
    Clearings.absorb(translation);
    int end = from.end(Section.CART);
    for (int other = from.start(Section.CART); other < end; other += from.u16(other)) {
      if (translation.takes(from.u16(other + ROUTE_AT))) {
        int route = translation.route(from.u16(other + ROUTE_AT));
        long atMs = from.u48(other + STAMP_AT);
        long arrival = from.i64(other + STAMP_AT + 6);
        if (!Clearings.voids(to, route, atMs, arrival)) {
          int bytes = from.u16(other);
          int row = open(to, atMs, arrival, bytes);
          to.copy(from, other, row, bytes);
          to.u16(row + ROUTE_AT, route);
        }
      }
    }
    trim(to);
  }

  /** Products with a quantity, in the order in which they were first put in. */
  static List<ProfileFacts.CartItem> items(Packed profile) {
    Map<String, ProfileFacts.CartItem> items = new LinkedHashMap<>();
    int end = profile.end(Section.CART);
    for (int row = firstThatCounts(profile); row < end; row += profile.u16(row)) {
      ProfileFacts.CartItem next = item(profile, row);
      ProfileFacts.CartItem held = items.get(next.productId());
      items.put(next.productId(), held == null ? floored(next) : sum(held, next));
    }
    List<ProfileFacts.CartItem> filled = new ArrayList<>(items.values());
    filled.removeIf(item -> item.quantity() == 0);
    return List.copyOf(filled);
  }

  private static void operate(Packed profile, CartLine line, int quantity, Event event, int route) {
    long atMs = Packed.heldMs(event);
    long arrival = event.time().arrival();
    // A clearing's own lines bear its stamp: they are not earlier than it.
    if (quantity == 0 || Clearings.voids(profile, route, atMs, arrival)) {
      return;
    }
    int idBytes = Text.bytes(line.productId());
    int bytes = ID_AT + idBytes + Text.bytes(line.name());
    int row = open(profile, atMs, arrival, bytes);
    profile.u16(row, bytes);
    profile.u16(row + ROUTE_AT, route);
    profile.stamp(row + STAMP_AT, atMs, arrival);
    profile.i32(row + QUANTITY_AT, quantity);
    profile.i64(row + PRICE_AT, line.price().amountE4());
    profile.u16(row + CURRENCY_AT, Currency.code(line.price().currency()));
    profile.u16(row + ID_BYTES_AT, idBytes);
    profile.text(row + ID_AT, line.productId());
    profile.text(row + ID_AT + idBytes, line.name());
  }

  /** Room for an operation behind all that are not later. */
  private static int open(Packed profile, long atMs, long arrival, int bytes) {
    int row = profile.start(Section.CART);
    int end = profile.end(Section.CART);
    while (row < end && !profile.earlier(row + STAMP_AT, atMs, arrival)) {
      row += profile.u16(row);
    }
    profile.open(Section.CART, row, bytes);
    return row;
  }

  /** The first operation that no clearing has made void: all behind it count too. */
  private static int firstThatCounts(Packed profile) {
    int row = profile.start(Section.CART);
    int end = profile.end(Section.CART);
    while (row < end && Clearings.voids(profile, row + STAMP_AT)) {
      row += profile.u16(row);
    }
    return row;
  }

  private static void trim(Packed profile) {
    int counting = firstThatCounts(profile);
    int standing = count(profile, counting, profile.end(Section.CART));
    for (; standing > OPERATIONS_MAX; standing--) {
      profile.close(Section.CART, counting, profile.u16(counting));
    }
    int cleared = count(profile, profile.start(Section.CART), counting);
    for (; cleared > CLEARED_MAX; cleared--) {
      int earliest = profile.start(Section.CART);
      profile.close(Section.CART, earliest, profile.u16(earliest));
    }
  }

  private static int count(Packed profile, int from, int end) {
    int count = 0;
    for (int row = from; row < end; row += profile.u16(row)) {
      count++;
    }
    return count;
  }

  private static ProfileFacts.CartItem item(Packed profile, int row) {
    int idBytes = profile.u16(row + ID_BYTES_AT);
    int nameBytes = profile.u16(row) - ID_AT - idBytes;
    String currency = Currency.text(profile.u16(row + CURRENCY_AT));
    return new ProfileFacts.CartItem(
        profile.text(row + ID_AT, idBytes),
        profile.text(row + ID_AT + idBytes, nameBytes),
        new Money(profile.i64(row + PRICE_AT), currency),
        profile.i32(row + QUANTITY_AT));
  }

  private static ProfileFacts.CartItem floored(ProfileFacts.CartItem item) {
    return new ProfileFacts.CartItem(
        item.productId(), item.name(), item.price(), Math.max(0, item.quantity()));
  }

  /** The later operation's name and price hold where it states them. */
  private static ProfileFacts.CartItem sum(ProfileFacts.CartItem held, ProfileFacts.CartItem next) {
    return new ProfileFacts.CartItem(
        held.productId(),
        next.name().isEmpty() ? held.name() : next.name(),
        next.price().equals(CartLine.NO_PRICE) ? held.price() : next.price(),
        Math.max(0, held.quantity() + next.quantity()));
  }
}
