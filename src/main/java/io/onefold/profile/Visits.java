package io.onefold.profile;

import io.onefold.event.Hash128;
import io.onefold.event.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The visits of each device, apart for each route by which its events came; {@link Spans} keeps
 * those of one device and route. On read the spans of a device are joined over its routes, which
 * gives the visits that its events have together: an event lies at either end of a span, and no gap
 * inside is long enough to end a visit.
 *
 * <pre>rows: see {@link Spans}; those of one device stand together</pre>
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> {@link #DEVICES_MAX} devices: those with the lowest hashes, whatever the order
 * of arrival. The spans of all others are united as if they were one device by one route, {@link
 * Routes#rest}. {@link #ROWS_MAX} rows, beyond which a device has one more row for all its further
 * routes. Neither changes the number of visits, only what can be split off. (256 + 65) × (4 + 33 ×
 * 12) bytes = 128 KB.
 */
final class Visits {

  static final int DEVICES_MAX = 64;
  static final int ROWS_MAX = 256;

  private Visits() {}

  /**
   * An event of the device, at {@code atMs} by {@code route}; {@code source} is used where the
   * device is new.
   */
  static void add(Packed profile, Hash128 device, int source, int route, long atMs) {
    Spans.join(profile, row(profile, device, source, route), atMs, atMs);
  }

  static void absorb(Translation translation) {
    Packed from = translation.from();
    Packed to = translation.to();
    int end = from.end(Section.VISITS);
    for (int other = from.start(Section.VISITS); other < end; other += Spans.bytes(from, other)) {
      if (translation.takes(Spans.route(from, other))) {
        Spans.unite(to, row(translation, other), Spans.read(from, other));
      }
    }
  }

  /** Visits of all devices. */
  static long count(Packed profile) {
    long count = 0;
    int end = profile.end(Section.VISITS);
    int row = profile.start(Section.VISITS);
    while (row < end) {
      int next = endOf(profile, row);
      boolean single = next - row == Spans.bytes(profile, row);
      count += single ? Spans.visits(profile, row) : joined(profile, row, next);
      row = next;
    }
    return count;
  }

  /**
   * Visits of the rows of one device. Of settled ones the last is known by its end, which may join
   * it to spans of other routes; the others count as they are.
   */
  private static long joined(Packed profile, int fromRow, int toRow) {
    record Span(long fromMs, long toMs) {}
    long count = 0;
    List<Span> all = new ArrayList<>();
    for (int row = fromRow; row < toRow; row += Spans.bytes(profile, row)) {
      long[] spans = Spans.read(profile, row);
      if (spans[0] > 0) {
        count += spans[0] - 1;
        all.add(new Span(spans[1], spans[1]));
      }
      for (int i = 2; i < spans.length; i += 2) {
        all.add(new Span(spans[i], spans[i + 1]));
      }
    }
    all.sort(Comparator.comparingLong(Span::fromMs));
    long reachMs = -Limits.VISIT_GAP_MS;
    for (Span span : all) {
      count += span.fromMs - reachMs >= Limits.VISIT_GAP_MS ? 1 : 0;
      reachMs = Math.max(reachMs, span.toMs);
    }
    return count;
  }

  private static int row(Translation translation, int other) {
    Packed from = translation.from();
    Packed to = translation.to();
    int route = translation.route(Spans.route(from, other));
    int device = Spans.device(from, other);
    if (Routes.isRest(from, device)) {
      return findOrMake(to, Routes.rest(to), route);
    }
    int source = translation.name(Routes.source(from, device));
    return row(to, Routes.hash(from, device), source, route);
  }

  private static int row(Packed profile, Hash128 hash, int source, int route) {
    int known = Routes.first(profile, hash);
    int row = known < 0 ? -1 : find(profile, known, route);
    return row >= 0 ? row : make(profile, hash, known, source, route);
  }

  /**
   * A new row, if the bounds allow it.
   *
   * @param known the device's position among the routes, −1 where it has none
   */
  private static int make(Packed profile, Hash128 hash, int known, int source, int route) {
    boolean isNew = known < 0 || firstOf(profile, known) == profile.end(Section.VISITS);
    int highest = isNew ? highestWhenFull(profile) : -1;
    if (highest >= 0) {
      if (hash.compareTo(Routes.hash(profile, highest)) > 0) {
        int rest = Routes.rest(profile);
        return findOrMake(profile, rest, rest);
      }
      displace(profile, highest);
    }
    int device = known >= 0 ? known : Routes.of(profile, hash, source);
    boolean full = rows(profile) >= ROWS_MAX;
    return findOrMake(profile, device, full ? Routes.rest(profile) : route);
  }

  /** The device with the highest hash when no further one may be added, else −1. */
  private static int highestWhenFull(Packed profile) {
    int count = 0;
    int highest = -1;
    int end = profile.end(Section.VISITS);
    for (int row = profile.start(Section.VISITS); row < end; row = endOf(profile, row)) {
      int device = Spans.device(profile, row);
      if (!Routes.isRest(profile, device)) {
        count++;
        highest = highest < 0 ? device : higher(profile, device, highest);
      }
    }
    return count < DEVICES_MAX ? -1 : highest;
  }

  private static int higher(Packed profile, int device, int other) {
    Hash128 hash = Routes.hash(profile, device);
    return hash.compareTo(Routes.hash(profile, other)) > 0 ? device : other;
  }

  /** Unites a device with those beyond the bound. */
  private static void displace(Packed profile, int device) {
    int rest = Routes.rest(profile);
    int row = firstOf(profile, device);
    while (row < profile.end(Section.VISITS) && Spans.device(profile, row) == device) {
      long[] spans = Spans.read(profile, row);
      profile.close(Section.VISITS, row, Spans.bytes(profile, row));
      Spans.unite(profile, findOrMake(profile, rest, rest), spans);
      row = firstOf(profile, device);
    }
  }

  private static int rows(Packed profile) {
    int count = 0;
    int end = profile.end(Section.VISITS);
    for (int row = profile.start(Section.VISITS); row < end; row += Spans.bytes(profile, row)) {
      count++;
    }
    return count;
  }

  /** The first row of a device; the end of the section where there is none. */
  private static int firstOf(Packed profile, int device) {
    int end = profile.end(Section.VISITS);
    int row = profile.start(Section.VISITS);
    while (row < end && Spans.device(profile, row) != device) {
      row += Spans.bytes(profile, row);
    }
    return row;
  }

  /** Where the rows of the device end that begin or go on at {@code row}. */
  private static int endOf(Packed profile, int row) {
    int device = Spans.device(profile, row);
    int end = profile.end(Section.VISITS);
    int next = row;
    while (next < end && Spans.device(profile, next) == device) {
      next += Spans.bytes(profile, next);
    }
    return next;
  }

  private static int find(Packed profile, int device, int route) {
    int end = profile.end(Section.VISITS);
    for (int row = profile.start(Section.VISITS); row < end; row += Spans.bytes(profile, row)) {
      if (Spans.isOf(profile, row, device, route)) {
        return row;
      }
    }
    return -1;
  }

  private static int findOrMake(Packed profile, int device, int route) {
    int row = find(profile, device, route);
    if (row >= 0) {
      return row;
    }
    int first = firstOf(profile, device);
    boolean isNew = first == profile.end(Section.VISITS);
    return Spans.insert(profile, isNew ? first : endOf(profile, first), device, route);
  }
}
