package io.onefold.event;

/**
 * A keyed 128-bit hash of an account, an identifier type and a normalised value. It stands for the
 * identifier everywhere but in the profile itself; 128 bits make a second look at the value
 * unnecessary.
 *
 * <p><b>Threading.</b> Immutable.
 */
public record Hash128(long hi, long lo) implements Comparable<Hash128> {

  /** The shard that owns this identifier: a pure function of the hash, the same on every node. */
  public int shard(int shardCount) {
    return (int) Long.remainderUnsigned(hi, shardCount);
  }

  @Override
  public int compareTo(Hash128 other) {
    int high = Long.compareUnsigned(hi, other.hi);
    return high != 0 ? high : Long.compareUnsigned(lo, other.lo);
  }
}
