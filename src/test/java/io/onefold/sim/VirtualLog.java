package io.onefold.sim;

import io.onefold.journal.Batch;
import io.onefold.journal.BatchCodec;
import io.onefold.journal.Tail;
import java.util.ArrayList;
import java.util.List;

/**
 * One shard's journal in memory: create-if-absent at the next place, refused to all but the owner
 * of the highest epoch. Holds encoded batches, so that what is replayed went through the real
 * codec.
 */
final class VirtualLog {

  /** What a batch was answered. */
  enum Answer {
    COMMITTED,
    FENCED
  }

  private final List<byte[]> entries = new ArrayList<>();
  private final boolean fenced;
  private long trimmedSeq;
  private long epoch;
  private int lastCrc;

  /**
   * @param fenced whether a former owner is refused; without it the simulation must fail
   */
  VirtualLog(boolean fenced) {
    this.fenced = fenced;
  }

  Tail takeOver() {
    return new Tail(++epoch, lastSeq(), lastCrc);
  }

  long lastSeq() {
    return trimmedSeq + entries.size();
  }

  Answer append(Batch batch) {
    byte[] bytes = BatchCodec.encode(batch);
    if (batch.epoch() != epoch && fenced) {
      return Answer.FENCED;
    }
    int place = (int) (batch.seq() - trimmedSeq - 1);
    if (place == entries.size()) {
      entries.add(bytes);
      lastCrc = batch.crc();
      return Answer.COMMITTED;
    }
    if (batch.epoch() == epoch || place > entries.size() || place < 0) {
      return Answer.FENCED;
    }
    entries.set(place, bytes);
    return Answer.COMMITTED;
  }

  List<Batch> read(long fromSeqExclusive) {
    return entries.stream()
        .map(VirtualLog::decode)
        .filter(b -> b.seq() > fromSeqExclusive)
        .toList();
  }

  private static Batch decode(byte[] bytes) {
    return switch (BatchCodec.decode(bytes)) {
      case BatchCodec.Decoded.Sound(Batch batch, int crc) -> batch;
      case BatchCodec.Decoded.Damaged(String what) -> throw new Violation("journal: " + what);
    };
  }

  /** Everything in it is lost; the next owner finds it new. */
  void lose() {
    entries.clear();
    trimmedSeq = 0;
    lastCrc = 0;
  }

  void trim(long seq) {
    while (trimmedSeq < seq && !entries.isEmpty()) {
      entries.removeFirst();
      trimmedSeq++;
    }
  }
}
