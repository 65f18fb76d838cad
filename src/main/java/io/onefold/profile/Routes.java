package io.onefold.profile;

import io.onefold.event.Hash128;
import java.util.BitSet;
import java.util.Set;

/**
 * The ways by which statements about a person came in: an identifier, as one source named it, and
 * when it did. All other sections name them by their position here, 12 bits in place of 31 bytes.
 *
 * <pre>row: hash of the identifier 16 │ flags 4 bits, source 20 bits │ first 6 │ last 6</pre>
 *
 * <p>A row without times is that of a device that other identifiers route, see {@link Visits}. How
 * many events came by a route is the sum of its rows in {@link Metrics}.
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> {@link #ROUTES_MAX} rows. A profile has at most some hundred identifiers, so
 * the bound is far; what comes by further routes is kept under {@link #rest}, where it counts but
 * cannot be split off.
 */
final class Routes {

  static final int ROUTE_BITS = 32 - Packed.NAME_BITS;

  /** All that fits; as a position it is that of no route. */
  static final int NOBODY = (1 << ROUTE_BITS) - 1;

  /** 4,095 × 31 bytes = 127 KB at the most; the last row is kept free for the rest. */
  static final int ROUTES_MAX = NOBODY;

  private static final Hash128 REST = new Hash128(0, 0);
  private static final int SOURCE_AT = 16;
  private static final int FIRST_AT = 19;
  private static final int LAST_AT = 25;
  private static final int ROW_BYTES = 31;

  /** In the four bits above the source. */
  private static final int KNOWN = 1 << Packed.NAME_BITS;

  private Routes() {}

  /** The position of a route, which is added where it is new. */
  static int of(Packed profile, Hash128 hash, int source) {
    int start = profile.start(Section.ROUTES);
    int end = profile.end(Section.ROUTES);
    for (int row = start; row < end; row += ROW_BYTES) {
      if (holds(profile, row, hash) && sourceAt(profile, row) == source) {
        return (row - start) / ROW_BYTES;
      }
    }
    boolean full = count(profile) >= ROUTES_MAX - 1 && !hash.equals(REST);
    return full ? rest(profile) : add(profile, hash, source);
  }

  /** The position that stands for every route that has none of its own. */
  static int rest(Packed profile) {
    return of(profile, REST, Names.OTHER_ID);
  }

  static boolean isRest(Packed profile, int route) {
    return holds(profile, row(profile, route), REST);
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

  /** The positions of these identifiers. */
  static BitSet positions(Packed profile, Set<Hash128> hashes) {
    BitSet positions = new BitSet();
    for (int route = 0; route < count(profile); route++) {
      if (!isRest(profile, route) && hashes.contains(hash(profile, route))) {
        positions.set(route);
      }
    }
    return positions;
  }

  static Hash128 hash(Packed profile, int route) {
    int row = row(profile, route);
    return new Hash128(profile.i64(row), profile.i64(row + 8));
  }

  /** The number of the source at a position. */
  static int source(Packed profile, int route) {
    return sourceAt(profile, row(profile, route));
  }

  /** Notes that events came by this route between two times. */
  static void see(Packed profile, int route, long fromHeldMs, long toHeldMs) {
    int row = row(profile, route);
    long firstMs = profile.u48(row + FIRST_AT);
    if (firstMs == 0 || fromHeldMs < firstMs) {
      profile.u48(row + FIRST_AT, fromHeldMs);
    }
    if (toHeldMs > profile.u48(row + LAST_AT)) {
      profile.u48(row + LAST_AT, toHeldMs);
    }
  }

  /** Notes that a source recorded by this route who the person is. */
  static void makeKnown(Packed profile, int route) {
    int at = row(profile, route) + SOURCE_AT;
    profile.u24(at, profile.u24(at) | KNOWN);
  }

  static void absorb(Translation translation) {
    Packed from = translation.from();
    Packed to = translation.to();
    for (int route = 0; route < count(from); route++) {
      int row = row(from, route);
      if (from.u48(row + LAST_AT) > 0 && translation.takes(route)) {
        int own = translation.route(route);
        see(to, own, from.u48(row + FIRST_AT), from.u48(row + LAST_AT));
        if (isKnown(from, row)) {
          makeKnown(to, own);
        }
      }
    }
  }

  static boolean known(Packed profile) {
    int end = profile.end(Section.ROUTES);
    for (int row = profile.start(Section.ROUTES); row < end; row += ROW_BYTES) {
      if (isKnown(profile, row)) {
        return true;
      }
    }
    return false;
  }

  /** The earliest event of all routes, as it is held; 0 where there is none. */
  static long firstHeldMs(Packed profile) {
    long firstMs = 0;
    int end = profile.end(Section.ROUTES);
    for (int row = profile.start(Section.ROUTES); row < end; row += ROW_BYTES) {
      long ofRouteMs = profile.u48(row + FIRST_AT);
      firstMs = firstMs == 0 || (ofRouteMs > 0 && ofRouteMs < firstMs) ? ofRouteMs : firstMs;
    }
    return firstMs;
  }

  /** The latest event of all routes, as it is held; 0 where there is none. */
  static long lastHeldMs(Packed profile) {
    long lastMs = 0;
    int end = profile.end(Section.ROUTES);
    for (int row = profile.start(Section.ROUTES); row < end; row += ROW_BYTES) {
      lastMs = Math.max(lastMs, profile.u48(row + LAST_AT));
    }
    return lastMs;
  }

  static void collectNames(Packed profile, Set<Integer> names) {
    int end = profile.end(Section.ROUTES);
    for (int row = profile.start(Section.ROUTES); row < end; row += ROW_BYTES) {
      names.add(sourceAt(profile, row));
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

  private static int sourceAt(Packed profile, int row) {
    return profile.u24(row + SOURCE_AT) & Packed.NAME_MASK;
  }

  private static boolean isKnown(Packed profile, int row) {
    return (profile.u24(row + SOURCE_AT) & KNOWN) != 0;
  }

  private static int row(Packed profile, int route) {
    return profile.start(Section.ROUTES) + route * ROW_BYTES;
  }
}
