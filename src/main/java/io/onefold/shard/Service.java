package io.onefold.shard;

import io.onefold.identity.Rules;
import io.onefold.identity.Terms;
import io.onefold.identity.TrackingTokens;
import io.onefold.identity.Turn;
import io.onefold.journal.Appended;
import io.onefold.journal.Batch;
import io.onefold.message.Answer;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import io.onefold.message.Parcel;
import io.onefold.telemetry.ShardGauges;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shard in service: takes parcels, commits what came of them, makes checkpoints.
 *
 * <p><b>Threading.</b> Confined to the shard's event loop.
 *
 * <p><b>Bounds.</b> Messages of the edge are turned away when {@link ShardSettings#mailboxMax}
 * turns wait for their commit, or {@link ShardSettings#mailboxBytesMax} bytes for their append.
 * Messages between shards never are: they empty the queue.
 */
final class Service implements Appends.Listener, Checkpoints.Source {

  private static final Logger LOG = LoggerFactory.getLogger(Service.class);
  private static final long TICK_MS = 50;

  /** What may gather behind appends that hang: a quarter of a batch, the rest is for merges. */
  private static final long OPEN_BYTES_MAX = Batch.BYTES_MAX / 4;

  private static final long RESCUE_RETRY_MS = 500;

  /**
   * A store that was emptied is noticed by every shard that writes: storing anew once is enough.
   */
  private static final long RENEW_PAUSE_MS = 5_000;

  /** What the service tells of its life. */
  interface Life {

    void become(ShardState state);

    /** The store was found to have lost what it had confirmed. */
    void storeLost();

    /** The journal went on without a batch of this owner: the shard has to be read again. */
    void takeOverAgain();
  }

  private final int number;
  private final Vertx vertx;
  private final Wiring wiring;
  private final Life life;
  private final CommitWaiters waiters = new CommitWaiters();
  private final Shard shard;
  private final Commits commits;
  private final Appends appends;
  private final Exit exit;
  private final Checkpoints checkpoints;
  private final TailLog tail;
  private final HistoryReader reader;
  private final DedupWindow dedup;
  private final ShardGauges gauges;
  private final long timer;
  private boolean closed;
  private boolean stalled;
  private boolean rescuing;
  private long renewDueMs;
  private long checkpointDueMs;
  private long bytesSinceCheckpoint;

  Service(int number, Vertx vertx, Wiring wiring, Restore.Restored restored, Life life) {
    this.number = number;
    this.vertx = vertx;
    this.wiring = wiring;
    this.life = life;
    ShardSettings settings = wiring.settings();
    shard =
        new Shard(
            restored.partition(),
            new Terms(
                settings.shardCount(), new RandomFresh(number, wiring.random()), Rules.STANDARD),
            new TrackingTokens(settings.trackingKey()));
    shard.restored();
    tail = restored.tailLog();
    commits = new Commits(number, restored.tail(), restored.writer(), settings.batchBytesMax());
    appends = new Appends(vertx, wiring.journal(), commits, wiring.meters().journal(), this);
    exit = new Exit(vertx, settings.node(), number, wiring.meters().shard());
    HistoryFold fold = new HistoryFold(number, wiring.journal(), wiring.history());
    checkpoints = new Checkpoints(number, vertx, wiring, fold, restored, this);
    reader = new HistoryReader(number, wiring.journal(), wiring.history(), tail);
    dedup =
        new DedupWindow(
            restored.partition(),
            settings.dedupWindowHours(),
            settings.dedupBytesMax(),
            wiring.clockMs().getAsLong());
    gauges = wiring.meters().shard().gauges(number);
    checkpointDueMs = firstCheckpointMs();
    timer = vertx.setPeriodic(TICK_MS, id -> tick());
  }

  /** The shards of a node make their checkpoints one after the other, not all at once. */
  private long firstCheckpointMs() {
    ShardSettings settings = wiring.settings();
    long spread = settings.checkpointIntervalMs() * (number + 1) / settings.shardCount();
    return settings.restoreIds().isEmpty() ? wiring.clockMs().getAsLong() + spread : 0;
  }

  void take(Parcel parcel) {
    long nowMs = wiring.clockMs().getAsLong();
    for (Envelope envelope : parcel.envelopes()) {
      if (closed) {
        Replies.refuse(envelope.message(), Answer.Reason.NOT_SERVING);
      } else {
        guarded(() -> take(envelope, nowMs));
      }
    }
    gauges.mailboxDepth(commits.held());
    appends.flush();
  }

  /** A defect must not let a half-made change be committed: memory is rebuilt from the journal. */
  private void guarded(Runnable turn) {
    try {
      turn.run();
    } catch (RuntimeException defect) {
      LOG.error("shard {} failed and serves no more", number, defect);
      close();
      life.become(new ShardState.Failed("internal error"));
    }
  }

  private void take(Envelope envelope, long nowMs) {
    Message message = envelope.message();
    boolean fromEdge = envelope.fromShard() == Envelope.EDGE;
    if (fromEdge && full()) {
      Replies.refuse(message, Answer.Reason.MAILBOX_FULL);
    } else if (fromEdge && stalled && (Replies.isWrite(message) || !commits.clean())) {
      Replies.refuse(message, Answer.Reason.JOURNAL_AWAY);
    } else if (message instanceof Message.ReadHistory history) {
      read(history);
    } else {
      commits.handled(envelope);
      handled(shard.handle(message, nowMs));
    }
  }

  private boolean full() {
    return commits.held() >= wiring.settings().mailboxMax()
        || commits.openBytes() >= Math.min(wiring.settings().mailboxBytesMax(), OPEN_BYTES_MAX);
  }

  private void read(Message.ReadHistory history) {
    reader
        .read(history.profile(), history.page())
        .onSuccess(history.replyTo()::answer)
        .onFailure(
            failure -> {
              LOG.warn("shard {} cannot read a history: {}", number, failure.toString());
              Replies.refuse(history, Answer.Reason.JOURNAL_AWAY);
            });
  }

  private void handled(Turn turn) {
    long before = commits.openBytes();
    commits.add(turn).ifPresent(this::leave);
    bytesSinceCheckpoint += Math.max(0, commits.openBytes() - before);
  }

  private void tick() {
    long nowMs = wiring.clockMs().getAsLong();
    if (!stalled) {
      guarded(() -> handled(shard.tick(nowMs)));
    }
    appends.flush();
    shard.rebuild();
    dedup.tick(nowMs);
    gauges.dedupWindow(dedup.windowHours() * 3_600_000L);
    boolean due =
        nowMs >= checkpointDueMs || bytesSinceCheckpoint >= wiring.settings().checkpointBytes();
    if (due && !stalled && checkpoints.idle()) {
      checkpoint(nowMs);
    }
  }

  private void checkpoint(long nowMs) {
    checkpointDueMs = nowMs + wiring.settings().checkpointIntervalMs();
    bytesSinceCheckpoint = 0;
    if (checkpoints.due()) {
      checkpoints
          .run()
          .onFailure(
              failure ->
                  LOG.warn("shard {} has no new checkpoint: {}", number, failure.toString()));
    }
  }

  /** Whether anything was committed; read from other threads, which may learn of it late. */
  boolean committedAnything() {
    return commits.committedSeq() > 0;
  }

  /** Commits what was taken and leaves a checkpoint. */
  Future<Void> finish() {
    vertx.cancelTimer(timer);
    appends.seal();
    return waiters
        .until(commits.sealedSeq(), commits.committedSeq())
        .compose(done -> checkpoints.due() ? checkpoints.run() : Future.succeededFuture());
  }

  void close() {
    closed = true;
    vertx.cancelTimer(timer);
    appends.close();
    waiters.fail("the shard is closed");
  }

  @Override
  public void leave(Commits.Effects effects) {
    exit.leave(effects);
    effects.turn().decisions().forEach(decision -> tail.note(decision, effects.seq()));
    waiters.committed(effects.seq());
    gauges.mailboxDepth(commits.held());
  }

  @Override
  public void stalled(boolean now) {
    stalled = now;
    life.become(now ? new ShardState.Stalled() : new ShardState.Serving());
    LOG.warn("shard {}: the journal {}", number, now ? "does not answer" : "answers again");
  }

  @Override
  public void fenced(Appended.Fenced by) {
    LOG.warn("shard {} was taken over, epoch {}", number, by.epoch());
    boolean ownGap = by.writer().equals(commits.writer());
    close();
    if (ownGap) {
      life.takeOverAgain();
    } else {
      life.become(new ShardState.Closed("another owner, epoch " + by.epoch()));
    }
  }

  @Override
  public void behind(Appended.Behind behind) {
    if (!rescuing) {
      LOG.error(
          "shard {}: the store has lost batch {}; storing all anew", number, behind.lostSeq());
      rescuing = true;
      rescue();
      life.storeLost();
    }
  }

  /**
   * Another shard found the store emptied: this one may not have written since, and stores anew.
   */
  void renew() {
    long nowMs = wiring.clockMs().getAsLong();
    if (!rescuing && nowMs >= renewDueMs && commits.committedSeq() > 0) {
      renewDueMs = nowMs + RENEW_PAUSE_MS;
      checkpoints
          .renew()
          .onFailure(
              failure -> LOG.warn("shard {} is not stored anew: {}", number, failure.toString()));
    }
  }

  private void rescue() {
    checkpoints
        .rescue()
        .onSuccess(
            seq -> {
              rescuing = false;
              appends.settled(seq);
            })
        .onFailure(
            failure -> {
              LOG.error("shard {} cannot be stored anew: {}", number, failure.toString());
              vertx.setTimer(RESCUE_RETRY_MS, again -> rescue());
            });
  }

  @Override
  public void sealUnsent() {
    if (commits.openBytes() > 0) {
      commits.seal();
    }
  }

  @Override
  public void seal() {
    appends.seal();
  }

  @Override
  public long sealedSeq() {
    return commits.sealedSeq();
  }

  @Override
  public int sealedCrc() {
    return commits.sealedCrc();
  }

  @Override
  public Future<Void> committed(long seq) {
    return waiters.until(seq, commits.committedSeq());
  }

  @Override
  public void stored(long seq) {
    tail.trim(seq);
    gauges.checkpointedAt(wiring.clockMs().getAsLong());
  }
}
