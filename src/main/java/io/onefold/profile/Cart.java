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
 * What lies in the cart, as the operations that put it there: the time when it was last emptied,
 * and what was added and removed since, in the order of event time.
 *
 * <pre>
 *   stamp of the last clearing 14
 *   operation: bytes 2 │ stamp 14 │ quantity 4 │ price 8 │ currency 2 │ length of id 2 │ id │ name
 * </pre>
 *
 * <p>An order clears the cart; a cart that is set clears it and adds its lines under the same
 * stamp. The latest clearing holds. Operations with an earlier stamp do not count, so that they are
 * dropped wherever the two meet. The quantity of a product is the sum of its operations in the
 * order of their stamps, which never falls below 0. Neither depends on the order in which events
 * are folded.
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> The {@link #OPERATIONS_MAX} latest operations; the others are dropped. That,
 * too, gives the same in any order of arrival, which adding up the oldest ones would not.
 */
final class Cart {

  /** Usually 128 × 70 bytes = 9 KB; with the longest ids and names in any script 180 KB. */
  static final int OPERATIONS_MAX = 128;

  private static final int STAMP_AT = 2;
  private static final int QUANTITY_AT = STAMP_AT + Packed.STAMP_BYTES;
  private static final int PRICE_AT = QUANTITY_AT + 4;
  private static final int CURRENCY_AT = PRICE_AT + 8;
  private static final int ID_BYTES_AT = CURRENCY_AT + 2;
  private static final int ID_AT = ID_BYTES_AT + 2;

  private Cart() {}

  static void add(Packed profile, CartLine line, Event event) {
    operate(profile, line, line.quantity(), event);
    trim(profile);
  }

  static void remove(Packed profile, CartLine line, Event event) {
    operate(profile, line, -line.quantity(), event);
    trim(profile);
  }

  static void set(Packed profile, Commerce.CartSet cart, Event event) {
    clear(profile, event);
    for (CartLine line : cart.lines()) {
      operate(profile, line, line.quantity(), event);
    }
    trim(profile);
  }

  static void clear(Packed profile, Event event) {
    clear(profile, Packed.heldMs(event), event.time().arrival());
  }

  static void absorb(Translation translation) {
    Packed from = translation.from();
    Packed to = translation.to();
    if (from.length(Section.CART) == 0) {
      return;
    }
    int clearing = from.start(Section.CART);
    clear(to, from.u48(clearing), from.i64(clearing + 6));
    int end = from.end(Section.CART);
    for (int other = first(from); other < end; other += from.u16(other)) {
      int bytes = from.u16(other);
      long atMs = from.u48(other + STAMP_AT);
      long arrival = from.i64(other + STAMP_AT + 6);
      if (stands(to, atMs, arrival)) {
        to.copy(from, other, open(to, atMs, arrival, bytes), bytes);
      }
    }
    trim(to);
  }

  /** Products with a quantity, in the order in which they were first put in. */
  static List<ProfileFacts.CartItem> items(Packed profile) {
    Map<String, ProfileFacts.CartItem> items = new LinkedHashMap<>();
    int end = profile.end(Section.CART);
    for (int row = first(profile); row < end; row += profile.u16(row)) {
      ProfileFacts.CartItem next = item(profile, row);
      ProfileFacts.CartItem held = items.get(next.productId());
      items.put(next.productId(), held == null ? floored(next) : sum(held, next));
    }
    List<ProfileFacts.CartItem> filled = new ArrayList<>(items.values());
    filled.removeIf(item -> item.quantity() == 0);
    return List.copyOf(filled);
  }

  private static void operate(Packed profile, CartLine line, int quantity, Event event) {
    long atMs = Packed.heldMs(event);
    long arrival = event.time().arrival();
    if (quantity == 0 || !stands(profile, atMs, arrival)) {
      return;
    }
    int idBytes = Text.bytes(line.productId());
    int bytes = ID_AT + idBytes + Text.bytes(line.name());
    int row = open(profile, atMs, arrival, bytes);
    profile.u16(row, bytes);
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
    begin(profile);
    int row = first(profile);
    int end = profile.end(Section.CART);
    while (row < end && !isEarlier(profile, atMs, arrival, row)) {
      row += profile.u16(row);
    }
    profile.open(Section.CART, row, bytes);
    return row;
  }

  private static boolean isEarlier(Packed profile, long atMs, long arrival, int row) {
    long otherMs = profile.u48(row + STAMP_AT);
    return atMs < otherMs
        || (atMs == otherMs && Long.compareUnsigned(arrival, profile.i64(row + STAMP_AT + 6)) < 0);
  }

  /** Whether no clearing has made an operation with this stamp void. */
  private static boolean stands(Packed profile, long atMs, long arrival) {
    int clearing = profile.start(Section.CART);
    if (profile.length(Section.CART) == 0 || atMs > profile.u48(clearing)) {
      return true;
    }
    // A clearing's own lines bear its stamp, hence "not earlier" and not "later".
    return atMs == profile.u48(clearing)
        && Long.compareUnsigned(arrival, profile.i64(clearing + 6)) >= 0;
  }

  private static void clear(Packed profile, long atMs, long arrival) {
    begin(profile);
    int clearing = profile.start(Section.CART);
    if (!profile.later(clearing, atMs, arrival)) {
      return;
    }
    profile.stamp(clearing, atMs, arrival);
    int row = first(profile);
    while (row < profile.end(Section.CART)) {
      long rowMs = profile.u48(row + STAMP_AT);
      if (stands(profile, rowMs, profile.i64(row + STAMP_AT + 6))) {
        row += profile.u16(row);
      } else {
        profile.close(Section.CART, row, profile.u16(row));
      }
    }
  }

  private static void begin(Packed profile) {
    if (profile.length(Section.CART) == 0) {
      profile.open(Section.CART, profile.start(Section.CART), Packed.STAMP_BYTES);
    }
  }

  private static int first(Packed profile) {
    return profile.start(Section.CART) + Packed.STAMP_BYTES;
  }

  private static void trim(Packed profile) {
    int count = 0;
    int end = profile.end(Section.CART);
    for (int row = first(profile); row < end; row += profile.u16(row)) {
      count++;
    }
    for (; count > OPERATIONS_MAX; count--) {
      profile.close(Section.CART, first(profile), profile.u16(first(profile)));
    }
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
