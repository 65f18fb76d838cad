package io.onefold.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import io.onefold.message.Parcel;
import io.onefold.telemetry.Meters;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayTest {

  private static final int SHARDS = 8;
  private static final Duration LONG = Duration.ofSeconds(15);
  private static final Answer.Accepted ACCEPTED =
      new Answer.Accepted(ProfileId.of(1, 0, 0, 1), route(1, 5), false);

  private Vertx vertx;
  private OnLoop loop;
  private FakeShards shards;
  private Meters meters;
  private Gateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    loop = new OnLoop(vertx);
    shards = FakeShards.accepting(vertx, SHARDS);
    meters = new Meters(SHARDS, System::currentTimeMillis);
    gateway = gateway(LONG, GatewaySettings.UNANSWERED_MAX);
  }

  @AfterEach
  void stop() {
    OnLoop.wait(vertx.close());
    meters.close();
  }

  private Gateway gateway(Duration timeout, int unansweredMax) {
    GatewaySettings settings =
        new GatewaySettings(FakeShards.NODE, SHARDS, timeout, unansweredMax, 1_024, false);
    return loop.get(() -> new Gateway(vertx, settings, meters.gateway()));
  }

  private Ingested ingest(Event... events) {
    return loop.await(() -> gateway.ingest(List.of(events)));
  }

  /** A route identifier that belongs to a shard. */
  private static Hash128 route(int shard, long lo) {
    return new Hash128(shard, lo);
  }

  private static ProfileId profileAt(int shard) {
    return ProfileId.of(1_000, shard, 7, 7);
  }

  @Test
  void ingest_eventsOfManyShards_oneParcelEachInOrder() {
    List<Event> events =
        LongStream.range(0, 100)
            .mapToObj(n -> TestEvents.routedBy(route((int) n % 3, n % 3), n))
            .toList();

    Ingested ingested = loop.await(() -> gateway.ingest(events));

    assertThat(ingested).isEqualTo(new Ingested.Committed(100, 0, 0));
    assertThat(shards.parcelCount()).isEqualTo(3);
    for (int shard = 0; shard < 3; shard++) {
      assertThat(numbersAt(shard)).hasSizeGreaterThan(30).isSorted();
    }
  }

  private List<Long> numbersAt(int shard) {
    return shards.received().stream()
        .filter(envelope -> envelope.toShard() == shard)
        .map(envelope -> ((Message.Apply) envelope.message()).event().time().atMs())
        .toList();
  }

  @Test
  void ingest_noEvents_isCommittedWithoutAsking() {
    assertThat(ingest()).isEqualTo(new Ingested.Committed(0, 0, 0));
    assertThat(shards.received()).isEmpty();
  }

  @Test
  void ingest_someSeenBefore_countsDuplicates() {
    shards.answerAll(
        message -> FakeShards.accepted(message, profileAt(1), eventOf(message).time().atMs() == 2));

    assertThat(
            ingest(
                TestEvents.routedBy(route(1, 1), 1),
                TestEvents.routedBy(route(1, 1), 2),
                TestEvents.routedBy(route(2, 1), 3)))
        .isEqualTo(new Ingested.Committed(3, 1, 0));
  }

  private static Event eventOf(Message message) {
    return switch (message) {
      case Message.Apply apply -> apply.event();
      case Message.ApplyAt apply -> apply.event();
      default -> throw new AssertionError("no event: " + message);
    };
  }

  @Test
  void ingest_oneEventBusy_isBusyAsAWhole() {
    shards.answerAll(
        message ->
            eventOf(message).time().atMs() == 3
                ? new Answer.Busy(Answer.Reason.JOURNAL_AWAY)
                : ACCEPTED);

    List<Event> events =
        LongStream.range(0, 9).mapToObj(n -> TestEvents.routedBy(route(1, n), n)).toList();

    assertThat(loop.<Ingested>await(() -> gateway.ingest(events)))
        .isEqualTo(new Ingested.Busy(Answer.Reason.JOURNAL_AWAY));
    assertThat(meters.scrape())
        .contains("onefold_requests_busy_total{reason=\"journal_unavailable\"} 1.0");
  }

  @Test
  void ingest_profileLivesElsewhere_nextEventGoesStraightHome() {
    Hash128 route = route(1, 5);
    shards.answerAll(message -> FakeShards.accepted(message, profileAt(6), false));

    ingest(TestEvents.routedBy(route, 1));
    ingest(TestEvents.routedBy(route, 2));

    assertThat(shards.received()).hasSize(2);
    Envelope second = shards.received().getLast();
    assertThat(second.toShard()).isEqualTo(6);
    assertThat(second.message())
        .isInstanceOfSatisfying(
            Message.ApplyAt.class, apply -> assertThat(apply.profile()).isEqualTo(profileAt(6)));
  }

  @Test
  void ingest_profileLivesAtItsRoute_nextEventGoesByItsIdentifier() {
    Hash128 route = route(1, 5);
    shards.answerAll(message -> FakeShards.accepted(message, profileAt(1), false));

    ingest(TestEvents.routedBy(route, 1));
    ingest(TestEvents.routedBy(route, 2));

    assertThat(shards.received()).allMatch(envelope -> envelope.message() instanceof Message.Apply);
  }

  @Test
  void ingest_profileHasLeft_goesOnceMoreByItsIdentifierInOrder() {
    Hash128 route = route(1, 5);
    shards.answerAll(message -> FakeShards.accepted(message, profileAt(6), false));
    ingest(TestEvents.routedBy(route, 1));
    shards.answerAll(message -> message instanceof Message.ApplyAt ? Answer.STALE : ACCEPTED);

    Ingested ingested =
        ingest(
            TestEvents.routedBy(route, 2),
            TestEvents.routedBy(route(2, 9), 3),
            TestEvents.routedBy(route, 4));

    assertThat(ingested).isEqualTo(new Ingested.Committed(3, 0, 0));
    assertThat(numbersAt(1)).containsExactly(1L, 2L, 4L);
  }

  @Test
  void ingest_staleTwice_isBusyAndForgotten() {
    shards.answerAll(message -> Answer.STALE);

    assertThat(ingest(TestEvents.routedBy(route(1, 5), 1)))
        .isEqualTo(new Ingested.Busy(Answer.Reason.MERGING));
    assertThat(shards.received()).hasSize(2);
  }

  @Test
  void ingest_noAnswerInTime_isBusyAndLateAnswersDoNoHarm() throws InterruptedException {
    gateway = gateway(Duration.ofMillis(30), 10);
    shards.stayQuiet();

    assertThat(ingest(TestEvents.routedBy(route(1, 5), 1), TestEvents.routedBy(route(2, 5), 2)))
        .isEqualTo(new Ingested.Busy(Answer.Reason.TIMEOUT));

    shards.nextParcel();
    shards.nextParcel();
    shards.received().forEach(envelope -> FakeShards.replyTo(envelope).answer(ACCEPTED));
    shards.answerAll(message -> ACCEPTED);
    assertThat(ingest(TestEvents.routedBy(route(1, 5), 3)))
        .isEqualTo(new Ingested.Committed(1, 0, 0));
  }

  @Test
  void ingest_shardWithTooMuchUnanswered_isBusyAndNothingIsSent() throws InterruptedException {
    gateway = gateway(LONG, 10);
    shards.stayQuiet();
    CompletableFuture<Ingested> first = loop.start(() -> gateway.ingest(events(1, 8)));
    shards.nextParcel();

    Ingested second =
        loop.await(
            () -> {
              List<Event> both = new ArrayList<>(events(2, 1));
              both.addAll(events(1, 3));
              return gateway.ingest(both);
            });

    assertThat(second).isEqualTo(new Ingested.Busy(Answer.Reason.MAILBOX_FULL));
    assertThat(shards.received()).hasSize(8);
    shards.received().forEach(envelope -> FakeShards.replyTo(envelope).answer(ACCEPTED));
    assertThat(OnLoop.wait(first)).isEqualTo(new Ingested.Committed(8, 0, 0));
    shards.answerAll(message -> ACCEPTED);
    assertThat(loop.<Ingested>await(() -> gateway.ingest(events(1, 10))))
        .isEqualTo(new Ingested.Committed(10, 0, 0));
  }

  @Test
  void ingest_oneRequestBeyondTheBound_isSentWhenNothingElseIsOnItsWay() {
    gateway = gateway(LONG, 10);

    assertThat(loop.<Ingested>await(() -> gateway.ingest(events(1, 2_000))))
        .isEqualTo(new Ingested.Committed(2_000, 0, 0));
  }

  @Test
  void ingest_manyParcelsForOneShardAtOnce_noneIsLost() {
    List<CompletableFuture<Ingested>> all = new ArrayList<>();
    loop.get(
        () -> {
          for (int i = 0; i < 2_000; i++) {
            CompletableFuture<Ingested> one = new CompletableFuture<>();
            gateway.ingest(events(1, 1)).onSuccess(one::complete);
            all.add(one);
          }
          return true;
        });

    assertThat(all)
        .allSatisfy(one -> assertThat(OnLoop.wait(one)).isInstanceOf(Ingested.Committed.class));
    assertThat(shards.parcelCount()).isEqualTo(2_000);
  }

  private static List<Event> events(int shard, int count) {
    return LongStream.range(0, count)
        .mapToObj(n -> TestEvents.routedBy(route(shard, n), n))
        .toList();
  }

  @Test
  void ingest_nobodyListens_isBusyAtOnce() {
    GatewaySettings elsewhere = new GatewaySettings("nowhere", SHARDS, LONG, 10, 16, false);
    Gateway lost = loop.get(() -> new Gateway(vertx, elsewhere, meters.gateway()));

    assertThat(loop.<Ingested>await(() -> lost.ingest(events(1, 1))))
        .isEqualTo(new Ingested.Busy(Answer.Reason.NOT_SERVING));
  }

  @Test
  void ingest_answersFromOtherLoops_completeOnTheGatewaysLoop() {
    Thread own = loop.get(Thread::currentThread);

    Thread completedOn =
        loop.await(() -> gateway.ingest(events(3, 5)).map(done -> Thread.currentThread()));

    assertThat(completedOn).isSameAs(own);
  }

  @Test
  void close_requestOnItsWay_isBusy() throws InterruptedException {
    shards.stayQuiet();
    CompletableFuture<Ingested> waiting = loop.start(() -> gateway.ingest(events(1, 1)));
    shards.nextParcel();

    loop.get(
        () -> {
          gateway.close();
          return true;
        });

    assertThat(OnLoop.wait(waiting)).isInstanceOf(Ingested.Busy.class);
  }

  @Test
  void parcels_areHandedOverNotCopied() throws InterruptedException {
    ingest(TestEvents.routedBy(route(1, 1), 1), TestEvents.routedBy(route(1, 1), 2));

    Parcel parcel = shards.nextParcel();
    assertThat(
            parcel.envelopes().stream()
                .map(envelope -> eventOf(envelope.message()).id().text())
                .collect(Collectors.joining(" ")))
        .isEqualTo("m1 m2");
  }
}
