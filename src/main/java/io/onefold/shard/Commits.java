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
 *   turn ──▶ open batch ──full, or sealed──▶ waiting ──next──▶ under way (≤ {@link #UNDER_WAY_MAX})
 *                                                                 └──committed──▶ effects leave
 * </pre>
 *
 * <p>A full batch is closed behind a turn, or inside of one before an event or a merge: those of a
 * turn are messages of their own, and a journal that ends between two of them is as if the second
 * had not arrived.
 *
 * <p>A turn that decided nothing, such as a read, leaves with the last batch before it: it may show
 * only what is committed.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 *
 * <p><b>Bounds.</b> {@link #held} turns wait, with {@link #unsentBytes} of decisions; whoever feeds
 * it stops when they become too many. A batch holds its size and what one message decides more.
 *
 * <p><b>Source.</b> Group commit: DeWitt et al., "Implementation Techniques for Main Memory
 * Database Systems", SIGMOD 1984.
 */
public final class Commits {

  /** Appends under way at one time. */
  static final int UNDER_WAY_MAX = 4;

  /**
   * Effects that may leave.
   *
   * @param fromSeq the first batch that may hold a decision of the turn
   * @param seq the batch that covers them: the last one that does
   */
  public record Effects(long fromSeq, long seq, Turn turn) {}

  private final int shard;
  private final int batchBytesMax;
  private final UUID writer;
  private final int rulesVersion;
  private final PackedWriter open = new PackedWriter(4096);
  private final Map<Integer, Long> deps = new TreeMap<>();
  private final Deque<Effects> held = new ArrayDeque<>();
  private final Deque<Batch> waiting = new ArrayDeque<>();
  private final Deque<Batch> underWay = new ArrayDeque<>();
  private final long epoch;
  private long nextSeq;
  private int prevCrc;
  private long waitingBytes;
  private volatile long committedSeq;

  /**
   * @param tail where the journal ended when this owner took it over
   * @param batchBytesMax size at which a batch is closed although others are under way; what one
   *     message decides must fit beside it into {@link Batch#BYTES_MAX}
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

  /** Bytes of decisions that {@link #next} has not handed out yet. */
  public long unsentBytes() {
    return waitingBytes + open.length();
  }

  /** All batches that were closed and are not committed, in order. */
  List<Batch> uncommitted() {
    List<Batch> all = new ArrayList<>(underWay);
    all.addAll(waiting);
    return all;
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
    long fromSeq = nextSeq;
    write(turn.decisions());
    Effects effects = new Effects(fromSeq, open.length() > 0 ? nextSeq : sealedSeq(), turn);
    sealWhenFull();
    if (effects.seq() <= committedSeq) {
      return Optional.of(effects);
    }
    held.add(effects);
    return Optional.empty();
  }

  private void write(List<Decision> decisions) {
    boolean begun = false;
    for (Decision decision : decisions) {
      boolean born = decision instanceof Decision.Born;
      boolean absorbed = decision instanceof Decision.Absorbed;
      if (born || absorbed || (decision instanceof Decision.Applied && !begun)) {
        sealWhenFull();
      }
      begun = born;
      Decisions.write(decision, open);
    }
  }

  private void sealWhenFull() {
    if (open.length() >= batchBytesMax) {
      seal();
    }
  }

  /** The batch to be appended next, if it is time to; none is handed out twice. */
  public Optional<Batch> next() {
    if (underWay.isEmpty() && waiting.isEmpty()) {
      seal();
    }
    if (waiting.isEmpty() || underWay.size() >= UNDER_WAY_MAX) {
      return Optional.empty();
    }
    Batch next = waiting.remove();
    waitingBytes -= next.ops().length;
    underWay.add(next);
    return Optional.of(next);
  }

  /** Closes the open batch now, whatever its size, unless there is nothing in it. */
  public void seal() {
    if (open.length() == 0) {
      return;
    }
    Batch batch =
        new Batch(
            shard, epoch, nextSeq, prevCrc, writer, rulesVersion, packedDeps(), open.toBytes());
    open.clear();
    deps.clear();
    prevCrc = batch.crc();
    nextSeq++;
    waiting.add(batch);
    waitingBytes += batch.ops().length;
  }

  /** The batch is committed, and with it all before it. Returns what may leave now, in order. */
  public List<Effects> committed(long seq) {
    committedSeq = Math.max(committedSeq, seq);
    underWay.removeIf(batch -> batch.seq() <= committedSeq);
    while (!waiting.isEmpty() && waiting.peek().seq() <= committedSeq) {
      waitingBytes -= waiting.remove().ops().length;
    }
    List<Effects> free = new ArrayList<>();
    while (!held.isEmpty() && held.peek().seq() <= committedSeq) {
      free.add(held.remove());
    }
    return free;
  }

  /** What will not be committed by this owner, or not that it would hear of it; in order. */
  public List<Effects> abandon() {
    List<Effects> all = List.copyOf(held);
    held.clear();
    return all;
  }

  private long[] packedDeps() {
    return deps.entrySet().stream()
        .flatMapToLong(e -> java.util.stream.LongStream.of(e.getKey(), e.getValue()))
        .toArray();
  }
}
