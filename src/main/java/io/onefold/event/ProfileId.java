package io.onefold.event;

import java.util.HexFormat;
import java.util.Optional;

/**
 * Names a profile inside Onefold: 42 bits of creation time in milliseconds, 14 bits of home shard,
 * 72 random bits. Never used twice.
 *
 * <p>The natural order is the order of merging: of two profiles that turn out to be one person the
 * smaller id, hence the older profile, survives. It is total and never changes, so forwards cannot
 * form a cycle; skewed clocks change who survives, not whether the result is right.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * <p><b>Source.</b> Linking by a fixed random order of roots: Jayanti and Tarjan, "Concurrent
 * disjoint set union", Distributed Computing 34 (2021).
 */
public record ProfileId(long hi, long lo) implements Comparable<ProfileId> {

  /** Shards that fit into an id: 14 bits. */
  public static final int SHARDS_MAX = 1 << 14;

  private static final int SHARD_SHIFT = 8;
  private static final int TIME_SHIFT = 22;
  private static final int TEXT_CHARS = 32;

  /**
   * Makes an id from its parts.
   *
   * @param createdAtMs milliseconds since 1970-01-01 UTC; 42 bits last until the year 2109
   * @param randomHi of which the lowest 8 bits are used
   */
  public static ProfileId of(long createdAtMs, int homeShard, long randomHi, long randomLo) {
    long hi = (createdAtMs << TIME_SHIFT) | ((long) homeShard << SHARD_SHIFT) | (randomHi & 0xff);
    return new ProfileId(hi, randomLo);
  }

  /** The shard whose partition holds this profile, for life. */
  public int homeShard() {
    return (int) (hi >>> SHARD_SHIFT) & (SHARDS_MAX - 1);
  }

  public long createdAtMs() {
    return hi >>> TIME_SHIFT;
  }

  /** Whether this profile survives when it is united with {@code other}. */
  public boolean beats(ProfileId other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(ProfileId other) {
    int high = Long.compareUnsigned(hi, other.hi);
    return high != 0 ? high : Long.compareUnsigned(lo, other.lo);
  }

  /** 32 lower-case hexadecimal digits, which {@link #parse} reads back. */
  public String text() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(hi) + hex.toHexDigits(lo);
  }

  /** The id that {@link #text} wrote, empty when {@code text} is anything else. */
  public static Optional<ProfileId> parse(String text) {
    if (text.length() != TEXT_CHARS || !text.chars().allMatch(ProfileId::isLowerHex)) {
      return Optional.empty();
    }
    long hi = HexFormat.fromHexDigitsToLong(text, 0, TEXT_CHARS / 2);
    long lo = HexFormat.fromHexDigitsToLong(text, TEXT_CHARS / 2, TEXT_CHARS);
    return Optional.of(new ProfileId(hi, lo));
  }

  private static boolean isLowerHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  @Override
  public String toString() {
    return text();
  }
}
