package io.onefold.profile;

import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many events of each name came by each route; summed over the routes on read, so that a route
 * can be split off with exactly what it brought.
 *
 * <pre>row: route and name 4 │ count 4</pre>
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> {@link #NAMES_MAX} names: the alphabetically first ones stay, the others count
 * as {@link Names#OTHER}. Which ones stay depends on the names alone, hence not on the order of
 * arrival. {@link #ROWS_MAX} rows; beyond, further pairs count under {@link Routes#rest}. A count
 * ends at 2<sup>32</sup> − 1.
 */
final class Metrics {

  /** Names of events that one profile tells apart. */
  static final int NAMES_MAX = 256;

  /** 16,384 × 8 bytes = 131 KB: 64 routes with all 256 names each. */
  static final int ROWS_MAX = 16_384;

  private static final Rows ROWS = new Rows(Section.METRICS, 8, 4);
  private static final int COUNT_AT = 4;
  private static final long COUNT_MAX = 0xffff_ffffL;

  private Metrics() {}

  /** Adds {@code count} events of the route and name that share {@code word}. */
  static void add(Packed profile, int word, long count, Names names) {
    int row = ROWS.find(profile, Integer.toUnsignedLong(word));
    if (row >= 0) {
      increase(profile, row, count);
      return;
    }
    boolean full = ROWS.count(profile) >= ROWS_MAX;
    count(profile, full ? inRest(profile, word) : word, count);
    if (ROWS.count(profile) > NAMES_MAX) {
      trim(profile, names);
    }
  }

  static void absorb(Translation translation, Names names) {
    Packed from = translation.from();
    int end = from.end(Section.METRICS);
    for (int row = from.start(Section.METRICS); row < end; row += ROWS.rowBytes()) {
      if (translation.takesWord(from.i32(row))) {
        add(translation.to(), translation.word(from.i32(row)), counted(from, row), names);
      }
    }
  }

  /** Events of all names. */
  static long total(Packed profile) {
    long total = 0;
    int end = profile.end(Section.METRICS);
    for (int row = profile.start(Section.METRICS); row < end; row += ROWS.rowBytes()) {
      total += counted(profile, row);
    }
    return total;
  }

  /** Events by name, in the order of the names. */
  static SortedMap<String, Long> events(Packed profile, Names names) {
    SortedMap<String, Long> events = new TreeMap<>();
    int end = profile.end(Section.METRICS);
    for (int row = profile.start(Section.METRICS); row < end; row += ROWS.rowBytes()) {
      events.merge(names.name(name(profile, row)), counted(profile, row), Long::sum);
    }
    return events;
  }

  static void collectNames(Packed profile, Set<Integer> names) {
    int end = profile.end(Section.METRICS);
    for (int row = profile.start(Section.METRICS); row < end; row += ROWS.rowBytes()) {
      names.add(name(profile, row));
    }
  }

  private static void count(Packed profile, int word, long count) {
    int row = ROWS.findOrMake(profile, Integer.toUnsignedLong(word), 0);
    increase(profile, row, count);
  }

  private static void increase(Packed profile, int row, long count) {
    long sum = counted(profile, row) + count;
    profile.i32(row + COUNT_AT, (int) Math.min(sum, COUNT_MAX));
  }

  /** Counts the alphabetically last name among the others when there is one name too many. */
  private static void trim(Packed profile, Names names) {
    Set<Integer> held = new HashSet<>();
    collectNames(profile, held);
    held.remove(Names.OTHER_ID);
    if (held.size() <= NAMES_MAX) {
      return;
    }
    int last = names.last(held);
    int row = profile.start(Section.METRICS);
    while (row < profile.end(Section.METRICS)) {
      if (name(profile, row) == last) {
        int other = profile.i32(row) & ~Packed.NAME_MASK | Names.OTHER_ID;
        long count = counted(profile, row);
        ROWS.remove(profile, row);
        count(profile, other, count);
        row = profile.start(Section.METRICS);
      } else {
        row += ROWS.rowBytes();
      }
    }
  }

  private static int inRest(Packed profile, int word) {
    return Translation.word(Routes.rest(profile), word & Packed.NAME_MASK);
  }

  private static int name(Packed profile, int row) {
    return profile.i32(row) & Packed.NAME_MASK;
  }

  private static long counted(Packed profile, int row) {
    return Integer.toUnsignedLong(profile.i32(row + COUNT_AT));
  }
}
