package io.onefold.journal.lane;

import io.onefold.journal.Appended;
import io.vertx.core.Future;

/**
 * The way from one owner of one shard to a store.
 *
 * <p><b>Threading.</b> Confined to the context of its lane; futures complete there.
 *
 * <p><b>Ownership.</b> Made with its lane by a take-over, and used by that lane only.
 */
public interface LaneWire {

  /**
   * Whether a batch that is sent now and found standing may count as committed: the store is in
   * reach, and is the one in which this owner's last entry was found.
   */
  boolean isTrusted();

  /**
   * Sends a batch once. True when it stands, on as many copies as it has to; false and a failure
   * are doubt.
   */
  Future<Boolean> send(PendingAppend append, LanePosition position);

  /**
   * Tries once to find out what became of the first batch that is not committed, and to make it
   * stand. {@link Appended.Unknown} and a failure mean that it has to be asked again.
   */
  Future<Appended> settle(PendingAppend append, LanePosition position);

  /** Whether there is any sense in asking again; not when the shard has been given to others. */
  boolean mayStillFindOut();

  /** Tells what became of a batch at or below the last one that is known to stand. */
  Future<Appended> committedBefore(PendingAppend append);

  /** What is sent next has to be settled, as the store may have changed. */
  void distrust();

  /** How long a batch may be in doubt before its caller is told so. */
  long giveUpAfterMs();

  /** Runs {@code action} on the lane's context, once, after a pause. */
  void timer(long afterMs, Runnable action);

  /** What to report when nothing more precise is known. */
  Throwable noAnswer();
}
