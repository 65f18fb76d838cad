package io.onefold.profile;

import io.onefold.event.Hash128;
import java.util.Set;

/**
 * The ways by which statements about a person came in: an identifier, as one source named it. All
 * other sections name them by their position here, 12 bits in place of 19 bytes.
 *
 * <pre>row: hash of the identifier 16 │ source 3</pre>
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> {@link #ROUTES_MAX} rows. A profile has at most some hundred identifiers, so
 * the bound is far; what comes by further routes is kept under {@link #REST}, where it counts but
 * could not be split off.
 */
final class Routes {

  static final int ROUTE_BITS = 32 - Packed.NAME_BITS;

  /** The position that stands for every route that has no row. */
  static final int REST = (1 << ROUTE_BITS) - 1;

  /** 4,095 × 19 bytes = 78 KB at the most. */
  static final int ROUTES_MAX = REST;

  private static final int SOURCE_AT = 16;
  private static final int ROW_BYTES = 19;

  private Routes() {}

  /** The position of a route, which is added where it is new. */
  static int of(Packed profile, Hash128 hash, int source) {
    int start = profile.start(Section.ROUTES);
    int end = profile.end(Section.ROUTES);
    for (int row = start; row < end; row += ROW_BYTES) {
      if (holds(profile, row, hash) && profile.u24(row + SOURCE_AT) == source) {
        return (row - start) / ROW_BYTES;
      }
    }
    return count(profile) < ROUTES_MAX ? add(profile, hash, source) : REST;
  }

  /** The first position of an identifier, whichever source named it; −1 where there is none. */
  static int first(Packed profile, Hash128 hash) {
    int start = profile.start(Section.ROUTES);
    int end = profile.end(Section.ROUTES);
    for (int row = start; row < end; row += ROW_BYTES) {
      if (holds(profile, row, hash)) {
        return (row - start) / ROW_BYTES;
      }
    }
    return -1;
  }

  /** The identifier at a position other than {@link #REST}. */
  static Hash128 hash(Packed profile, int route) {
    int row = row(profile, route);
    return new Hash128(profile.i64(row), profile.i64(row + 8));
  }

  /** The number of the source at a position. */
  static int source(Packed profile, int route) {
    return route == REST ? Names.OTHER_ID : profile.u24(row(profile, route) + SOURCE_AT);
  }

  static void collectNames(Packed profile, Set<Integer> names) {
    int end = profile.end(Section.ROUTES);
    for (int row = profile.start(Section.ROUTES); row < end; row += ROW_BYTES) {
      names.add(profile.u24(row + SOURCE_AT));
    }
  }

  static int count(Packed profile) {
    return profile.length(Section.ROUTES) / ROW_BYTES;
  }

  private static int add(Packed profile, Hash128 hash, int source) {
    int row = profile.end(Section.ROUTES);
    int route = count(profile);
    profile.open(Section.ROUTES, row, ROW_BYTES);
    profile.i64(row, hash.hi());
    profile.i64(row + 8, hash.lo());
    profile.u24(row + SOURCE_AT, source);
    return route;
  }

  private static boolean holds(Packed profile, int row, Hash128 hash) {
    return profile.i64(row) == hash.hi() && profile.i64(row + 8) == hash.lo();
  }

  private static int row(Packed profile, int route) {
    return profile.start(Section.ROUTES) + route * ROW_BYTES;
  }
}
