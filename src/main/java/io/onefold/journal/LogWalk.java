package io.onefold.journal;

import io.onefold.journal.BatchCodec.Decoded;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The reader rule: given the entries of a shard's log in the order of (epoch, seq), says which of
 * them are the log.
 *
 * <pre>
 *   entry                                   verdict
 *   EPOCH                                   skip; a gap of the epoch before is over
 *   seq = last + 1, prevCrc = crc of last   accept
 *   seq = last + 1, another prevCrc         damage
 *   seq > last + 1                          a gap: this and the rest of the epoch are skipped …
 *     … at IN_FLIGHT_MAX or more behind it  damage: that one was sent after the gap was committed
 *   seq ≤ last                              damage: a place cannot be given twice
 *   bad crc, other shard, epoch or seq      damage
 * </pre>
 *
 * <p>Once damage has been seen, every further entry is damage.
 *
 * <p><b>Threading.</b> Confined to one thread at a time.
 *
 * <p><b>Source.</b> Model-checked for slots under epochs of three owners; with ids that are ordered
 * by epoch first, the entry of a lower epoch behind an EPOCH cannot arise.
 */
public final class LogWalk {

  private final int shard;
  private long lastSeq;
  private int lastCrc;
  private long epoch;
  private long gapSeq;
  private long firstSeen;
  private ReadEnd.Corrupt damage;

  /**
   * Starts behind a place that is known to be sound.
   *
   * @param lastSeq 0 at the very beginning
   * @param lastCrc 0 at the very beginning
   */
  public LogWalk(int shard, long lastSeq, int lastCrc) {
    this.shard = shard;
    this.lastSeq = lastSeq;
    this.lastCrc = lastCrc;
  }

  /** Passes an EPOCH entry. */
  public void epoch(long newEpoch) {
    if (newEpoch <= epoch) {
      damaged(lastSeq + 1, "EPOCH " + newEpoch + " stands behind epoch " + epoch);
    }
    enter(newEpoch);
  }

  /** The batch when it is the next one of the log; empty when it is skipped or damaged. */
  public Optional<Batch> batch(long inEpoch, long seq, byte[] encoded) {
    return batch(inEpoch, seq, () -> BatchCodec.decode(encoded));
  }

  /** The same for who has looked at the bytes already. */
  public Optional<Batch> batch(long inEpoch, long seq, Decoded decoded) {
    return batch(inEpoch, seq, () -> decoded);
  }

  private Optional<Batch> batch(long inEpoch, long seq, Supplier<Decoded> entry) {
    if (inEpoch != epoch) {
      enter(inEpoch);
    }
    firstSeen = firstSeen == 0 ? seq : firstSeen;
    if (damage != null || !sound(seq)) {
      return Optional.empty();
    }
    return switch (entry.get()) {
      case Decoded.Damaged(String what) -> damaged(seq, what);
      case Decoded.Sound(Batch batch, int crc) -> next(batch, crc, inEpoch, seq);
    };
  }

  /** Passes an entry that is neither a batch nor an EPOCH. */
  public void foreign(String what) {
    damaged(lastSeq + 1, what);
  }

  /** Whether there is no sense in going on. */
  public boolean isDamaged() {
    return damage != null;
  }

  /** The seq of the last accepted batch, or where the walk began. */
  public long lastSeq() {
    return lastSeq;
  }

  /** The crc of the last accepted batch, or of the one where the walk began. */
  public int lastCrc() {
    return lastCrc;
  }

  /** The seq of the first batch that was seen, whatever became of it; 0 when there was none. */
  public long firstSeen() {
    return firstSeen;
  }

  /** What the log is, given that no entry follows. */
  public ReadEnd end() {
    return damage != null ? damage : new ReadEnd.Complete(lastSeq, lastCrc);
  }

  private boolean sound(long seq) {
    if (seq <= lastSeq) {
      damaged(seq, "stands twice, again in epoch " + epoch);
    } else if (gapSeq == 0 && seq > lastSeq + 1) {
      gapSeq = lastSeq + 1;
    }
    if (damage == null && gapSeq != 0 && seq - gapSeq >= ShardJournal.IN_FLIGHT_MAX) {
      damaged(gapSeq, "is missing, but batch " + seq + " was written after it was committed");
    }
    return damage == null;
  }

  private Optional<Batch> next(Batch batch, int crc, long inEpoch, long seq) {
    if (batch.shard() != shard || batch.epoch() != inEpoch || batch.seq() != seq) {
      return damaged(seq, "expected epoch=" + inEpoch + " got " + batch);
    }
    if (gapSeq != 0) {
      return Optional.empty();
    }
    if (batch.prevCrc() != lastCrc) {
      return damaged(seq, "expected prevCrc=%08x got=%08x".formatted(lastCrc, batch.prevCrc()));
    }
    lastSeq = seq;
    lastCrc = crc;
    return Optional.of(batch);
  }

  private void enter(long newEpoch) {
    epoch = newEpoch;
    gapSeq = 0;
  }

  private Optional<Batch> damaged(long seq, String what) {
    if (damage == null) {
      damage = new ReadEnd.Corrupt(shard, seq, what);
    }
    return Optional.empty();
  }
}
