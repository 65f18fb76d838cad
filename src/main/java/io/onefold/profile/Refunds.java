package io.onefold.profile;

import io.onefold.event.Commerce;

/**
 * Refunds of parts of orders: a set, by order and by the refund's own key, so that a refund that is
 * reported twice is subtracted once; apart for each route by which it was reported. Sorted as
 * {@link Orders} are, so that both are read in one pass.
 *
 * <pre>row: hash of the order id 8 │ refund key 8 │ amount 8 │ currency 2 │ route 2</pre>
 *
 * <p>Said twice with different amounts, the higher amount holds. A negative amount is taken for a
 * positive one: some shops write what they gave back with a minus. A refund in another currency
 * than its order's is not subtracted, where both name one.
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> {@link #ROWS_MAX} rows; beyond, those with the highest hashes go, whatever the
 * order of arrival.
 */
final class Refunds {

  /** 16,384 × 28 bytes = 459 KB; as many as orders. */
  static final int ROWS_MAX = 16_384;

  private static final Rows ROWS = new Rows(Section.REFUNDS, 28, 16);
  private static final int KEY_AT = 8;
  private static final int AMOUNT_AT = 16;
  private static final int CURRENCY_AT = 24;
  private static final int ROUTE_AT = 26;

  private Refunds() {}

  static void add(Packed profile, Commerce.Refund refund, int route) {
    int row = row(profile, Text.hash(refund.orderId()), refund.refundKey(), route);
    // of Long.MIN_VALUE there is no absolute value; Money never comes near it
    long amountE4 = Math.max(0, Math.abs(refund.amount().amountE4()));
    raise(profile, row, amountE4, Currency.code(refund.amount().currency()));
    trim(profile);
  }

  static void absorb(Translation translation) {
    Packed from = translation.from();
    Packed to = translation.to();
    int end = from.end(Section.REFUNDS);
    for (int other = from.start(Section.REFUNDS); other < end; other += ROWS.rowBytes()) {
      int route = from.u16(other + ROUTE_AT);
      if (translation.takes(route)) {
        int own = translation.route(route);
        int row = row(to, from.i64(other), from.i64(other + KEY_AT), own);
        raise(to, row, from.i64(other + AMOUNT_AT), from.u16(other + CURRENCY_AT));
        trim(to);
      }
    }
  }

  /** From {@code refund} on, the first row that belongs to this order or to a later one. */
  static int firstOf(Packed profile, int refund, long order) {
    int row = refund;
    int end = profile.end(Section.REFUNDS);
    while (row < end && Long.compareUnsigned(profile.i64(row), order) < 0) {
      row += ROWS.rowBytes();
    }
    return row;
  }

  /** What was refunded of an order in this currency, given the first row that may belong to it. */
  static long sumE4(Packed profile, int refund, long order, int currency) {
    long sumE4 = 0;
    int end = profile.end(Section.REFUNDS);
    int row = refund;
    while (row < end && profile.i64(row) == order) {
      int highest = row;
      long key = profile.i64(row + KEY_AT);
      for (; row < end && ROWS.holds(profile, row, order, key); row += ROWS.rowBytes()) {
        highest = isHigher(profile, row, highest) ? row : highest;
      }
      if (comparable(currency, profile.u16(highest + CURRENCY_AT))) {
        sumE4 = Orders.sum(sumE4, profile.i64(highest + AMOUNT_AT));
      }
    }
    return sumE4;
  }

  private static int row(Packed profile, long order, long key, int route) {
    int found = ROWS.find(profile, order, key);
    int row = found < 0 ? ~found : found;
    int end = profile.end(Section.REFUNDS);
    for (; row < end && ROWS.holds(profile, row, order, key); row += ROWS.rowBytes()) {
      if (profile.u16(row + ROUTE_AT) == route) {
        return row;
      }
    }
    ROWS.make(profile, row, order, key);
    profile.u16(row + ROUTE_AT, route);
    return row;
  }

  private static boolean comparable(int currency, int other) {
    return currency == other || currency == Currency.NONE || other == Currency.NONE;
  }

  private static boolean isHigher(Packed profile, int row, int other) {
    return isHigher(profile, other, profile.i64(row + AMOUNT_AT), profile.u16(row + CURRENCY_AT));
  }

  private static boolean isHigher(Packed profile, int than, long amountE4, int currency) {
    long heldE4 = profile.i64(than + AMOUNT_AT);
    return amountE4 > heldE4 || (amountE4 == heldE4 && currency > profile.u16(than + CURRENCY_AT));
  }

  private static void raise(Packed profile, int row, long amountE4, int currency) {
    if (isHigher(profile, row, amountE4, currency)) {
      profile.i64(row + AMOUNT_AT, amountE4);
      profile.u16(row + CURRENCY_AT, currency);
    }
  }

  private static void trim(Packed profile) {
    if (ROWS.count(profile) > ROWS_MAX) {
      ROWS.remove(profile, profile.end(Section.REFUNDS) - ROWS.rowBytes());
    }
  }
}
