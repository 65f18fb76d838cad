package io.onefold.shard;

import io.onefold.event.PackedWriter;
import io.onefold.identity.Decision;
import io.onefold.identity.Decisions;
import io.onefold.identity.Turn;
import io.onefold.journal.Batch;
import io.onefold.journal.Tail;
import io.onefold.message.Envelope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Group commit: gathers what turns decided into batches, and holds their messages and answers back
 * until the batch that covers them is committed.
 *
 * <p>A batch is closed at once when nothing is under way, and gathers behind a running append
 * otherwise, up to its size. So a quiet shard answers without delay, and a busy one writes few
 * large batches, without a timer.
 *
 * <pre>
 *   turn ──▶ open batch ──seal──▶ under way (≤ {@link #UNDER_WAY_MAX}) ──committed──▶ effects leave
 * </pre>
 *
 * <p>A turn that decided nothing, such as a read, leaves with the last batch before it: it may show
 * only what is committed.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 *
 * <p><b>Bounds.</b> {@link #held} turns wait; whoever feeds it stops when they become too many.
 *
 * <p><b>Source.</b> Group commit: DeWitt et al., "Implementation Techniques for Main Memory
 * Database Systems", SIGMOD 1984.
 */
public final class Commits {

  /** Appends under way at one time. */
  static final int UNDER_WAY_MAX = 4;

  /** Effects that may leave, with the batch that covers them. */
  public record Effects(long seq, Turn turn) {}

  private final int shard;
  private final int batchBytesMax;
  private final UUID writer;
  private final int rulesVersion;
  private final PackedWriter open = new PackedWriter(4096);
  private final Map<Integer, Long> deps = new TreeMap<>();
  private final Deque<Effects> held = new ArrayDeque<>();
  private final long epoch;
  private long nextSeq;
  private int prevCrc;
  private volatile long committedSeq;

  /**
   * @param tail where the journal ended when this owner took it over
   * @param batchBytesMax size at which a batch is closed although others are under way
   */
  public Commits(int shard, Tail tail, UUID writer, int batchBytesMax) {
    this.shard = shard;
    this.writer = writer;
    this.batchBytesMax = batchBytesMax;
    this.rulesVersion = 1;
    this.epoch = tail.epoch();
    this.nextSeq = tail.lastSeq() + 1;
    this.prevCrc = tail.crcOfLast();
    this.committedSeq = tail.lastSeq();
  }

  /** Who this owner is in the journal. */
  public UUID writer() {
    return writer;
  }

  /** Turns that wait for their commit. */
  public int held() {
    return held.size();
  }

  /** Bytes of decisions that no batch holds yet. */
  public int openBytes() {
    return open.length();
  }

  /** The last batch that was closed, committed or not. */
  public long sealedSeq() {
    return nextSeq - 1;
  }

  /** {@link Batch#crc} of the last batch that was closed. */
  public int sealedCrc() {
    return prevCrc;
  }

  public long committedSeq() {
    return committedSeq;
  }

  public long epoch() {
    return epoch;
  }

  /** Whether everything that was decided is committed. */
  public boolean clean() {
    return open.length() == 0 && committedSeq == sealedSeq();
  }

  /** Notes that a message of another shard was handled, which must survive if its effect does. */
  public void handled(Envelope envelope) {
    if (envelope.fromShard() != Envelope.EDGE) {
      deps.merge(envelope.fromShard(), envelope.fromSeq(), Math::max);
    }
  }

  /**
   * Takes over what came of a turn.
   *
   * @return the effects, if they may leave at once
   */
  public Optional<Effects> add(Turn turn) {
    if (turn.isEmpty()) {
      return Optional.empty();
    }
    for (Decision decision : turn.decisions()) {
      Decisions.write(decision, open);
    }
    long seq = open.length() > 0 ? nextSeq : sealedSeq();
    Effects effects = new Effects(seq, turn);
    if (seq <= committedSeq) {
      return Optional.of(effects);
    }
    held.add(effects);
    return Optional.empty();
  }

  /** Closes the open batch if it is time to; the caller appends it to the journal. */
  public Optional<Batch> next() {
    long underWay = sealedSeq() - committedSeq;
    boolean due = underWay == 0 || open.length() >= batchBytesMax;
    return open.length() > 0 && due && underWay < UNDER_WAY_MAX
        ? Optional.of(seal())
        : Optional.empty();
  }

  /** Closes the open batch now, whatever its size. Call only when {@link #openBytes} is not 0. */
  public Batch seal() {
    Batch batch =
        new Batch(
            shard, epoch, nextSeq, prevCrc, writer, rulesVersion, packedDeps(), open.toBytes());
    open.clear();
    deps.clear();
    prevCrc = batch.crc();
    nextSeq++;
    return batch;
  }

  /** The batch is committed, and with it all before it. Returns what may leave now, in order. */
  public List<Effects> committed(long seq) {
    committedSeq = Math.max(committedSeq, seq);
    List<Effects> free = new ArrayList<>();
    while (!held.isEmpty() && held.peek().seq() <= committedSeq) {
      free.add(held.remove());
    }
    return free;
  }

  private long[] packedDeps() {
    return deps.entrySet().stream()
        .flatMapToLong(e -> java.util.stream.LongStream.of(e.getKey(), e.getValue()))
        .toArray();
  }
}
