package io.onefold.profile;

import io.onefold.event.Commerce;
import io.onefold.event.Event;
import java.util.Map;
import java.util.TreeMap;

/**
 * One record for each order, made of all that was said of it in any order: the latest statement of
 * its total, whether it was cancelled or refunded, and whom it counts for. {@link Refunds} holds
 * the refunds of a part, which may come before their order.
 *
 * <pre>row: hash of the order id 8 │ flags 1 │ stamp 14 │ total 8 │ currency 2</pre>
 *
 * <p>An order counts when it was stated, not cancelled, and not {@link #DISOWNED}. Nobody has
 * decided about a new record: it counts. The shard of the order id grants one owner; its word is
 * set by {@link #decide}, and folding the order again does not touch it. When two profiles are
 * united a decision beats none, and {@link #OWNED} beats {@code DISOWNED}: the profile that owned
 * the order is a part of this one now. That is the maximum of three values, hence commutative and
 * associative.
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> {@link #ORDERS_MAX} records; beyond, the one with the earliest order goes, and
 * what has no order yet goes before it. An id is kept as 64 bits, for ever: among 16,384 of them
 * the chance that two are taken for one is 2<sup>27</sup> / 2<sup>64</sup>.
 */
final class Orders {

  /**
   * What a profile's orders come to.
   *
   * @param currency of the earliest order that counts; empty where there is none
   */
  record Totals(long count, Map<String, Long> spendE4, String currency, long lastAtMs) {}

  static final int DISOWNED = 8;
  static final int OWNED = 16;

  /** 16,384 × 33 bytes = 541 KB for the busiest buyer. */
  static final int ORDERS_MAX = 16_384;

  private static final int ORDERED = 1;
  private static final int CANCELLED = 2;
  private static final int REFUNDED = 4;
  private static final int OWNERSHIP = OWNED | DISOWNED;

  private static final Rows ROWS = new Rows(Section.ORDERS, 33, 8);
  private static final int FLAGS_AT = 8;
  private static final int STAMP_AT = 9;
  private static final int TOTAL_AT = STAMP_AT + Packed.STAMP_BYTES;
  private static final int CURRENCY_AT = TOTAL_AT + 8;

  private Orders() {}

  static void fold(Packed profile, Commerce.Order order, Event event) {
    int row = row(profile, order.orderId());
    flag(profile, row, ORDERED);
    long atMs = Packed.heldMs(event);
    if (profile.later(row + STAMP_AT, atMs, event.time().arrival())) {
      profile.stamp(row + STAMP_AT, atMs, event.time().arrival());
      profile.i64(row + TOTAL_AT, order.total().amountE4());
      profile.u16(row + CURRENCY_AT, Currency.code(order.total().currency()));
    }
    trim(profile);
  }

  static void fold(Packed profile, Commerce.Refund refund) {
    if (refund.full()) {
      flag(profile, row(profile, refund.orderId()), REFUNDED);
      trim(profile);
    } else {
      Refunds.add(profile, refund);
    }
  }

  static void fold(Packed profile, Commerce.Cancel cancel) {
    flag(profile, row(profile, cancel.orderId()), CANCELLED);
    trim(profile);
  }

  /** Sets whom the order counts for: {@link #OWNED} here, {@link #DISOWNED} elsewhere. */
  static void decide(Packed profile, String orderId, int ownership) {
    int row = row(profile, orderId);
    profile.u8(row + FLAGS_AT, profile.u8(row + FLAGS_AT) & ~OWNERSHIP | ownership);
    trim(profile);
  }

  static void absorb(Translation translation) {
    Packed from = translation.from();
    Packed to = translation.to();
    int end = from.end(Section.ORDERS);
    for (int other = from.start(Section.ORDERS); other < end; other += ROWS.rowBytes()) {
      int row = ROWS.findOrMake(to, from.i64(other), 0);
      to.u8(row + FLAGS_AT, united(to.u8(row + FLAGS_AT), from.u8(other + FLAGS_AT)));
      if (to.later(row + STAMP_AT, from, other + STAMP_AT)) {
        to.copy(from, other + STAMP_AT, row + STAMP_AT, ROWS.rowBytes() - STAMP_AT);
      }
      trim(to);
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
    for (int row = profile.start(Section.ORDERS); row < end; row += ROWS.rowBytes()) {
      refund = Refunds.firstOf(profile, refund, profile.i64(row));
      if (counts(profile.u8(row + FLAGS_AT))) {
        count++;
        lastHeldMs = Math.max(lastHeldMs, profile.u48(row + STAMP_AT));
        spendE4.merge(currency(profile, row), netE4(profile, row, refund), Orders::sum);
        earliest = earliest < 0 || isEarlier(profile, row, earliest) ? row : earliest;
      }
    }
    return new Totals(
        count, spendE4, earliest < 0 ? "" : currency(profile, earliest), Packed.ms(lastHeldMs));
  }

  private static String currency(Packed profile, int row) {
    return Currency.text(profile.u16(row + CURRENCY_AT));
  }

  private static boolean isEarlier(Packed profile, int row, int other) {
    return profile.later(row + STAMP_AT, profile, other + STAMP_AT);
  }

  private static long netE4(Packed profile, int row, int refund) {
    if ((profile.u8(row + FLAGS_AT) & REFUNDED) != 0) {
      return 0;
    }
    int currency = profile.u16(row + CURRENCY_AT);
    long refundedE4 = Refunds.sumE4(profile, refund, profile.i64(row), currency);
    return Math.max(0, profile.i64(row + TOTAL_AT) - refundedE4);
  }

  /** A sum that ends at the largest {@code long}; no amount is negative, so any order will do. */
  static long sum(long oneE4, long otherE4) {
    long sumE4 = oneE4 + otherE4;
    return sumE4 < 0 ? Long.MAX_VALUE : sumE4;
  }

  private static boolean counts(int flags) {
    return (flags & (ORDERED | CANCELLED | DISOWNED)) == ORDERED;
  }

  private static int united(int flags, int others) {
    int all = flags | others;
    return (all & OWNED) != 0 ? all & ~DISOWNED : all;
  }

  private static int row(Packed profile, String orderId) {
    return ROWS.findOrMake(profile, Text.hash(orderId), 0);
  }

  private static void flag(Packed profile, int row, int flag) {
    profile.u8(row + FLAGS_AT, profile.u8(row + FLAGS_AT) | flag);
  }

  private static void trim(Packed profile) {
    if (ROWS.count(profile) <= ORDERS_MAX) {
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
