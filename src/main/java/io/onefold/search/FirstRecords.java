package io.onefold.search;

import io.onefold.event.ProfileId;
import java.util.Arrays;

/**
 * Leads from a profile to its first record in the {@link TextArena}. Open addressing with linear
 * probing; the ids are in the records, so an entry is four bytes.
 *
 * <p>The table is in parts that grow one by one, so that no call has to move all entries.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 *
 * <p><b>Bounds.</b> 4 bytes an entry at a load between 0.53 and 0.8: 5 to 7.5 bytes. Growing looks
 * at every record of a part once: with 30,000 profiles, some 500.
 *
 * <p><b>Source.</b> Linear probing with deletion by shifting back: Knuth, "The Art of Computer
 * Programming", volume 3, section 6.4, algorithms L and R.
 */
final class FirstRecords {

  private static final int PART_BITS = 6;
  private static final double LOAD_MAX = 0.8;
  private static final double GROWTH = 1.5;
  private static final int CAPACITY_MIN = 4;

  /** 2<sup>64</sup> divided by the golden ratio: spreads ids that differ in few bits. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final TextArena arena;
  private final int[][] parts = new int[1 << PART_BITS][];
  private final int[] sizes = new int[1 << PART_BITS];
  private int size;

  FirstRecords(TextArena arena) {
    this.arena = arena;
    Arrays.setAll(parts, part -> emptyTable(CAPACITY_MIN));
  }

  int size() {
    return size;
  }

  long heapBytes() {
    long entries = sizes.length;
    for (int[] records : parts) {
      entries += records.length;
    }
    return entries * Integer.BYTES;
  }

  /** The profile's first record, or {@link TextArena#NONE}. */
  int get(ProfileId profile) {
    int[] records = parts[part(profile.lo())];
    return records[find(records, profile)];
  }

  /** Makes {@code record} the first record of its profile. */
  void put(ProfileId profile, int record) {
    int part = part(profile.lo());
    int[] records = parts[part];
    int at = find(records, profile);
    boolean isNew = records[at] == TextArena.NONE;
    records[at] = record;
    if (isNew) {
      size++;
      sizes[part]++;
      if (sizes[part] > records.length * LOAD_MAX) {
        parts[part] = grown(records);
      }
    }
  }

  /** Forgets the profile; its records must still be in the arena. */
  void remove(ProfileId profile) {
    int part = part(profile.lo());
    int[] records = parts[part];
    int at = find(records, profile);
    if (records[at] != TextArena.NONE) {
      size--;
      sizes[part]--;
      closeHole(records, at);
    }
  }

  private void closeHole(int[] records, int emptied) {
    int hole = emptied;
    for (int at = after(records, hole); records[at] != TextArena.NONE; at = after(records, at)) {
      int home = home(records, arena.profileLo(records[at]));
      boolean reachesOverHole = hole <= at ? home <= hole || home > at : home <= hole && home > at;
      if (reachesOverHole) {
        records[hole] = records[at];
        hole = at;
      }
    }
    records[hole] = TextArena.NONE;
  }

  private int find(int[] records, ProfileId profile) {
    int at = home(records, profile.lo());
    while (records[at] != TextArena.NONE && !arena.isOf(records[at], profile)) {
      at = after(records, at);
    }
    return at;
  }

  private int[] grown(int[] old) {
    int[] records = emptyTable((int) (old.length * GROWTH));
    for (int record : old) {
      if (record != TextArena.NONE) {
        int at = home(records, arena.profileLo(record));
        while (records[at] != TextArena.NONE) {
          at = after(records, at);
        }
        records[at] = record;
      }
    }
    return records;
  }

  /** The highest bits choose the part, those below the place in it. */
  private static int part(long profileLo) {
    return (int) (profileLo * SPREAD >>> Long.SIZE - PART_BITS);
  }

  private static int home(int[] records, long profileLo) {
    return (int) Math.unsignedMultiplyHigh(profileLo * SPREAD << PART_BITS, records.length);
  }

  private static int after(int[] records, int at) {
    return at + 1 == records.length ? 0 : at + 1;
  }

  private static int[] emptyTable(int capacity) {
    int[] records = new int[capacity];
    Arrays.fill(records, TextArena.NONE);
    return records;
  }
}
