package io.onefold.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import io.onefold.message.View;
import io.onefold.telemetry.Meters;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayQuestionsTest {

  private static final int SHARDS = 8;
  private static final Duration LONG = Duration.ofSeconds(15);
  private static final Answer.Accepted ACCEPTED =
      new Answer.Accepted(ProfileId.of(1, 0, 0, 1), new Hash128(1, 5), false);

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
    gateway = gateway(SHARDS);
  }

  @AfterEach
  void stop() {
    OnLoop.wait(vertx.close());
    meters.close();
  }

  private Gateway gateway(int shardCount) {
    GatewaySettings settings =
        new GatewaySettings(FakeShards.NODE, shardCount, LONG, 10, 1_024, false);
    return loop.get(() -> new Gateway(vertx, settings, meters.gateway()));
  }

  private void ingest(Hash128 route, long number) {
    loop.await(() -> gateway.ingest(List.of(TestEvents.routedBy(route, number))));
  }

  private static Hash128 route(int shard, long lo) {
    return new Hash128(shard, lo);
  }

  private static ProfileId profileAt(int shard) {
    return ProfileId.of(1_000, shard, 7, 7);
  }

  @Test
  void applyAndShow_document_isAnsweredAndItsHomeRemembered() {
    Hash128 route = route(1, 5);
    View view = new View.Parts(1);
    Answer.Document document = new Answer.Document(profileAt(4), new byte[] {'{', '}'});
    shards.answerAll(message -> document);

    assertThat(loop.<Answer>await(() -> gateway.applyAndShow(TestEvents.routedBy(route, 1), view)))
        .isSameAs(document);
    shards.answerAll(message -> ACCEPTED);
    ingest(route, 2);

    assertThat(shards.received().getFirst().message())
        .isInstanceOfSatisfying(
            Message.Apply.class,
            apply -> assertThat(apply.after()).isEqualTo(new After.Show(view)));
    assertThat(shards.received().getLast().toShard()).isEqualTo(4);
  }

  @Test
  void applyAndShow_staleOnce_isAnsweredTheSecondTime() {
    Hash128 route = route(1, 5);
    shards.answerAll(message -> FakeShards.accepted(message, profileAt(6), false));
    ingest(route, 1);
    Answer.Document document = new Answer.Document(profileAt(1), new byte[0]);
    shards.answerAll(message -> message instanceof Message.ApplyAt ? Answer.STALE : document);

    assertThat(
            loop.<Answer>await(
                () -> gateway.applyAndShow(TestEvents.routedBy(route, 2), new View.Parts(1))))
        .isSameAs(document);
  }

  @Test
  void read_byIdentifierAndById_goToTheirShards() {
    shards.answerAll(message -> Answer.NOT_FOUND);
    View view = new View.Parts(1);

    loop.await(() -> gateway.read(new Subject.Identified(route(3, 1)), view));
    loop.await(() -> gateway.read(new Subject.Numbered(profileAt(5)), view));

    assertThat(shards.received()).extracting(Envelope::toShard).containsExactly(3, 5);
  }

  @Test
  void read_idOfAShardThatIsNotThere_isNotFound() {
    Answer answer =
        loop.await(
            () ->
                gateway.read(
                    new Subject.Numbered(ProfileId.of(1, SHARDS, 0, 0)), new View.Parts(1)));

    assertThat(answer).isEqualTo(Answer.NOT_FOUND);
    assertThat(shards.received()).isEmpty();
  }

  @Test
  void counts_allShards_areSummed() {
    shards.answerAll(message -> new Answer.Counts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));

    assertThat(loop.<Answer>await(() -> gateway.counts(1)))
        .isEqualTo(new Answer.Counts(8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88));
  }

  @Test
  void counts_oneShardBusy_isBusy() {
    shards.answerAll(message -> new Answer.Counts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    Gateway wider = gateway(SHARDS + 1);

    assertThat(loop.<Answer>await(() -> wider.counts(1)))
        .isEqualTo(new Answer.Busy(Answer.Reason.NOT_SERVING));
  }

  @Test
  void search_manyShards_bestFirstAndEachProfileOnce() {
    Answer.Match exact = match(1, 10, 0);
    Answer.Match newer = match(2, 30, 2);
    Answer.Match older = match(3, 20, 2);
    shards.answerAll(message -> new Answer.Matches(List.of(older, exact, newer)));

    assertThat(loop.<Answer>await(() -> gateway.search(1, "ann", 10)))
        .isEqualTo(new Answer.Matches(List.of(exact, newer, older)));
    assertThat(loop.<Answer>await(() -> gateway.search(1, "ann", 2)))
        .isEqualTo(new Answer.Matches(List.of(exact, newer)));
  }

  private static Answer.Match match(int profile, long lastSeenMs, int rank) {
    return new Answer.Match(
        ProfileId.of(profile, 0, 0, 0), "Ann", "ann@example.com", lastSeenMs, true, rank);
  }
}
