package io.onefold.identity;

import io.onefold.event.Limits;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.Arrays;

/**
 * The message ids that a profile has applied, so that a repetition changes nothing. It travels with
 * the profile when that is absorbed.
 *
 * <p>One long an id, in order of arrival: 59 bits of fingerprint and the hour of arrival modulo 32,
 * by which old entries are forgotten.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 *
 * <p><b>Bounds.</b> At most {@link Limits#SEEN_PER_PROFILE_MAX} ids; beyond, the oldest is
 * forgotten. A search is linear: 4,096 longs are 32 KiB, the size of a first-level cache.
 */
final class Seen {

  private static final int HOUR_BITS = 5;
  private static final int HOUR_MASK = (1 << HOUR_BITS) - 1;
  private static final long HOUR_MS = 3_600_000;
  private static final int CAPACITY_MIN = 2;

  private long[] entries = new long[CAPACITY_MIN];
  private int count;

  int count() {
    return count;
  }

  /** The same ids, for a profile that is split off. */
  Seen copy() {
    Seen copy = new Seen();
    copy.entries = entries.clone();
    copy.count = count;
    return copy;
  }

  /** Whether the id was applied; the hour does not matter. */
  boolean contains(long fingerprint) {
    for (int i = count - 1; i >= 0; i--) {
      if ((entries[i] ^ fingerprint) >>> HOUR_BITS == 0) {
        return true;
      }
    }
    return false;
  }

  void add(long fingerprint, long receivedAtMs) {
    append((fingerprint & ~HOUR_MASK) | (hour(receivedAtMs) & HOUR_MASK));
  }

  /** Adds the ids of an absorbed profile. */
  void addAll(Seen other) {
    for (int i = 0; i < other.count; i++) {
      if (!contains(other.entries[i])) {
        append(other.entries[i]);
      }
    }
  }

  /**
   * Forgets what arrived more than {@code windowHours} before {@code nowMs}.
   *
   * @param windowHours 1 to 30, since hours are known modulo 32
   * @return how many ids were forgotten
   */
  int forget(long nowMs, int windowHours) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      long age = (hour(nowMs) - entries[i]) & HOUR_MASK;
      boolean aheadOfClock = age == HOUR_MASK;
      if (age <= windowHours || aheadOfClock) {
        entries[kept++] = entries[i];
      }
    }
    int forgotten = count - kept;
    count = kept;
    if (forgotten > 0 && entries.length > 2 * Math.max(kept, CAPACITY_MIN)) {
      entries = Arrays.copyOf(entries, Math.max(kept, CAPACITY_MIN));
    }
    return forgotten;
  }

  void write(PackedWriter out) {
    out.varint(count);
    for (int i = 0; i < count; i++) {
      out.i64(entries[i]);
    }
  }

  static Seen read(PackedReader in) {
    Seen seen = new Seen();
    seen.count = in.count();
    seen.entries = new long[Math.max(seen.count, CAPACITY_MIN)];
    for (int i = 0; i < seen.count; i++) {
      seen.entries[i] = in.i64();
    }
    return seen;
  }

  private void append(long entry) {
    if (count == Limits.SEEN_PER_PROFILE_MAX) {
      System.arraycopy(entries, 1, entries, 0, --count);
    } else if (count == entries.length) {
      int wider = Math.max(entries.length + 2, entries.length + entries.length / 3);
      entries = Arrays.copyOf(entries, Math.min(wider, Limits.SEEN_PER_PROFILE_MAX));
    }
    entries[count++] = entry;
  }

  private static long hour(long ms) {
    return ms / HOUR_MS;
  }
}
