package io.onefold.shard;

import static io.onefold.shard.ShardRig.await;
import static io.onefold.shard.ShardRig.future;

import io.onefold.event.Events;
import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.Capture;
import io.onefold.identity.Partition;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Terms;
import io.onefold.identity.TrackingTokens;
import io.onefold.identity.Turn;
import io.onefold.journal.Batch;
import io.onefold.journal.Checkpoint;
import io.onefold.journal.Loaded;
import io.onefold.journal.MemoryFaults;
import io.onefold.journal.MemoryHistories;
import io.onefold.journal.MemoryJournal;
import io.onefold.journal.MemoryStore;
import io.onefold.journal.MemorySuppressions;
import io.onefold.journal.Section;
import io.onefold.journal.Suppressed;
import io.onefold.journal.Tail;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import io.onefold.profile.SurvivorshipBook;
import io.onefold.route.LocalDelivery;
import io.onefold.telemetry.Meters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The checkpoints of one shard over a journal in memory, with what they copy.
 *
 * <p><b>Threading.</b> Used from the test's thread, and on the loop where {@link #onLoop} says so.
 */
final class CheckpointScene implements Checkpoints.Source, AutoCloseable {

  static final int PROFILES = 1_000; // eight pages, one for each turn of the loop

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final Meters meters = new Meters(1, () -> 0);
  final HeldJournal journal =
      new HeldJournal(new MemoryJournal(new MemoryStore(), MemoryFaults.none(), 3));
  private final Partition partition = new Partition(0);
  private final Shard shard =
      new Shard(
          partition,
          new Terms(1, new RandomFresh(0, new Random(1)), RuleBook.STANDARD),
          new TrackingTokens(new byte[16]));
  private final UUID writer = new UUID(1, 1);
  private final Tail tail = await(future(journal.takeOver(0, writer)));
  private final Commits commits = new Commits(0, tail, writer, 1 << 18);
  private final Map<Integer, ProfileId> profiles = new HashMap<>();
  final MemoryHistories histories = new MemoryHistories();
  final MemorySuppressions suppressions = new MemorySuppressions();
  final SuppressionList list = new SuppressionList(0, suppressions, Suppressed.NONE);
  final HistoryFold fold = new HistoryFold(0, journal, histories);
  final AtomicInteger rewrites = new AtomicInteger();
  final Checkpoints checkpoints = checkpoints();

  @Override
  public void close() {
    await(future(vertx.close()));
    meters.close();
  }

  /** Events of as many profiles, each its first. */
  void track(int from) {
    for (int i = from; i < from + PROFILES; i++) {
      track(i, "m" + i);
    }
  }

  /** One more event of a profile. */
  void trackAgain(int device) {
    track(device, "again" + device);
  }

  /** Whose the events of a device are. */
  ProfileId profile(int device) {
    return profiles.get(device);
  }

  private void track(int number, String messageId) {
    var device = Events.identifier(IdentifierType.ANONYMOUS_ID, "d" + number);
    var event = Events.track("Seen", messageId, 1_000, device);
    Turn turn = shard.handle(new Message.Apply(event, After.ACKNOWLEDGE, answer -> {}), 1_000);
    commits.add(turn);
    if (turn.replies().getFirst().answer()
        instanceof Answer.Accepted(ProfileId id, Hash128 tracking, boolean twice)) {
      profiles.put(number, id);
    }
  }

  void commitAll() {
    commits.seal();
    for (Optional<Batch> next = commits.next(); next.isPresent(); next = commits.next()) {
      await(future(journal.append(next.get())));
      commits.committed(next.get().seq());
    }
  }

  Checkpoint stored() {
    Loaded loaded = await(future(journal.checkpoint(0, Optional.empty())));
    return ((Loaded.Found) loaded).checkpoint();
  }

  Partition restored() {
    Partition copy = new Partition(0);
    for (Section section : stored().sections()) {
      byte[] bytes = ((Section.Content.Fresh) section.content()).bytes();
      Capture.restore(copy, section.name(), section.version(), bytes);
    }
    return copy;
  }

  <T> CompletableFuture<T> onLoop(Supplier<Future<T>> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    context.runOnContext(
        now -> work.get().onComplete(result::complete, result::completeExceptionally));
    return result;
  }

  private Checkpoints checkpoints() {
    ShardSettings settings =
        new ShardSettings(
            "n",
            1,
            1 << 18,
            9,
            9,
            9,
            9,
            9,
            9,
            new byte[16],
            SurvivorshipBook.STANDARD,
            Map.of(),
            List.of(),
            RuleBook.STANDARD,
            Set.of());
    Wiring wiring =
        new Wiring(
            settings,
            journal,
            histories,
            suppressions,
            rewrites::incrementAndGet,
            meters,
            () -> 0,
            new Random(1),
            () -> true,
            ErasureListener.NOBODY,
            () -> new LocalDelivery(vertx, settings.node(), settings.shardCount()),
            () -> true);
    Restore.Restored restored =
        new Restore.Restored(
            partition, tail, writer, Capture.Baseline.NONE, 0, new TailLog(), Suppressed.NONE);
    return new Checkpoints(0, vertx, wiring, fold, list, restored, this);
  }

  @Override
  public void seal() {
    commits.seal();
  }

  @Override
  public void sealUnsent() {
    commits.seal();
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
    return Future.succeededFuture();
  }

  @Override
  public List<Batch> uncommitted() {
    return commits.uncommitted();
  }

  @Override
  public void stored(long seq) {}
}
