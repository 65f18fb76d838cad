package io.onefold.model;

import java.util.Arrays;

/**
 * The states met so far, each with its number. Kept are 128-bit fingerprints and not the states: a
 * state takes 100 to 200 bytes, a fingerprint 16, and among ten million states two share one with a
 * probability of about 10^-25.
 *
 * <p><b>Source.</b> Hash compaction: Stern and Dill, "Improved probabilistic verification by hash
 * compaction", CHARME 1995. The mixing is that of MurmurHash3's finalizer.
 */
final class Fingerprints {

  private static final long SEED_HIGH = 0x243F6A8885A308D3L;
  private static final long SEED_LOW = 0x13198A2E03707344L;

  private long[] high = new long[1 << 12];
  private long[] low = new long[1 << 12];
  private int[] number = new int[1 << 12];
  private int size;

  int size() {
    return size;
  }

  /** The number of a state, or -1 - number for one that is new and got it just now. */
  int find(int[] state) {
    long a = SEED_HIGH ^ state.length;
    long b = SEED_LOW;
    for (int word : state) {
      a = mix(a ^ word);
      b = mix(b + word * 0x9E3779B97F4A7C15L) + a;
    }
    a = a == 0 ? 1 : a; // 0 marks a free place
    if (size * 2 >= high.length) {
      grow();
    }
    int at = place(a, b);
    if (high[at] != 0) {
      return number[at];
    }
    high[at] = a;
    low[at] = b;
    number[at] = size++;
    return -size;
  }

  private static long mix(long value) {
    long mixed = (value ^ value >>> 33) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ mixed >>> 33;
  }

  private int place(long a, long b) {
    int mask = high.length - 1;
    int at = (int) a & mask;
    while (high[at] != 0 && (high[at] != a || low[at] != b)) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    int[] oldNumber = number;
    high = new long[oldHigh.length * 2];
    low = new long[high.length];
    number = Arrays.copyOf(number, high.length);
    for (int i = 0; i < oldHigh.length; i++) {
      if (oldHigh[i] != 0) {
        int at = place(oldHigh[i], oldLow[i]);
        high[at] = oldHigh[i];
        low[at] = oldLow[i];
        number[at] = oldNumber[i];
      }
    }
  }
}
