package io.onefold.journal.hazelcast;

/**
 * How long the journal waits for the cluster, and whether it does with fewer copies.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param allowsFewerCopies whether a shard goes on while a copy has no member to hold it; what is
 *     acknowledged then is lost with a single node
 * @param callTimeoutMs after which a call without an answer is in doubt
 * @param giveUpAfterMs longest time that one append is in doubt, or that a checkpoint waits
 * @param takeOverWithinMs longest time that a take-over waits, for copies above all
 */
public record JournalSettings(
    boolean allowsFewerCopies, long callTimeoutMs, long giveUpAfterMs, long takeOverWithinMs) {

  /** Pause before a write is tried again that was not confirmed by all copies. */
  static final long PAUSE_MS = 10;

  /**
   * Places that are read at once at first: as long a tail as a shard leaves between checkpoints.
   */
  static final int PAGE_PLACES_MIN = 64;

  /** Places that are read at once where batches are small. */
  static final int PAGE_PLACES_MAX = 1_024;

  /** 1 MiB, copied within a millisecond: what a page should have, by the size of the last. */
  static final int PAGE_BYTES = 1024 * 1024;

  /** Pieces of a checkpoint that are read at once: 4 × 256 KiB = 1 MiB. */
  static final int PIECES_AT_ONCE = 4;

  /**
   * Waits in a cluster on one rack. A call: the second after which a missing copy fails it, a
   * second to notice, rounded up to 2.5 s. An append: two calls, 5 s, after which people have been
   * sent away. A take-over: two appends, 10 s, while copies find new members.
   */
  public static JournalSettings usual() {
    return new JournalSettings(false, 2_500, 5_000, 10_000);
  }

  /** The same, content with the owner's copy while there is no other member. */
  public static JournalSettings degraded() {
    return new JournalSettings(true, 2_500, 5_000, 10_000);
  }
}
