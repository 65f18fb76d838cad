package io.onefold.profile;

import io.onefold.event.Commerce;
import io.onefold.event.Event;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was said of each order, in any order, apart for each route by which it was said: the latest
 * statement of its total, and whether it was cancelled or refunded. {@link Refunds} holds the
 * refunds of a part, which may come before their order.
 *
 * <pre>row: hash of the order id 8 │ route 12 bits, flags 4 bits │ stamp 14 │ total 8 │ currency 2
 * </pre>
 *
 * <p>The rows of an order make one: stated, cancelled or refunded by any route, it is so, once, and
 * its latest statement holds. It counts when it was stated, not cancelled, and not {@link
 * #DISOWNED}. Nobody has decided about a new order: it counts. The shard of the order id grants one
 * owner; its word is set by {@link #decide}, and folding the order again does not touch it. When
 * two profiles are united a decision beats none, and {@link #OWNED} beats {@code DISOWNED}: the
 * profile that owned the order is a part of this one now. That is the maximum of three values,
 * hence commutative and associative.
 *
 * <p>All rows of an order bear the decision. An order of which nothing was said has one row for it,
 * with {@link Routes#NOBODY} for a route. When a profile is parted, {@code OWNED} goes with what
 * was said of the order: to both parts, where both have a part in it, and the order counts in both.
 * An owned order of which nobody has said anything stays. {@code DISOWNED} holds for both parts:
 * the order is somebody else's, whoever hears of it.
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> {@link #ROWS_MAX} rows; beyond, the one with the earliest statement goes, and
 * what states no order goes before it. An id is kept as 64 bits, for ever: among 16,384 of them the
 * chance that two are taken for one is 2<sup>27</sup> / 2<sup>64</sup>.
 */
final class Orders {

  /**
   * What a profile's orders come to.
   *
   * @param currency of the earliest order that counts; empty where there is none
   */
  record Totals(long count, Map<String, Long> spendE4, String currency, long lastAtMs) {}

  static final int DISOWNED = 4;
  static final int OWNED = 8;

  /** 16,384 × 34 bytes = 557 KB for the busiest buyer. */
  static final int ROWS_MAX = 16_384;

  private static final int CANCELLED = 1;
  private static final int REFUNDED = 2;
  private static final int OWNERSHIP = OWNED | DISOWNED;
  private static final int FLAGS = OWNERSHIP | CANCELLED | REFUNDED;
  private static final int FLAG_BITS = 4;

  private static final Rows ROWS = new Rows(Section.ORDERS, 34, 8);
  private static final int HEAD_AT = 8;
  private static final int STAMP_AT = 10;
  private static final int TOTAL_AT = STAMP_AT + Packed.STAMP_BYTES;
  private static final int CURRENCY_AT = TOTAL_AT + 8;

  private Orders() {}

  static void fold(Packed profile, Commerce.Order order, Event event, int route) {
    int row = row(profile, Text.hash(order.orderId()), route);
    long atMs = Packed.heldMs(event);
    if (profile.later(row + STAMP_AT, atMs, event.time().arrival())) {
      profile.stamp(row + STAMP_AT, atMs, event.time().arrival());
      profile.i64(row + TOTAL_AT, order.total().amountE4());
      profile.u16(row + CURRENCY_AT, Currency.code(order.total().currency()));
    }
    trim(profile);
  }

  static void fold(Packed profile, Commerce.Refund refund, int route) {
    if (refund.full()) {
      flag(profile, row(profile, Text.hash(refund.orderId()), route), REFUNDED);
      trim(profile);
    } else {
      Refunds.add(profile, refund, route);
    }
  }

  static void fold(Packed profile, Commerce.Cancel cancel, int route) {
    flag(profile, row(profile, Text.hash(cancel.orderId()), route), CANCELLED);
    trim(profile);
  }

  /** Sets whom the order counts for: {@link #OWNED} here, {@link #DISOWNED} elsewhere. */
  static void decide(Packed profile, String orderId, int ownership) {
    decide(profile, Text.hash(orderId), ownership);
    trim(profile);
  }

  static void absorb(Translation translation) {
    Packed from = translation.from();
    int first = from.start(Section.ORDERS);
    while (first < from.end(Section.ORDERS)) {
      first = absorb(translation, first);
      trim(translation.to());
    }
    Refunds.absorb(translation);
  }

  static Totals totals(Packed profile) {
    long count = 0;
    long lastHeldMs = 0;
    int earliest = -1;
    Map<String, Long> spendE4 = new TreeMap<>();
    int refund = profile.start(Section.REFUNDS);
    int end = profile.end(Section.ORDERS);
    int row = profile.start(Section.ORDERS);
    while (row < end) {
      long order = profile.i64(row);
      refund = Refunds.firstOf(profile, refund, order);
      int latest = row;
      int flags = 0;
      for (; row < end && profile.i64(row) == order; row += ROWS.rowBytes()) {
        latest = isEarlier(profile, latest, row) ? row : latest;
        flags |= flags(profile, row);
      }
      if (profile.u48(latest + STAMP_AT) > 0 && (flags & (CANCELLED | DISOWNED)) == 0) {
        count++;
        lastHeldMs = Math.max(lastHeldMs, profile.u48(latest + STAMP_AT));
        long netE4 = (flags & REFUNDED) != 0 ? 0 : netE4(profile, latest, refund);
        spendE4.merge(currency(profile, latest), netE4, Orders::sum);
        earliest = earliest < 0 || isEarlier(profile, latest, earliest) ? latest : earliest;
      }
    }
    return new Totals(
        count, spendE4, earliest < 0 ? "" : currency(profile, earliest), Packed.ms(lastHeldMs));
  }

  /** A sum that ends at the largest {@code long}; no amount is negative, so any order will do. */
  static long sum(long oneE4, long otherE4) {
    long sumE4 = oneE4 + otherE4;
    return sumE4 < 0 ? Long.MAX_VALUE : sumE4;
  }

  /** Takes over the order whose rows begin at {@code first}; returns where the next one's do. */
  private static int absorb(Translation translation, int first) {
    Packed from = translation.from();
    Packed to = translation.to();
    long order = from.i64(first);
    boolean said = false;
    boolean taken = false;
    int row = first;
    for (; row < from.end(Section.ORDERS) && from.i64(row) == order; row += ROWS.rowBytes()) {
      int route = route(from, row);
      said |= route != Routes.NOBODY;
      if (route != Routes.NOBODY && translation.takes(route)) {
        absorb(from, row, to, row(to, order, translation.route(route)));
        taken = true;
      }
    }
    int ownership = flags(from, first) & OWNERSHIP;
    boolean goesAlong = taken || (!said && translation.takesWhatNobodySaid());
    if (ownership == DISOWNED || (ownership == OWNED && goesAlong)) {
      decide(to, order, Math.max(ownership, ownership(to, order)));
    }
    return row;
  }

  private static void absorb(Packed from, int row, Packed to, int own) {
    flag(to, own, flags(from, row) & ~OWNERSHIP);
    if (to.later(own + STAMP_AT, from, row + STAMP_AT)) {
      to.copy(from, row + STAMP_AT, own + STAMP_AT, ROWS.rowBytes() - STAMP_AT);
    }
  }

  private static void decide(Packed profile, long order, int ownership) {
    int found = ROWS.find(profile, order);
    int row = found < 0 ? make(profile, ~found, order, Routes.NOBODY) : found;
    int end = profile.end(Section.ORDERS);
    for (; row < end && profile.i64(row) == order; row += ROWS.rowBytes()) {
      head(profile, row, route(profile, row), flags(profile, row) & ~OWNERSHIP | ownership);
    }
  }

  private static int ownership(Packed profile, long order) {
    int row = ROWS.find(profile, order);
    return row < 0 ? 0 : flags(profile, row) & OWNERSHIP;
  }

  /** The row of an order and route; a new one bears the decision about the order. */
  private static int row(Packed profile, long order, int route) {
    int found = ROWS.find(profile, order);
    if (found < 0) {
      return make(profile, ~found, order, route);
    }
    int end = profile.end(Section.ORDERS);
    int row = found;
    for (; row < end && profile.i64(row) == order; row += ROWS.rowBytes()) {
      int held = route(profile, row);
      if (held == route) {
        return row;
      }
      if (held == Routes.NOBODY) {
        head(profile, row, route, flags(profile, row));
        return row;
      }
    }
    int ownership = flags(profile, found) & OWNERSHIP;
    make(profile, row, order, route);
    flag(profile, row, ownership);
    return row;
  }

  private static int make(Packed profile, int row, long order, int route) {
    ROWS.make(profile, row, order, 0);
    head(profile, row, route, 0);
    return row;
  }

  private static String currency(Packed profile, int row) {
    return Currency.text(profile.u16(row + CURRENCY_AT));
  }

  private static boolean isEarlier(Packed profile, int row, int other) {
    return profile.later(row + STAMP_AT, profile, other + STAMP_AT);
  }

  private static long netE4(Packed profile, int row, int refund) {
    int currency = profile.u16(row + CURRENCY_AT);
    long refundedE4 = Refunds.sumE4(profile, refund, profile.i64(row), currency);
    return Math.max(0, profile.i64(row + TOTAL_AT) - refundedE4);
  }

  private static int route(Packed profile, int row) {
    return profile.u16(row + HEAD_AT) >>> FLAG_BITS;
  }

  private static int flags(Packed profile, int row) {
    return profile.u16(row + HEAD_AT) & FLAGS;
  }

  private static void flag(Packed profile, int row, int flags) {
    profile.u16(row + HEAD_AT, profile.u16(row + HEAD_AT) | flags);
  }

  private static void head(Packed profile, int row, int route, int flags) {
    profile.u16(row + HEAD_AT, route << FLAG_BITS | flags);
  }

  private static void trim(Packed profile) {
    if (ROWS.count(profile) <= ROWS_MAX) {
      return;
    }
    int end = profile.end(Section.ORDERS);
    int earliest = profile.start(Section.ORDERS);
    for (int row = earliest; row < end; row += ROWS.rowBytes()) {
      earliest = isEarlier(profile, row, earliest) ? row : earliest;
    }
    ROWS.remove(profile, earliest);
  }
}
