package io.onefold.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Delivery;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import io.onefold.telemetry.Meters;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a gateway does while shards move: each delivery fares as the next step of a script says. */
class MovingShardsTest {

  private static final int SHARDS = 8;
  private static final Duration LONG = Duration.ofSeconds(15);
  private static final Answer NOT_SERVING = new Answer.Busy(Answer.Reason.NOT_SERVING);

  private final Vertx vertx = Vertx.vertx();
  private final OnLoop loop = new OnLoop(vertx);
  private final Meters meters = new Meters(SHARDS, System::currentTimeMillis);
  private final Deque<Fate> fates = new ArrayDeque<>();
  private final List<Envelope> delivered = new ArrayList<>();
  private Gateway gateway;

  /** Where an envelope goes, and what becomes of it there. */
  private record Fate(Delivery.Sent sent, Consumer<Message.Asked> handled) {}

  private static final Fate NOBODY = new Fate(Delivery.Sent.NOWHERE, message -> {});
  private static final Fate SILENCE = new Fate(Delivery.Sent.AWAY, message -> {});
  private static final Fate REFUSED =
      new Fate(Delivery.Sent.AWAY, message -> message.replyTo().answer(NOT_SERVING));
  private static final Fate HANDLED =
      new Fate(
          Delivery.Sent.AWAY,
          message -> message.replyTo().answer(FakeShards.accepted(message, profile(), false)));
  private static final Fate HANDLED_TWICE =
      new Fate(
          Delivery.Sent.HERE,
          message -> {
            message.replyTo().answer(FakeShards.accepted(message, profile(), false));
            message.replyTo().answer(FakeShards.accepted(message, profile(), true));
          });

  @BeforeEach
  void start() {
    gateway = gateway(LONG);
  }

  @AfterEach
  void stop() {
    OnLoop.wait(vertx.close());
    meters.close();
  }

  private Gateway gateway(Duration timeout) {
    GatewaySettings settings = GatewaySettings.of("here", SHARDS, timeout).moving();
    Forgotten nobody = new Forgotten(SHARDS, (account, type, raw) -> Optional.empty());
    return loop.get(() -> new Gateway(vertx, settings, meters.gateway(), nobody, this::deliver));
  }

  private Delivery.Sent deliver(int shard, List<Envelope> envelopes) {
    Fate fate = fates.size() > 1 ? fates.remove() : fates.peek();
    delivered.addAll(envelopes);
    envelopes.forEach(e -> fate.handled().accept((Message.Asked) e.message()));
    return fate.sent();
  }

  private static ProfileId profile() {
    return ProfileId.of(1_000, 3, 7, 7);
  }

  private Ingested ingest(Event... events) {
    return loop.await(() -> gateway.ingest(List.of(events)));
  }

  private static Event event(long number) {
    return TestEvents.routedBy(new Hash128(1, 1), number);
  }

  @Test
  void ingest_nobodyTakesItAtFirst_isSentAgainUntilSomebodyDoes() {
    fates.addAll(List.of(NOBODY, NOBODY, NOBODY, HANDLED));
    assertThat(ingest(event(1))).isEqualTo(new Ingested.Committed(1, 0, 0));
    assertThat(delivered).hasSize(4).allMatch(delivered.getFirst()::equals);
  }

  @Test
  void ingest_anotherOwnerThanThought_isSentAgain() {
    fates.addAll(List.of(REFUSED, REFUSED, HANDLED));
    assertThat(ingest(event(1))).isEqualTo(new Ingested.Committed(1, 0, 0));
    assertThat(delivered).hasSize(3);
  }

  @Test
  void ingest_lostOnTheWay_isSentAgainWithTheSameId() {
    fates.addAll(List.of(SILENCE, HANDLED));
    assertThat(ingest(event(1))).isEqualTo(new Ingested.Committed(1, 0, 0));
    assertThat(delivered).hasSize(2).allMatch(delivered.getFirst()::equals);
  }

  @Test
  void ingest_oneOfTwoIsLost_onlyThatIsSentAgain() {
    fates.addAll(List.of(HANDLED, SILENCE, HANDLED));
    Event other = TestEvents.routedBy(new Hash128(2, 1), 2);
    assertThat(ingest(event(1), other)).isEqualTo(new Ingested.Committed(2, 0, 0));
    assertThat(delivered).hasSize(3);
  }

  @Test
  void ingest_answeredTwice_theFirstAnswerCounts() {
    fates.add(HANDLED_TWICE);
    assertThat(ingest(event(1), event(2))).isEqualTo(new Ingested.Committed(2, 0, 0));
  }

  @Test
  void ingest_nobodyEver_isBusyWhenItsTimeIsUp() {
    gateway = gateway(Duration.ofMillis(300));
    fates.add(NOBODY);
    assertThat(ingest(event(1))).isEqualTo(new Ingested.Busy(Answer.Reason.TIMEOUT));
    assertThat(delivered).hasSizeGreaterThan(2);
  }

  @Test
  void change_nobodyTookIt_isSentAgain() {
    Answer changed = new Answer.Changed(profile(), List.of());
    fates.addAll(
        List.of(
            REFUSED, new Fate(Delivery.Sent.AWAY, message -> message.replyTo().answer(changed))));
    assertThat(loop.await(() -> gateway.change(profile(), new Act.Renew(1, "anna"))))
        .isEqualTo(changed);
  }

  @Test
  void change_silence_isNotDoneTwice() {
    gateway = gateway(Duration.ofSeconds(1)); // longer than the silence after which events go again
    fates.add(SILENCE);
    assertThat(loop.await(() -> gateway.change(profile(), new Act.Renew(1, "anna"))))
        .isEqualTo(new Answer.Busy(Answer.Reason.TIMEOUT));
    assertThat(delivered).hasSize(1);
  }
}
