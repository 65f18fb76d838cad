package io.onefold.journal;

import java.util.UUID;

/**
 * What became of one {@link ShardJournal#append}.
 *
 * <p><b>Threading.</b> Immutable.
 */
public sealed interface Appended {

  /** The batch stands at its place and will be read back. Only now may it be acknowledged. */
  record Committed() implements Appended {}

  /**
   * The place belongs to somebody else, or can no longer be written. The owner drops its state and
   * acknowledges nothing more. When {@code writer} is the caller's own, a later batch of its own
   * got through where this one did not (a gap): it takes the shard over again.
   *
   * @param epoch the highest epoch in the log
   * @param writer who wrote it
   */
  record Fenced(long epoch, UUID writer) implements Appended {}

  /**
   * The store could not be asked for a while. The batch may or may not stand, and so may those
   * handed in behind it, which are answered the same; nothing may be acknowledged. Appending the
   * same batches again, from the first unknown one on, finds out.
   */
  record Unknown(Throwable cause) implements Appended {}

  /**
   * The store has lost batches that it had confirmed (it restarted empty or stale); this batch was
   * not written, and none is until the owner, which still holds the state, has stored a checkpoint
   * with every section fresh, at its last committed seq or at a later one. What is appended next
   * comes right behind that checkpoint.
   *
   * @param lostSeq the last batch that had been confirmed and is gone
   */
  record Behind(long lostSeq) implements Appended {}
}
