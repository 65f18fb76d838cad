package io.onefold.route;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import java.util.Arrays;

/**
 * Remembers which profile a route identifier led to, so that the next event goes straight to the
 * profile's home shard. Derived and allowed to be wrong: a shard that does not have the profile
 * says so, and the entry is forgotten.
 *
 * <p>Direct-mapped: a route has one place, and the last one that came takes it. Four longs an entry
 * in one array, so that a look-up touches one line of the processor's cache and nothing is
 * allocated.
 *
 * <p><b>Threading.</b> Confined to one event loop. <b>Bounds.</b> 32 bytes an entry, all of them
 * taken at the start.
 */
final class ProfileCache {

  /** Answer of {@link #find}: the route is unknown. */
  static final int NONE = -1;

  private static final int LONGS = 4;
  private static final int PROFILE_HI = 2;
  private static final int PROFILE_LO = 3;

  private final long[] entries;
  private final int mask;

  /**
   * @param capacity a power of two
   */
  ProfileCache(int capacity) {
    entries = new long[capacity * LONGS];
    mask = capacity - 1;
  }

  /** Where the profile of this route stands, for {@link #profile}, or {@link #NONE}. */
  int find(Hash128 route) {
    int at = place(route);
    boolean hit = holds(at, route) && (entries[at + PROFILE_HI] | entries[at + PROFILE_LO]) != 0;
    return hit ? at : NONE;
  }

  ProfileId profile(int at) {
    return new ProfileId(entries[at + PROFILE_HI], entries[at + PROFILE_LO]);
  }

  void learn(Hash128 route, ProfileId profile) {
    int at = place(route);
    entries[at] = route.hi();
    entries[at + 1] = route.lo();
    entries[at + PROFILE_HI] = profile.hi();
    entries[at + PROFILE_LO] = profile.lo();
  }

  void forget(Hash128 route) {
    int at = place(route);
    if (holds(at, route)) {
      Arrays.fill(entries, at, at + LONGS, 0);
    }
  }

  private boolean holds(int at, Hash128 route) {
    return entries[at] == route.hi() && entries[at + 1] == route.lo();
  }

  /** By the low half of the hash: the high half chose the shard. */
  private int place(Hash128 route) {
    return ((int) route.lo() & mask) * LONGS;
  }
}
