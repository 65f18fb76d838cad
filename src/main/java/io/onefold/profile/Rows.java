package io.onefold.profile;

/**
 * A section that holds rows of one size, sorted by the unsigned number that each of them begins
 * with, so that a row is found in a logarithm of steps and two sections are joined in one pass.
 * There may be several rows of one number; they stand together.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param keyBytes 4, 8, or 16 for two numbers of 8
 */
record Rows(Section section, int rowBytes, int keyBytes) {

  int count(Packed profile) {
    return profile.length(section) / rowBytes;
  }

  /**
   * The offset of the first row with this key; where there is none, {@code ~offset} of its place.
   */
  int find(Packed profile, long key, long second) {
    int start = profile.start(section);
    int low = 0;
    int high = count(profile);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(profile, start + middle * rowBytes, key, second) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int row = start + low * rowBytes;
    return row < profile.end(section) && holds(profile, row, key, second) ? row : ~row;
  }

  int find(Packed profile, long key) {
    return find(profile, key, 0);
  }

  /** The offset of the row with this key, which is made of zeros where there is none. */
  int findOrMake(Packed profile, long key, long second) {
    int row = find(profile, key, second);
    if (row >= 0) {
      return row;
    }
    return make(profile, ~row, key, second);
  }

  /** Makes a row of zeros at an offset that {@link #find} named. */
  int make(Packed profile, int row, long key, long second) {
    profile.open(section, row, rowBytes);
    write(profile, row, key, second);
    return row;
  }

  /** Whether a row has this key. */
  boolean holds(Packed profile, int row, long key, long second) {
    return compare(profile, row, key, second) == 0;
  }

  void remove(Packed profile, int row) {
    profile.close(section, row, rowBytes);
  }

  private int compare(Packed profile, int row, long key, long second) {
    long first = keyBytes == 4 ? Integer.toUnsignedLong(profile.i32(row)) : profile.i64(row);
    int order = Long.compareUnsigned(first, key);
    return order != 0 || keyBytes < 16 ? order : Long.compareUnsigned(profile.i64(row + 8), second);
  }

  private void write(Packed profile, int row, long key, long second) {
    if (keyBytes == 4) {
      profile.i32(row, (int) key);
      return;
    }
    profile.i64(row, key);
    if (keyBytes == 16) {
      profile.i64(row + 8, second);
    }
  }
}
