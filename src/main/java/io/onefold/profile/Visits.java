package io.onefold.profile;

import io.onefold.event.Hash128;

/**
 * The visits of each device; {@link Spans} keeps those of one.
 *
 * <pre>devices: see {@link Spans}, one behind the other, in no order</pre>
 *
 * <p><b>Threading.</b> Stateless.
 *
 * <p><b>Bounds.</b> {@link #DEVICES_MAX} devices: those with the lowest hashes, whatever the order
 * of arrival. The spans of all others are united as if they were one device, {@link Routes#REST}.
 * 65 × (3 + 33 × 12) bytes = 26 KB.
 */
final class Visits {

  static final int DEVICES_MAX = 64;

  private Visits() {}

  /** An event of the device at {@code atMs}; {@code source} is used where the device is new. */
  static void add(Packed profile, Hash128 hash, int source, long atMs) {
    Spans.join(profile, device(profile, hash, source), atMs, atMs);
  }

  static void absorb(Translation translation) {
    Packed from = translation.from();
    Packed to = translation.to();
    int end = from.end(Section.VISITS);
    for (int other = from.start(Section.VISITS); other < end; other += Spans.bytes(from, other)) {
      Spans.unite(to, device(translation, Spans.route(from, other)), Spans.read(from, other));
    }
  }

  /** Visits of all devices. */
  static long count(Packed profile) {
    long count = 0;
    int end = profile.end(Section.VISITS);
    int device = profile.start(Section.VISITS);
    for (; device < end; device += Spans.bytes(profile, device)) {
      count += Spans.visits(profile, device);
    }
    return count;
  }

  private static int device(Translation translation, int route) {
    if (route == Routes.REST) {
      return findOrMake(translation.to(), Routes.REST);
    }
    Packed from = translation.from();
    int source = translation.name(Routes.source(from, route));
    return device(translation.to(), Routes.hash(from, route), source);
  }

  /** The device with this hash, or the one in which all devices beyond the bound are united. */
  private static int device(Packed profile, Hash128 hash, int source) {
    int known = Routes.first(profile, hash);
    int device = known < 0 ? -1 : find(profile, known);
    if (device >= 0) {
      return device;
    }
    int highest = highestWhenFull(profile);
    if (highest != Routes.REST) {
      if (hash.compareTo(Routes.hash(profile, highest)) > 0) {
        return findOrMake(profile, Routes.REST);
      }
      displace(profile, highest);
    }
    return findOrMake(profile, known >= 0 ? known : Routes.of(profile, hash, source));
  }

  /** The device with the highest hash when no further one may be added, else {@code REST}. */
  private static int highestWhenFull(Packed profile) {
    int count = 0;
    int highest = Routes.REST;
    int end = profile.end(Section.VISITS);
    int device = profile.start(Section.VISITS);
    for (; device < end; device += Spans.bytes(profile, device)) {
      int route = Spans.route(profile, device);
      if (route != Routes.REST) {
        count++;
        highest = highest == Routes.REST ? route : higher(profile, route, highest);
      }
    }
    return count < DEVICES_MAX ? Routes.REST : highest;
  }

  private static int higher(Packed profile, int route, int other) {
    Hash128 hash = Routes.hash(profile, route);
    return hash.compareTo(Routes.hash(profile, other)) > 0 ? route : other;
  }

  /** Unites a device with those beyond the bound. */
  private static void displace(Packed profile, int route) {
    int device = find(profile, route);
    long[] spans = Spans.read(profile, device);
    profile.close(Section.VISITS, device, Spans.bytes(profile, device));
    Spans.unite(profile, findOrMake(profile, Routes.REST), spans);
  }

  private static int find(Packed profile, int route) {
    int end = profile.end(Section.VISITS);
    int device = profile.start(Section.VISITS);
    for (; device < end; device += Spans.bytes(profile, device)) {
      if (Spans.route(profile, device) == route) {
        return device;
      }
    }
    return -1;
  }

  private static int findOrMake(Packed profile, int route) {
    int device = find(profile, route);
    return device >= 0 ? device : Spans.append(profile, route);
  }
}
