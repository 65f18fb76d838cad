package io.onefold.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes the batches that one owner would append, in order, each chained to the one before.
 *
 * <p><b>Threading.</b> Confined to the test's thread.
 */
public final class Batches {

  private final int shard;
  private final UUID writer;
  private final long epoch;
  private long lastSeq;
  private int lastCrc;

  /** Goes on where a take-over ended. */
  public Batches(int shard, UUID writer, Tail tail) {
    this.shard = shard;
    this.writer = writer;
    this.epoch = tail.epoch();
    this.lastSeq = tail.lastSeq();
    this.lastCrc = tail.crcOfLast();
  }

  public Batch next() {
    return next("ops of " + writer + " at " + (lastSeq + 1));
  }

  public Batch next(String ops) {
    return next(ops.getBytes(StandardCharsets.UTF_8));
  }

  public Batch next(byte[] ops) {
    Batch batch =
        new Batch(shard, epoch, lastSeq + 1, lastCrc, writer, 7, new long[] {3, lastSeq}, ops);
    lastSeq = batch.seq();
    lastCrc = batch.crc();
    return batch;
  }

  public List<Batch> next(int count) {
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batches.add(next());
    }
    return batches;
  }

  public long lastSeq() {
    return lastSeq;
  }

  /** Where the log ends when all that was made so far stands. */
  public Tail tail() {
    return new Tail(epoch, lastSeq, lastCrc);
  }

  /** A checkpoint at the last batch, with these sections. */
  public Checkpoint checkpoint(Section... sections) {
    return checkpoint(0, sections);
  }

  /** The same, that needs a version of the suppression list. */
  public Checkpoint checkpoint(long suppressionVersion, Section... sections) {
    return new Checkpoint(
        shard, epoch, lastSeq, lastCrc, suppressionVersion, Map.of("key", "k1"), List.of(sections));
  }
}
