package io.onefold.profile;

/**
 * When the cart was last emptied, by each route that did.
 *
 * <pre>row: route 2 │ stamp 14</pre>
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> One row a route, 4,095 × 16 bytes = 66 KB at the most.
 */
final class Clearings {

  private static final int STAMP_AT = 2;
  private static final int ROW_BYTES = STAMP_AT + Packed.STAMP_BYTES;

  private Clearings() {}

  /** Notes that the cart was emptied; false if it was by this route later still. */
  static boolean add(Packed profile, int route, long atMs, long arrival) {
    int found = find(profile, route);
    int row = found < 0 ? make(profile, route) : found;
    if (!profile.later(row + STAMP_AT, atMs, arrival)) {
      return false;
    }
    profile.stamp(row + STAMP_AT, atMs, arrival);
    return true;
  }

  /** Takes over the clearings, each by {@link Cart#clear}. */
  static void absorb(Translation translation) {
    Packed from = translation.from();
    int end = from.end(Section.CLEARINGS);
    for (int row = from.start(Section.CLEARINGS); row < end; row += ROW_BYTES) {
      int route = from.u16(row);
      if (translation.takes(route)) {
        Cart.clear(
            translation.to(),
            translation.route(route),
            from.u48(row + STAMP_AT),
            from.i64(row + STAMP_AT + 6));
      }
    }
  }

  /** Whether a clearing by {@code route} came after the stamp given. */
  static boolean voids(Packed profile, int route, long atMs, long arrival) {
    int row = find(profile, route);
    return row >= 0 && profile.earlier(row + STAMP_AT, atMs, arrival);
  }

  /** Whether a clearing by any route came after the stamp at {@code at}. */
  static boolean voids(Packed profile, int at) {
    int end = profile.end(Section.CLEARINGS);
    for (int row = profile.start(Section.CLEARINGS); row < end; row += ROW_BYTES) {
      if (profile.later(at, profile, row + STAMP_AT)) {
        return true;
      }
    }
    return false;
  }

  private static int find(Packed profile, int route) {
    int end = profile.end(Section.CLEARINGS);
    for (int row = profile.start(Section.CLEARINGS); row < end; row += ROW_BYTES) {
      if (profile.u16(row) == route) {
        return row;
      }
    }
    return -1;
  }

  private static int make(Packed profile, int route) {
    int row = profile.end(Section.CLEARINGS);
    profile.open(Section.CLEARINGS, row, ROW_BYTES);
    profile.u16(row, route);
    return row;
  }
}
