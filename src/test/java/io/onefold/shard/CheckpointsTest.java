package io.onefold.shard;

import static io.onefold.shard.ShardRig.await;
import static io.onefold.shard.ShardRig.future;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.event.Events;
import io.onefold.event.IdentifierType;
import io.onefold.identity.Capture;
import io.onefold.identity.Partition;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Terms;
import io.onefold.identity.TrackingTokens;
import io.onefold.journal.Batch;
import io.onefold.journal.Checkpoint;
import io.onefold.journal.Loaded;
import io.onefold.journal.MemoryFaults;
import io.onefold.journal.MemoryJournal;
import io.onefold.journal.MemoryStore;
import io.onefold.journal.Section;
import io.onefold.journal.Tail;
import io.onefold.message.After;
import io.onefold.message.Message;
import io.onefold.profile.SurvivorshipBook;
import io.onefold.shard.HeldJournal.Call;
import io.onefold.telemetry.Meters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How an ordinary checkpoint and one made to the rescue get along. */
class CheckpointsTest implements Checkpoints.Source {

  private static final int PROFILES = 1_000; // eight pages, one for each turn of the loop

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final Meters meters = new Meters(1, () -> 0);
  private final HeldJournal journal =
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
  private final Checkpoints checkpoints = checkpoints();

  @AfterEach
  void close() {
    await(future(vertx.close()));
    meters.close();
  }

  @Test
  void rescueInTheMiddleOfACopy_givesTheCopyUp_andIsWholeItself() {
    track(0);
    commitAll();
    CompletableFuture<Void> ordinary = new CompletableFuture<>();
    CompletableFuture<Long> rescued =
        onLoop(
            () -> {
              future(checkpoints.run()).whenComplete((done, why) -> tell(ordinary, why));
              Future<Long> rescue = checkpoints.rescue();
              track(PROFILES);
              return rescue;
            });
    assertThat(await(rescued)).isEqualTo(1);
    assertThatThrownBy(() -> await(ordinary)).hasMessageContaining("given up");
    assertThat(stored().seq()).isEqualTo(1);
    assertThat(restored().pages()).isEqualTo(PROFILES / 128 + 1);
  }

  @Test
  void runBehindARunThatIsGivenUp_isGivenUpToo() {
    track(0);
    commitAll();
    journal.hold(Call.PUT);
    CompletableFuture<Void> second = new CompletableFuture<>();
    CompletableFuture<Long> rescued =
        onLoop(
            () -> {
              checkpoints.run();
              future(checkpoints.run()).whenComplete((done, why) -> tell(second, why));
              return checkpoints.rescue();
            });
    journal.await(Call.PUT).letGo();
    await(rescued);
    assertThatThrownBy(() -> await(second)).hasMessageContaining("given up");
    assertThat(journal.waiting(Call.PUT)).isZero();
  }

  private static void tell(CompletableFuture<Void> told, Throwable why) {
    if (why == null) {
      told.complete(null);
    } else {
      told.completeExceptionally(why);
    }
  }

  private void track(int from) {
    for (int i = from; i < from + PROFILES; i++) {
      var device = Events.identifier(IdentifierType.ANONYMOUS_ID, "d" + i);
      var event = Events.track("Seen", "m" + i, 1_000, device);
      commits.add(shard.handle(new Message.Apply(event, After.ACKNOWLEDGE, answer -> {}), 1_000));
    }
  }

  private void commitAll() {
    commits.seal();
    for (Optional<Batch> next = commits.next(); next.isPresent(); next = commits.next()) {
      await(future(journal.append(next.get())));
      commits.committed(next.get().seq());
    }
  }

  private Checkpoint stored() {
    Loaded loaded = await(future(journal.checkpoint(0, Optional.empty())));
    return ((Loaded.Found) loaded).checkpoint();
  }

  private Partition restored() {
    Partition copy = new Partition(0);
    for (Section section : stored().sections()) {
      byte[] bytes = ((Section.Content.Fresh) section.content()).bytes();
      Capture.restore(copy, section.name(), section.version(), bytes);
    }
    return copy;
  }

  private <T> CompletableFuture<T> onLoop(Supplier<Future<T>> work) {
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
    MemoryHistories histories = new MemoryHistories();
    Wiring wiring =
        new Wiring(settings, journal, histories, meters, () -> 0, new Random(1), () -> true);
    Restore.Restored restored =
        new Restore.Restored(partition, tail, writer, Capture.Baseline.NONE, 0, new TailLog());
    return new Checkpoints(
        0, vertx, wiring, new HistoryFold(0, journal, histories), restored, this);
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
