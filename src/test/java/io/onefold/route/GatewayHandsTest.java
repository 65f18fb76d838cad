package io.onefold.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Cause;
import io.onefold.message.Decline;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import io.onefold.message.Refusal;
import io.onefold.message.View;
import io.onefold.telemetry.Meters;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a gateway does with what is done by hand. */
class GatewayHandsTest {

  private static final int SHARDS = 8;
  private static final int ACCOUNT = 1;
  private static final ProfileId ONE = ProfileId.of(1_000, 3, 7, 7);
  private static final ProfileId OTHER = ProfileId.of(2_000, 5, 7, 7);
  private static final ProfileId OLDER = ProfileId.of(500, 1, 7, 7);
  private static final ProfileId NO_SHARD = ProfileId.of(1_000, SHARDS, 7, 7);
  private static final String OPERATION = "operation-1";
  private static final Answer BEGUN = new Answer.Changed(ONE, List.of());

  private Vertx vertx;
  private OnLoop loop;
  private FakeShards shards;
  private Meters meters;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    loop = new OnLoop(vertx);
    shards = FakeShards.accepting(vertx, SHARDS);
    meters = new Meters(SHARDS, System::currentTimeMillis);
  }

  @AfterEach
  void stop() {
    OnLoop.wait(vertx.close());
    meters.close();
  }

  private Gateway gateway(Duration timeout) {
    GatewaySettings settings = GatewaySettings.of(FakeShards.NODE, SHARDS, timeout);
    return loop.get(() -> new Gateway(vertx, settings, meters.gateway()));
  }

  private static Act.Merge act(ProfileId with) {
    return new Act.Merge(
        ACCOUNT,
        with,
        new Cause(
            Cause.Kind.HAND,
            new Hash128(1, 1),
            IdentifierType.EMAIL,
            17,
            OPERATION,
            "hand:desk",
            1),
        "desk");
  }

  private HandMerged merge(ProfileId one, ProfileId other, Duration timeout) {
    Gateway gateway = gateway(timeout);
    return loop.<HandMerged>await(() -> gateway.merge(one, act(other)));
  }

  private HandMerged merge() {
    return merge(ONE, OTHER, Duration.ofSeconds(15));
  }

  private static Answer standing(ProfileId profile) {
    return new Answer.Standing(profile, "", List.of(), Optional.empty());
  }

  /** Answers a merge by {@code begun}, and questions by profile. */
  private void answer(Answer begun, Function<ProfileId, Answer> questions) {
    shards.answerAll(
        message ->
            switch (message) {
              case Message.ChangeAt change -> begun;
              case Message.ReadAt read -> questions.apply(read.profile());
              default -> throw new AssertionError(message);
            });
  }

  @Test
  void merge_endsInTheEnd_isUnited() {
    AtomicInteger looks = new AtomicInteger();
    answer(BEGUN, id -> standing(looks.incrementAndGet() > 5 ? ONE : id));

    assertThat(merge()).isEqualTo(new HandMerged.United(ONE, List.of(OTHER)));
    assertThat(shards.received().stream().map(Envelope::message))
        .filteredOn(message -> message instanceof Message.ReadAt)
        .allMatch(
            message ->
                ((Message.ReadAt) message).view().equals(new View.Standing(ACCOUNT, OPERATION)));
  }

  @Test
  void merge_intoAThirdOne_absorbedBoth() {
    answer(BEGUN, id -> standing(OLDER));

    assertThat(merge()).isEqualTo(new HandMerged.United(OLDER, List.of(ONE, OTHER)));
  }

  @Test
  void merge_ofWhatIsOneAlready_absorbedNothing() {
    answer(new Answer.Declined(Decline.SAME_PROFILE), id -> standing(ONE));

    assertThat(merge()).isEqualTo(new HandMerged.United(ONE, List.of()));
  }

  @Test
  void merge_refusalOnEither_isRefused() {
    for (ProfileId remembers : List.of(ONE, OTHER)) {
      answer(
          BEGUN,
          id ->
              id.equals(remembers)
                  ? new Answer.Standing(id, "", List.of(), Optional.of(Refusal.SEVERED))
                  : standing(id));

      assertThat(merge()).isEqualTo(new HandMerged.Refused(Refusal.SEVERED));
    }
  }

  @Test
  void merge_withSomebodyGone_isNotFound() {
    answer(BEGUN, id -> id.equals(OTHER) ? Answer.NOT_FOUND : standing(id));
    assertThat(merge()).isEqualTo(new HandMerged.NotFound());

    answer(Answer.NOT_FOUND, GatewayHandsTest::unasked);
    assertThat(merge()).isEqualTo(new HandMerged.NotFound());
    assertThat(merge(ONE, NO_SHARD, Duration.ofSeconds(15))).isEqualTo(new HandMerged.NotFound());
    assertThat(merge(NO_SHARD, ONE, Duration.ofSeconds(15))).isEqualTo(new HandMerged.NotFound());
  }

  private static Answer unasked(ProfileId profile) {
    throw new AssertionError(profile);
  }

  @Test
  void merge_timeIsUp_isBusyAndCounted() {
    answer(BEGUN, GatewayHandsTest::standing);

    assertThat(merge(ONE, OTHER, Duration.ofMillis(100)))
        .isEqualTo(new HandMerged.Busy(Answer.Reason.MERGING));
    assertThat(meters.scrape()).contains("onefold_requests_busy_total{reason=\"merging\"} 1.0");
  }

  @Test
  void change_goesToTheHomeOfTheProfile() {
    answer(BEGUN, GatewayHandsTest::unasked);
    Act act = new Act.Renew(ACCOUNT, "desk");
    Gateway gateway = gateway(Duration.ofSeconds(15));

    assertThat(loop.<Answer>await(() -> gateway.change(ONE, act))).isEqualTo(BEGUN);
    assertThat(loop.<Answer>await(() -> gateway.change(NO_SHARD, act))).isEqualTo(Answer.NOT_FOUND);

    assertThat(shards.received()).extracting(Envelope::toShard).containsExactly(3);
    assertThat(((Message.ChangeAt) shards.received().getFirst().message()).act()).isEqualTo(act);
  }

  @Test
  void readmit_goesToTheShardOfTheIdentifier() {
    shards.answerAll(message -> Answer.READMITTED);
    Gateway gateway = gateway(Duration.ofSeconds(15));
    Hash128 identifier = new Hash128(6, 1);

    assertThat(loop.<Answer>await(() -> gateway.readmit(ACCOUNT, identifier)))
        .isEqualTo(Answer.READMITTED);

    assertThat(shards.received().getFirst().toShard()).isEqualTo(identifier.shard(SHARDS));
  }

  @Test
  void readEach_answersInTheOrderOfTheQuestions() {
    answer(BEGUN, GatewayHandsTest::standing);
    Gateway gateway = gateway(Duration.ofSeconds(15));
    View view = new View.Standing(ACCOUNT, "");

    assertThat(
            loop.<List<Answer>>await(
                () ->
                    gateway.readEach(
                        List.of(new Subject.Numbered(OTHER), new Subject.Numbered(ONE)), view)))
        .containsExactly(standing(OTHER), standing(ONE));
    assertThat(loop.<List<Answer>>await(() -> gateway.readEach(List.of(), view))).isEmpty();
  }

  @Test
  void events_ofErasedPeople_areCommittedAndCounted() {
    shards.answerAll(message -> Answer.DROPPED);
    Gateway gateway = gateway(Duration.ofSeconds(15));

    assertThat(
            loop.<Ingested>await(
                () ->
                    gateway.ingest(
                        List.of(
                            TestEvents.routedBy(new Hash128(1, 1), 1),
                            TestEvents.routedBy(new Hash128(2, 1), 2)))))
        .isEqualTo(new Ingested.Committed(2, 0, 2));
    loop.<Answer>await(
        () ->
            gateway.applyAndShow(
                TestEvents.routedBy(new Hash128(1, 1), 3), new View.Standing(ACCOUNT, "")));

    assertThat(meters.scrape()).contains("onefold_events_dropped_total 3.0");
  }
}
