package io.onefold.journal;

/**
 * How a {@link ShardJournal#read} ended.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface ReadEnd {

  /**
   * Everything up to the tail was handed over.
   *
   * @param lastSeq of the last batch handed over, or where the read began when there was none
   * @param crc of that batch
   */
  record Complete(long lastSeq, int crc) implements ReadEnd {}

  /**
   * Nothing was handed over: the batches behind the asked seq had been trimmed. Only seen by who
   * starts from an older checkpoint than the current one; everything behind it is then lost.
   *
   * @param firstSeq the first batch that is still there, or would be
   */
  record Trimmed(int shard, long firstSeq) implements ReadEnd {}

  /**
   * The batch at {@code seq} is damaged or missing where it must be. Those before it were handed
   * over.
   *
   * @param what for the operator: what was expected and what was found
   */
  record Corrupt(int shard, long seq, String what) implements ReadEnd {

    /** One line for the log and the console. */
    public String message() {
      return "JOURNAL_CORRUPT shard=" + shard + " seq=" + seq + " " + what;
    }
  }
}
