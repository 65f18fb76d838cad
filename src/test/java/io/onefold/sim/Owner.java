package io.onefold.sim;

import io.onefold.event.PackedReader;
import io.onefold.identity.Capture;
import io.onefold.identity.Decisions;
import io.onefold.identity.Partition;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Terms;
import io.onefold.identity.TrackingTokens;
import io.onefold.identity.Turn;
import io.onefold.journal.Batch;
import io.onefold.journal.Tail;
import io.onefold.message.Envelope;
import io.onefold.shard.Commits;
import io.onefold.shard.RandomFresh;
import io.onefold.shard.Shard;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** One owner of one shard: the production shard and group commit over a virtual log. */
final class Owner {

  private static final int BATCH_BYTES_MAX = 2_000; // small, so that several are under way at once

  /** A stored checkpoint: its parts, complete, and the place in the log they stand for. */
  record Stored(List<Capture.Part> parts, long seq) {}

  /** Where effects go that may leave. */
  interface Exit {
    void leave(int shard, Commits.Effects effects);

    /** A turn has been decided, and nothing of it is committed yet. */
    void decided(int shard, Turn turn, Partition partition);
  }

  private final int number;
  private final Exit exit;
  final Shard shard;
  final Commits commits;
  private final VirtualLog log;
  private final Deque<Batch> underWay = new ArrayDeque<>();
  private Capture capture;
  private long captureSeq;
  private Capture.Baseline baseline;

  Owner(int number, World world, Optional<Stored> stored) {
    this.number = number;
    this.exit = world;
    this.log = world.log(number);
    Tail tail = log.takeOver();
    Partition partition = new Partition(number);
    stored.ifPresent(
        s ->
            s.parts()
                .forEach(
                    p ->
                        Capture.restore(
                            partition, p.name(), p.version(), p.bytes().orElseThrow())));
    baseline = stored.isPresent() ? Capture.baseline(partition) : Capture.Baseline.NONE;
    Random random = world.random();
    shard =
        new Shard(
            partition,
            new Terms(
                world.shardCount(),
                new RandomFresh(number, new Random(random.nextLong())),
                RuleBook.of(world.rules())),
            new TrackingTokens(new byte[16]));
    for (Batch batch : log.read(stored.map(Stored::seq).orElse(0L))) {
      PackedReader in = new PackedReader(batch.ops());
      while (in.hasMore()) {
        shard.replay(Decisions.read(in));
      }
    }
    shard.restored();
    commits = new Commits(number, tail, new UUID(number, random.nextLong()), BATCH_BYTES_MAX);
  }

  void deliver(Envelope envelope, long nowMs) {
    commits.handled(envelope);
    take(shard.handle(envelope.message(), nowMs));
  }

  void tick(long nowMs) {
    take(shard.tick(nowMs));
  }

  private void take(Turn turn) {
    exit.decided(number, turn, shard.partition());
    commits.add(turn).ifPresent(effects -> exit.leave(number, effects));
  }

  /** Closes a batch, if it is time to. */
  void flush() {
    commits.next().ifPresent(underWay::add);
  }

  boolean clean() {
    return commits.clean() && underWay.isEmpty();
  }

  /** The log takes the oldest batch under way; the owner hears of it, unless it is dead by then. */
  boolean append(boolean hears) {
    if (underWay.isEmpty()) {
      return true;
    }
    Batch batch = underWay.remove();
    if (log.append(batch) == VirtualLog.Answer.FENCED) {
      return false;
    }
    if (hears) {
      commits.committed(batch.seq()).forEach(effects -> exit.leave(number, effects));
    }
    return true;
  }

  /** Begins a checkpoint, or goes on with it; gives it once it is complete and committed. */
  Optional<Stored> checkpoint(Optional<Stored> before) {
    if (capture == null) {
      commits.seal();
      captureSeq = commits.sealedSeq();
      capture = new Capture(shard.partition(), baseline);
      return Optional.empty();
    }
    if (capture.step() || commits.committedSeq() < captureSeq) {
      return Optional.empty();
    }
    List<Capture.Part> parts = capture.parts().stream().map(p -> filled(p, before)).toList();
    baseline = capture.asBaseline();
    capture = null;
    log.trim(captureSeq);
    return Optional.of(new Stored(parts, captureSeq));
  }

  private static Capture.Part filled(Capture.Part part, Optional<Stored> before) {
    return part.bytes().isPresent()
        ? part
        : before.orElseThrow().parts().stream()
            .filter(p -> p.name().equals(part.name()) && p.version() == part.version())
            .findFirst()
            .orElseThrow(() -> new Violation("a part called unchanged is not stored"));
  }
}
