package io.onefold.shard;

import io.onefold.event.Event;
import io.onefold.event.Events;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.RuleBook;
import io.onefold.journal.MemoryFaults;
import io.onefold.journal.MemoryHistories;
import io.onefold.journal.MemoryJournal;
import io.onefold.journal.MemoryStore;
import io.onefold.journal.MemorySuppressions;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Cause;
import io.onefold.message.Envelope;
import io.onefold.message.HistoryPage;
import io.onefold.message.Message;
import io.onefold.message.Parcel;
import io.onefold.message.ReplyTo;
import io.onefold.message.RouteFilter;
import io.onefold.profile.SurvivorshipBook;
import io.onefold.route.LocalDelivery;
import io.onefold.route.ParcelCodec;
import io.onefold.telemetry.Meters;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One shard's verticle, of two shards, over a journal in memory and a clock that the test sets. */
final class ShardRig implements AutoCloseable {

  static final int SHARD = 0;
  static final int MAILBOX_MAX = 1_000;
  static final long NEVER_MS = Long.MAX_VALUE / 4;
  static final String NODE = "rig";

  final MemoryStore store;
  final HeldJournal journal;
  final ToldErasures erasures = new ToldErasures();
  final MemoryHistories histories = new MemoryHistories();
  final MemorySuppressions suppressions;
  final AtomicInteger rewrites = new AtomicInteger();
  final AtomicLong clockMs = new AtomicLong(1_000_000);
  final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final AtomicLong clockReads = new AtomicLong();
  private final Meters meters = new Meters(2, clockMs::get);
  private final boolean heldData;
  private ShardVerticle verticle;
  private String deployment;
  private int sent;

  ShardRig(MemoryStore store) {
    this(store, false);
  }

  ShardRig(MemoryStore store, boolean heldData) {
    this(store, new MemorySuppressions(), heldData);
  }

  ShardRig(MemoryStore store, MemorySuppressions suppressions, boolean heldData) {
    this.store = store;
    this.suppressions = suppressions;
    this.heldData = heldData;
    journal = new HeldJournal(new MemoryJournal(store, MemoryFaults.none(), 3));
    ParcelCodec.registerOn(vertx.eventBus());
  }

  /** Starts the shard and waits until it serves. */
  ShardRig start() {
    deployment = await(launch());
    return this;
  }

  CompletableFuture<String> launch() {
    ShardSettings settings =
        new ShardSettings(
            NODE,
            2,
            4_096,
            MAILBOX_MAX,
            1 << 24,
            60_000,
            NEVER_MS,
            24,
            1 << 20,
            new byte[16],
            SurvivorshipBook.STANDARD,
            Map.of(),
            List.of(),
            RuleBook.STANDARD,
            heldData ? Set.of(SHARD) : Set.of());
    verticle =
        new ShardVerticle(
            SHARD,
            new Wiring(
                settings,
                journal,
                histories,
                suppressions,
                rewrites::incrementAndGet,
                meters,
                this::nowMs,
                new Random(1),
                () -> true,
                erasures,
                () -> new LocalDelivery(vertx, settings.node(), settings.shardCount()),
                () -> true));
    return future(vertx.deployVerticle(verticle));
  }

  /** Stops the shard as a node does, and waits for the end. */
  void stop() {
    await(future(vertx.undeploy(deployment)));
  }

  /** Waits until these rules hold. */
  void govern(RuleBook rules) {
    await(future(verticle.govern(rules)));
  }

  ShardState state() {
    return verticle.state();
  }

  /** The clock goes on to where the next checkpoint and the next look at the store are due. */
  void letMinutesPass() {
    clockMs.addAndGet(120_000);
  }

  /** Waits until the shard has had so many ticks more. */
  void awaitTicks(int count) {
    long until = clockReads.get() + count;
    until(() -> clockReads.get() >= until);
  }

  /** An event of a device of its own, whose hash belongs to this shard. */
  CompletableFuture<Answer> track(String device, int bytes, Identifier... more) {
    List<Identifier> identifiers = new ArrayList<>();
    identifiers.add(new Identifier(IdentifierType.ANONYMOUS_ID, device, hash(device)));
    identifiers.addAll(List.of(more));
    Event plain = Events.track("Seen", "m" + sent++, clockMs.get(), identifiers.getFirst());
    Event event =
        new Event(
            plain.origin(),
            plain.type(),
            plain.name(),
            plain.id(),
            plain.time(),
            identifiers,
            plain.facts(),
            new byte[bytes]);
    return ask(to -> new Message.Apply(event, After.ACKNOWLEDGE, to));
  }

  ProfileId accepted(CompletableFuture<Answer> answer) {
    return ((Answer.Accepted) await(answer)).profile();
  }

  /** All events that the shard has counted. */
  long events() {
    return ((Answer.Counts) await(ask(to -> new Message.Count(1, to)))).events();
  }

  /** How many identifiers were refused. */
  long refusals() {
    return ((Answer.Counts) await(ask(to -> new Message.Count(1, to)))).refusals();
  }

  /** How many events the timeline of a profile has. */
  int timeline(ProfileId profile) {
    HistoryPage page = new HistoryPage(1, HistoryPage.Position.END, 500, Optional.empty());
    Answer answer = await(ask(to -> new Message.ReadHistory(profile, RouteFilter.ALL, page, to)));
    return ((Answer.Events) answer).events().size();
  }

  CompletableFuture<Answer> ask(Function<ReplyTo, Message> message) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    send(Envelope.fromEdge(SHARD, message.apply(answer::complete)));
    return answer;
  }

  void send(Envelope envelope) {
    vertx
        .eventBus()
        .send(
            Parcel.address(NODE, envelope.toShard()),
            new Parcel(List.of(envelope)),
            new DeliveryOptions().setLocalOnly(true).setCodecName(Parcel.CODEC));
  }

  /** The store loses everything, while nothing else happens. */
  void wipe() {
    onLoop(store::wipe);
  }

  void onLoop(Runnable work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    vertx.runOnContext(
        now -> {
          work.run();
          done.complete(null);
        });
    await(done);
  }

  static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(60, TimeUnit.SECONDS).join();
  }

  static <T> CompletableFuture<T> future(io.vertx.core.Future<T> future) {
    return future.toCompletionStage().toCompletableFuture();
  }

  static void until(BooleanSupplier condition) {
    long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > untilNs) {
        throw new AssertionError("waited too long");
      }
      Thread.onSpinWait();
    }
  }

  private long nowMs() {
    clockReads.incrementAndGet();
    return clockMs.get();
  }

  /** Why somebody claims this. */
  static Cause cause(String text) {
    return new Cause(
        Cause.Kind.EVENT, hash(text), IdentifierType.ANONYMOUS_ID, 1, text, "tracking", 1);
  }

  static Hash128 hash(String value) {
    return hash(value, SHARD);
  }

  /** A hash that belongs to a shard. */
  static Hash128 hash(String value, int shard) {
    Random random = new Random(value.hashCode());
    while (true) {
      Hash128 hash = new Hash128(random.nextLong(), random.nextLong());
      if (hash.shard(2) == shard) {
        return hash;
      }
    }
  }

  /** As a crash: the shard reaches its store no more, and nobody waits for what it had begun. */
  @Override
  public void close() {
    journal.cut();
    vertx.close();
    meters.close();
  }
}
