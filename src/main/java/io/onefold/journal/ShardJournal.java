package io.onefold.journal;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Each shard's append-only log of batches, and its checkpoints. This is the record: a shard's
 * memory is what its checkpoint and the batches behind it add up to.
 *
 * <pre>
 *                checkpoint (epoch 3, seq 104)          EPOCH 4, by another writer
 *                        │                                    │
 *   … 3·102  3·103  3·104  3·105  3·106  3·108   4·0  4·107  4·108 …
 *   └── may be trimmed ──┘               └─ behind a gap: never acknowledged, skipped by readers
 * </pre>
 *
 * <p>The life of an owner: {@link #takeOver}, {@link #checkpoint}, {@link #read} from the
 * checkpoint's seq, then {@link #append} with seq = last + 1, epoch and writer of the take-over,
 * and prevCrc = {@link Batch#crc} of the batch before. Batches are acknowledged to the outside
 * strictly in seq order, each after {@link Appended.Committed}.
 *
 * <p><b>Threading.</b> Thread-safe across shards. For one shard, calls come from one Vert.x context
 * at a time; futures complete on the caller's context. Batches are handed over on the event loop
 * that took the shard over.
 *
 * <p><b>Bounds.</b> At most {@link #IN_FLIGHT_MAX} appends of a shard are under way; more wait
 * inside, in order. A batch holds at most {@link Batch#BYTES_MAX} bytes.
 *
 * <p><b>Errors.</b> What a shard has to act on is a value. A failed future means that the store
 * could not be reached, or answered what it never should; {@link CorruptJournalException} where the
 * result has no room for damage. All calls may be repeated.
 */
public interface ShardJournal {

  /**
   * Appends of one shard that may be under way at once. Part of the format, not a tuning: because a
   * batch is sent only when the one four places before it is committed, a reader knows that at most
   * three batches can stand behind a gap, and that anything more is damage.
   */
  int IN_FLIGHT_MAX = 4;

  /**
   * Writes a batch at its place unless that place, or a later one, is taken. Never overwrites. The
   * same batch again is {@link Appended.Committed}, so a caller that was told {@link
   * Appended.Unknown} calls again.
   */
  Future<Appended> append(Batch batch);

  /**
   * Makes {@code writer} the owner: writes EPOCH first, one above the highest epoch seen, then
   * reads what stands before it, which is final from that moment. When another taker was faster it
   * looks again and goes one higher.
   *
   * @param writer told apart from all other takers, ever: a new random id for each take-over
   */
  Future<Tail> takeOver(int shard, UUID writer);

  /**
   * Hands over the batches with a seq above {@code fromSeqExclusive}, in seq order, up to the first
   * gap. What was handed over before damage was found was good.
   */
  Future<ReadEnd> read(int shard, long fromSeqExclusive, Consumer<Batch> each);

  /**
   * Reads single batches, in the order asked for; those that were trimmed, or that never were, are
   * left out. Fails with {@link CorruptJournalException} when one of them is damaged.
   */
  Future<List<Batch>> readExact(int shard, long[] seqs);

  /**
   * Whether the store has what the owner of the shard was told that it has: the current checkpoint
   * stands at {@code checkpointSeq} or later, and the last batch that was committed is there or in
   * that checkpoint. Only for who has taken the shard over through this journal.
   */
  Future<Boolean> holds(int shard, long checkpointSeq);

  /**
   * Forgets batches up to {@code upToSeq}. May keep more: the cut is made at the newest stored
   * checkpoint that is not above {@code upToSeq}. Refused, as a failed future, past the current
   * checkpoint.
   */
  Future<Void> trim(int shard, long upToSeq);

  /**
   * Forgets for good, in the store's memory, everything up to the current checkpoint, which has to
   * be at {@code upToSeq} or later: all batches that it contains, and all other checkpoints with
   * what only they consist of. No byte of them can be read any more, by whatever means, until the
   * store's files are looked at: see {@link StoreFiles}. Refused, as a failed future, past the
   * current checkpoint; may stop half-way when it fails, and the same call again completes it.
   */
  Future<Void> purge(int shard, long upToSeq);

  /**
   * Stores a checkpoint and makes it the current one in a single step, so that a half-written one
   * is never seen. One call per shard at a time.
   */
  Future<Put> putCheckpoint(Checkpoint checkpoint);

  /**
   * Loads and verifies the current checkpoint, or the kept one with the given {@link
   * Checkpoint#id}. Never falls back to another one by itself.
   */
  Future<Loaded> checkpoint(int shard, Optional<String> id);
}
