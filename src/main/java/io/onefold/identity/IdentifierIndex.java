package io.onefold.identity;

import io.onefold.event.Hash128;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import java.util.Arrays;
import java.util.Optional;

/**
 * Knows, for the identifiers that hash to one shard, which profile each leads to. The profile may
 * live on another shard, and may have been absorbed since: then its forward leads on.
 *
 * <p>A record, kept in checkpoints. Open addressing with linear probing over one array, four longs
 * an entry: hash and profile id. The place of an entry follows the order of the hashes, so a range
 * of hashes is a range of the array, and is written to a checkpoint as such.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 *
 * <p><b>Bounds.</b> 32 bytes an entry at a load between 0.57 and 0.8: 40 to 56 bytes. The table
 * never shrinks.
 *
 * <p><b>Source.</b> Linear probing: Knuth, "The Art of Computer Programming", volume 3, section
 * 6.4, algorithms L and R. The multiplicative range reduction: Lemire, "Fast Random Integer
 * Generation in an Interval", ACM TOMACS 29 (2019).
 */
public final class IdentifierIndex {

  /** Parts that are written to a checkpoint separately when they have changed. */
  public static final int REGIONS = 16;

  private static final int LONGS = 4;
  private static final int ENTRY_BYTES = LONGS * Long.BYTES;
  private static final double LOAD_MAX = 0.8;
  private static final double GROWTH = 1.4;
  private static final int CAPACITY_MIN = 64;

  private long[] table = new long[CAPACITY_MIN * LONGS];
  private int capacity = CAPACITY_MIN;
  private int size;
  private final int[] versions = new int[REGIONS];

  public int size() {
    return size;
  }

  public int heapBytes() {
    return table.length * Long.BYTES;
  }

  /** The profile that the identifier leads to, or {@code null} when it is unknown. */
  public ProfileId get(Hash128 identifier) {
    int at = find(identifier.hi(), identifier.lo());
    return table[at + 2] == 0 ? null : new ProfileId(table[at + 2], table[at + 3]);
  }

  /** Leads the identifier to {@code profile} from now on. */
  public void put(Hash128 identifier, ProfileId profile) {
    int at = find(identifier.hi(), identifier.lo());
    if (table[at + 2] == 0) {
      if (size + 1 > capacity * LOAD_MAX) {
        grow();
        at = find(identifier.hi(), identifier.lo());
      }
      table[at] = identifier.hi();
      table[at + 1] = identifier.lo();
      size++;
    }
    table[at + 2] = profile.hi();
    table[at + 3] = profile.lo();
    versions[region(identifier.hi())]++;
  }

  /** Leads the identifier nowhere. Entries that stand behind it for want of room move up. */
  void remove(Hash128 identifier) {
    int gap = find(identifier.hi(), identifier.lo());
    if (table[gap + 2] == 0) {
      return;
    }
    size--;
    versions[region(identifier.hi())]++;
    for (int at = next(gap); table[at + 2] != 0; at = next(at)) {
      if (distance(place(table[at]), at) >= distance(gap, at)) {
        System.arraycopy(table, at, table, gap, LONGS);
        gap = at;
      }
    }
    Arrays.fill(table, gap, gap + LONGS, 0);
  }

  /** Rises whenever an entry of the region changes. */
  public int version(int region) {
    return versions[region];
  }

  /** The region holds what a checkpoint holds under this version. */
  void restored(int region, int version) {
    versions[region] = version;
  }

  /**
   * Appends every entry of the region: from where its lowest hash belongs to the first free place
   * behind that of its highest.
   */
  public void writeRegion(int region, PackedWriter out) {
    int at = (int) ((long) region * capacity / REGIONS) * LONGS;
    int own = capacity / REGIONS + 1;
    for (int i = 0; i < capacity && (i <= own || table[at + 2] != 0); i++) {
      if (table[at + 2] != 0 && region(table[at]) == region) {
        out.i64(table[at]).i64(table[at + 1]).i64(table[at + 2]).i64(table[at + 3]);
      }
      at = next(at);
    }
  }

  /**
   * Puts the entries that {@link #writeRegion} appended. Hashes spread evenly, so the size of one
   * region tells that of the table; one that grew under entries in the order of their hashes would
   * have them crowd into its beginning.
   */
  void readRegion(PackedReader in, int bytes) {
    reserve(bytes / ENTRY_BYTES * REGIONS);
    while (in.hasMore()) {
      put(in.hash(), in.profileId());
    }
  }

  /** The profile of an identifier as an {@link Optional}, for readers off the hot path. */
  public Optional<ProfileId> find(Hash128 identifier) {
    return Optional.ofNullable(get(identifier));
  }

  private static int region(long hi) {
    return (int) Math.unsignedMultiplyHigh(hi, REGIONS);
  }

  private int find(long hi, long lo) {
    int at = place(hi);
    while (table[at + 2] != 0 && (table[at] != hi || table[at + 1] != lo)) {
      at = next(at);
    }
    return at;
  }

  /** Where an entry stands if nobody stands there. */
  private int place(long hi) {
    return (int) Math.unsignedMultiplyHigh(hi, capacity) * LONGS;
  }

  private int next(int at) {
    return at + LONGS == table.length ? 0 : at + LONGS;
  }

  /** How far it is from one place to another, going on at the beginning after the end. */
  private int distance(int from, int to) {
    return from <= to ? to - from : to - from + table.length;
  }

  private void reserve(int entries) {
    if (entries > capacity * LOAD_MAX) {
      resize((int) (entries / LOAD_MAX) + 1);
    }
  }

  private void grow() {
    resize((int) (capacity * GROWTH) + 1);
  }

  private void resize(int places) {
    long[] old = table;
    capacity = places;
    table = new long[capacity * LONGS];
    for (int from = 0; from < old.length; from += LONGS) {
      if (old[from + 2] != 0) {
        System.arraycopy(old, from, table, find(old[from], old[from + 1]), LONGS);
      }
    }
  }
}
