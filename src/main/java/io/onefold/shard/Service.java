package io.onefold.shard;

import io.onefold.identity.Decision;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Terms;
import io.onefold.identity.TrackingTokens;
import io.onefold.identity.Turn;
import io.onefold.journal.Appended;
import io.onefold.journal.Batch;
import io.onefold.journal.Suppressed;
import io.onefold.message.Answer;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import io.onefold.message.Parcel;
import io.onefold.telemetry.ShardGauges;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shard in service: takes parcels, commits what came of them, makes checkpoints.
 *
 * <p><b>Threading.</b> Confined to the shard's event loop.
 *
 * <p><b>Bounds.</b> Messages of the edge are turned away when {@link ShardSettings#mailboxMax}
 * turns wait for their commit, or {@link ShardSettings#mailboxBytesMax} bytes for their append.
 * Messages between shards have as much room again, since they bring to an end what was begun;
 * beyond that they are dropped, and are sent again.
 */
final class Service implements Appends.Listener, Checkpoints.Source {

  private static final Logger LOG = LoggerFactory.getLogger(Service.class);
  private static final long TICK_MS = 50;

  /**
   * What may gather behind appends that hang, unless the settings say less: 1 MiB × 64 shards = 64
   * MiB of a node's heap, and four full batches, which is what a shard appends at once.
   */
  static final long UNSENT_BYTES_MAX = 1024 * 1024;

  /**
   * How often a shard looks whether the store still has what it confirmed. One that is only read
   * would not notice otherwise, and be lost with the process.
   */
  private static final long LOOK_MS = 5_000;

  /** What the service tells of its life. */
  interface Life {

    void become(ShardState state);

    /** The store was found to have lost what it had confirmed. */
    void storeLost();

    /** The journal went on without a batch of this owner: the shard has to be read again. */
    void takeOverAgain();

    /** A defect stopped the shard, which serves no more. */
    void failed();
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
  private final Purges purges;
  private final Erasures erasures;
  private final Rescue rescue;
  private final TailLog tail;
  private final HistoryReader reader;
  private final DedupWindow dedup;
  private final ShardGauges gauges;
  private final long timer;
  private boolean closed;
  private boolean stalled;
  private long lookDueMs;
  private long checkpointDueMs;
  private long bytesSinceCheckpoint;

  Service(
      int number,
      Vertx vertx,
      Wiring wiring,
      RuleBook rules,
      Restore.Restored restored,
      Life life) {
    this.number = number;
    this.vertx = vertx;
    this.wiring = wiring;
    this.life = life;
    ShardSettings settings = wiring.settings();
    TrackingTokens tokens = new TrackingTokens(settings.trackingKey());
    shard =
        new Shard(
            restored.partition(),
            new Terms(settings.shardCount(), new RandomFresh(number, wiring.random()), rules),
            tokens);
    shard.choose(settings.survivorship());
    shard.restored();
    tail = restored.tailLog();
    commits = new Commits(number, restored.tail(), restored.writer(), settings.batchBytesMax());
    appends = new Appends(vertx, wiring.journal(), commits, wiring.meters().journal(), this);
    exit = new Exit(vertx, wiring.ways().get(), number, wiring.meters().shard(), tokens);
    wiring.history().own(number, restored.tail().epoch());
    HistoryFold fold = new HistoryFold(number, wiring.journal(), wiring.history());
    SuppressionList list =
        new SuppressionList(number, wiring.suppressions(), restored.suppressed());
    checkpoints = new Checkpoints(number, vertx, wiring, fold, list, restored, this);
    purges = new Purges(number, checkpoints, wiring.files());
    erasures = new Erasures(number, vertx, wiring, list, fold, purges, this::goOut);
    rescue = new Rescue(number, vertx, wiring.journal(), checkpoints, new Rescued());
    reader = new HistoryReader(number, wiring.journal(), wiring.history(), tail);
    dedup =
        new DedupWindow(
            restored.partition(),
            settings.dedupWindowHours(),
            settings.dedupBytesMax(),
            wiring.clockMs().getAsLong());
    gauges = wiring.meters().shard().gauges(number);
    checkpointDueMs = firstCheckpointMs();
    lookDueMs = wiring.clockMs().getAsLong() + LOOK_MS;
    timer = vertx.setPeriodic(TICK_MS, id -> tick());
    forgetAgain(restored);
  }

  /** An older checkpoint may bring back who was erased since; a newer one may lack the store's. */
  private void forgetAgain(Restore.Restored restored) {
    long nowMs = wiring.clockMs().getAsLong();
    Suppressed stored = restored.suppressed();
    if (!wiring.settings().restoreIds().isEmpty()) {
      handled(shard.eraseAgain(stored.identifiers(), stored.profiles(), nowMs));
    }
    erasures.restored(restored.partition(), stored, tail, nowMs);
  }

  /** The shards of a node make their checkpoints one after the other, not all at once. */
  private long firstCheckpointMs() {
    ShardSettings settings = wiring.settings();
    long spread = settings.checkpointIntervalMs() * (number + 1) / settings.shardCount();
    return settings.restoreIds().isEmpty() ? wiring.clockMs().getAsLong() + spread : 0;
  }

  /** Decides by these rules from the next message on. */
  void govern(RuleBook rules) {
    shard.govern(rules);
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
    guarded(appends::flush);
  }

  /** A defect must not let a half-made change be committed: memory is rebuilt from the journal. */
  private void guarded(Runnable turn) {
    if (closed) {
      return;
    }
    try {
      turn.run();
    } catch (RuntimeException defect) {
      LOG.error("shard {} failed and serves no more", number, defect);
      close();
      life.failed();
    }
  }

  private void take(Envelope envelope, long nowMs) {
    Message message = envelope.message();
    boolean fromEdge = envelope.fromShard() == Envelope.EDGE;
    if (fromEdge && !wiring.mayServe().getAsBoolean()) {
      Replies.refuse(message, Answer.Reason.NOT_SERVING);
    } else if (isFull(fromEdge ? 1 : 2)) {
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

  private boolean isFull(int shares) {
    ShardSettings settings = wiring.settings();
    return commits.held() >= shares * settings.mailboxMax()
        || commits.unsentBytes() >= shares * Math.min(settings.mailboxBytesMax(), UNSENT_BYTES_MAX);
  }

  private void read(Message.ReadHistory history) {
    reader
        .read(history.profile(), history.filter(), history.page())
        .onSuccess(history.replyTo()::answer)
        .onFailure(
            failure -> {
              LOG.warn("shard {} cannot read a history: {}", number, failure.toString());
              Replies.refuse(history, Answer.Reason.JOURNAL_AWAY);
            });
  }

  private void handled(Turn turn) {
    long before = commits.unsentBytes();
    commits.add(turn).ifPresent(this::leave);
    bytesSinceCheckpoint += commits.unsentBytes() - before;
  }

  private void tick() {
    long nowMs = wiring.clockMs().getAsLong();
    if (!stalled) {
      guarded(() -> handled(shard.tick(nowMs)));
    }
    guarded(appends::flush);
    if (wiring.started().getAsBoolean()) {
      guarded(shard::rebuild);
    }
    if (closed) {
      return;
    }
    dedup.tick(nowMs);
    gauges.dedupWindow(dedup.windowHours() * 3_600_000L);
    boolean due =
        nowMs >= checkpointDueMs || bytesSinceCheckpoint >= wiring.settings().checkpointBytes();
    if (due && !stalled && checkpoints.idle()) {
      checkpoint(nowMs);
    }
    if (!stalled) {
      purges.tick(nowMs);
    }
    if (nowMs >= lookDueMs) {
      lookDueMs = nowMs + LOOK_MS;
      shard.partition().forgetClaims(nowMs);
      look();
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
    } else {
      wiring
          .history()
          .write(number, List.of())
          .onFailure(away -> LOG.debug("shard {} drops no history: {}", number, away.toString()));
    }
  }

  /** Whether anything was committed; read from other threads, which may learn of it late. */
  boolean committedAnything() {
    return commits.committedSeq() > 0;
  }

  /** Commits what was taken, sees that the store still has the rest, and leaves a checkpoint. */
  Future<Void> finish() {
    vertx.cancelTimer(timer);
    appends.seal();
    return waiters
        .until(commits.sealedSeq(), commits.committedSeq())
        .compose(done -> rescue.look())
        .compose(done -> lastCheckpoint());
  }

  private Future<Void> lastCheckpoint() {
    if (purges.isOpen()) {
      return checkpoints.purge().onSuccess(done -> wiring.files().rewrite());
    }
    return checkpoints.due() ? checkpoints.run() : Future.succeededFuture();
  }

  /** Sees whether the store still has what it confirmed, and stores it anew when it has not. */
  void look() {
    rescue.look().onFailure(away -> LOG.debug("shard {} cannot look: {}", number, away.toString()));
  }

  void close() {
    closed = true;
    vertx.cancelTimer(timer);
    appends.close();
    commits.abandon().forEach(effects -> Replies.takeBack(effects.turn()));
    rescue.close();
    checkpoints.close();
    erasures.close();
    waiters.fail("the shard is closed");
    gauges.left();
  }

  @Override
  public void leave(Commits.Effects effects) {
    erasures.leave(effects);
  }

  private void goOut(Commits.Effects effects) {
    exit.leave(effects);
    for (long seq = effects.fromSeq(); seq <= effects.seq(); seq++) {
      for (Decision decision : effects.turn().decisions()) {
        tail.note(decision, seq);
      }
    }
    waiters.committed(effects.seq());
    gauges.mailboxDepth(commits.held());
  }

  /** Before any answer leaves: who hears that somebody is erased may rely on it. */
  @Override
  public void stalled(boolean now) {
    stalled = now;
    shard.draw(!now);
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
    rescue.begin("batch " + behind.lostSeq() + " is gone");
  }

  /** What a rescue means for the shard. */
  private final class Rescued implements Rescue.Listener {

    @Override
    public void lost() {
      life.storeLost();
    }

    @Override
    public void storedAnew(long seq) {
      appends.settled(seq);
    }
  }

  @Override
  public void sealUnsent() {
    commits.seal();
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
  public List<Batch> uncommitted() {
    return commits.uncommitted();
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
