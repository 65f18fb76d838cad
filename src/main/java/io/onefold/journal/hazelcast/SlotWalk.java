package io.onefold.journal.hazelcast;

import io.onefold.journal.Batch;
import io.onefold.journal.CheckpointId;
import io.onefold.journal.LogWalk;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.ShardJournal;
import io.onefold.journal.hazelcast.grid.Grid;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The reader rule over places: given what stands at each, in order, says which of it is the log.
 *
 * <pre>
 *   at the next place                        verdict
 *   a batch, of no lower epoch than before   {@link LogWalk} judges: accept, or damage
 *   EPOCH, of no lower epoch                 the tail: the next batch belongs here
 *   nothing, or anything of a lower epoch    the tail likewise; what is here is a leftover
 *   behind the tail
 *   a batch less than IN_FLIGHT_MAX behind   a leftover, of any epoch
 *   a batch further on, or EPOCH             damage: they were written after the tail was passed
 * </pre>
 *
 * <p><b>Threading.</b> Confined to one thread at a time.
 *
 * <p><b>Bounds.</b> Keeps the bytes of the last {@link ShardJournal#IN_FLIGHT_MAX} batches.
 */
final class SlotWalk {

  private static final int LOOK_AHEAD = 2 * ShardJournal.IN_FLIGHT_MAX;

  private final int shard;
  private final LogWalk log;
  private final Consumer<Batch> each;
  private final Deque<byte[]> last = new ArrayDeque<>();

  private long nextSeq;
  private long logEpoch;
  private long highestEpoch;
  private boolean ended;
  private byte[] atTail = Grid.NOTHING;

  /**
   * @param start a place that is known to be the log's, whose batch is not asked for
   */
  SlotWalk(int shard, CheckpointId start, Consumer<Batch> each) {
    this.shard = shard;
    this.log = new LogWalk(shard, start.seq(), start.crc());
    this.each = each;
    this.nextSeq = start.seq() + 1;
    this.logEpoch = start.epoch();
    this.highestEpoch = start.epoch();
  }

  /** The place whose entry is to be passed next. */
  long nextSeq() {
    return nextSeq;
  }

  /** Whether the tail, or whether it is one, is still to be found. */
  boolean wantsMore() {
    return !log.isDamaged() && (!ended || nextSeq <= log.lastSeq() + LOOK_AHEAD);
  }

  void pass(byte[] bytes) {
    long seq = nextSeq++;
    switch (Entry.of(bytes)) {
      case Entry.Empty empty -> end(bytes);
      case Entry.Damaged(var decoded) -> log.batch(logEpoch, seq, decoded);
      case Entry.Mark(EpochMark mark) -> mark(mark, bytes);
      case Entry.Sound sound -> batch(seq, sound, bytes);
    }
  }

  ReadEnd end() {
    return log.end();
  }

  /** The last batch of the log. */
  CheckpointId last() {
    return new CheckpointId(logEpoch, log.lastSeq(), log.lastCrc());
  }

  /** What stands where the next batch belongs. */
  byte[] atTail() {
    return atTail;
  }

  /** The highest epoch of anything that was seen. */
  long highestEpoch() {
    return highestEpoch;
  }

  /** The last batches of the log, in order: those that may not have been on all copies. */
  Collection<byte[]> lastBatches() {
    return last;
  }

  private void end(byte[] bytes) {
    if (!ended) {
      ended = true;
      atTail = bytes;
    }
  }

  private void mark(EpochMark mark, byte[] bytes) {
    highestEpoch = Math.max(highestEpoch, mark.epoch());
    boolean isStale = mark.epoch() < logEpoch;
    boolean fits = mark.last().seq() == log.lastSeq() && mark.last().crc() == log.lastCrc();
    if (mark.shard() != shard || (!isStale && (ended || !fits))) {
      log.foreign("EPOCH stands there that does not follow: " + mark);
    } else {
      end(bytes);
    }
  }

  private void batch(long seq, Entry.Sound sound, byte[] bytes) {
    Batch batch = sound.batch();
    highestEpoch = Math.max(highestEpoch, batch.epoch());
    if (!ended && batch.epoch() < logEpoch && batch.shard() == shard) {
      end(bytes);
      return;
    }
    log.batch(batch.epoch(), seq, sound.decoded()).ifPresent(next -> accept(next, bytes));
  }

  private void accept(Batch batch, byte[] bytes) {
    logEpoch = batch.epoch();
    last.add(bytes);
    if (last.size() > ShardJournal.IN_FLIGHT_MAX) {
      last.remove();
    }
    each.accept(batch);
  }
}
