package io.onefold.journal.hazelcast.grid;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Entries of shards in the memory of a cluster, each with an owner and copies.
 *
 * <p><b>Threading.</b> Confined to one context, apart from {@link #on} and {@link #stamp}; futures
 * complete there.
 *
 * <p><b>Errors.</b> A failed write may have been carried out, in full, on the owner only, or not at
 * all, and may yet be.
 */
public interface Grid {

  /** What stands at an empty place; no entry is empty. */
  byte[] NOTHING = {};

  /** Where the epoch stands in every record of a log. */
  int EPOCH_AT = 5;

  /** Who holds a shard right now, from memory. Readable from any thread. */
  Stamp stamp(int shard);

  /**
   * Writes {@code mine} if exactly {@code expected} stands at the place, or {@code mine} already:
   * then it is written once more, to all copies. Each copy takes what the owner took.
   *
   * @param expected {@link #NOTHING} for an empty place
   */
  Future<Written> write(Place place, byte[] expected, byte[] mine);

  /** What stands at a place, {@link #NOTHING} if nothing does. */
  Future<byte[]> read(Place place);

  /** What stands at {@code count} places of a log from {@code fromSeq} on. */
  Future<List<byte[]>> read(int shard, long fromSeq, int count);

  /** The seqs at which anything stands in a shard's log, in no order; 0 is the head's. */
  Future<List<Long>> seqs(int shard);

  /** The names of all pieces of a shard, in no order. */
  Future<List<String>> pieces(int shard);

  /**
   * Empties places of a log, unless what stands there is of a higher epoch: who asks late must not
   * harm a log that has begun anew. The epoch of a record is its bytes {@link #EPOCH_AT} to {@code
   * EPOCH_AT + 8}.
   */
  Future<Void> trim(int shard, Collection<Long> seqs, long epochMax);

  /** Deletes pieces. */
  Future<Void> delete(int shard, Collection<String> pieces);

  /**
   * Does {@code work} on this grid's context, at once when called there, and completes on the
   * caller's.
   */
  <T> Future<T> on(Supplier<Future<T>> work);

  /** Does work that takes long on a worker thread. */
  <T> Future<T> work(Callable<T> work);

  /** Runs {@code action} once, after a pause. */
  void timer(long afterMs, Runnable action);
}
