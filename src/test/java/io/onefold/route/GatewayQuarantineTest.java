package io.onefold.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Answer.Quarantine.Mark;
import io.onefold.message.Message;
import io.onefold.message.QuarantinePage;
import io.onefold.message.QuarantinePage.Place;
import io.onefold.message.View;
import io.onefold.telemetry.Meters;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The quarantine of all shards as one list. */
class GatewayQuarantineTest {

  private static final int SHARDS = 4;
  private static final int ACCOUNT = 7;

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
    GatewaySettings settings =
        new GatewaySettings(FakeShards.NODE, SHARDS, Duration.ofSeconds(15), 10, 1_024, false);
    gateway = loop.get(() -> new Gateway(vertx, settings, meters.gateway()));
  }

  @AfterEach
  void stop() {
    OnLoop.wait(vertx.close());
    meters.close();
  }

  /** Its number says when it was quarantined, and by its profile who holds it. */
  private static Identifier identifier(int number) {
    return new Identifier(
        IdentifierType.EMAIL, "office" + number + "@x.nl", new Hash128(number, number));
  }

  private static ProfileId profile(int number) {
    return ProfileId.of(1_000 + number, number % SHARDS, 0, 0);
  }

  private static Mark mark(int number, int accountId, Optional<ProfileId> owner) {
    return new Mark(new Place(number, identifier(number).hash()), accountId, owner);
  }

  private static Quarantined.Item item(int number) {
    return new Quarantined.Item(
        number, Optional.of(new Quarantined.Holding(profile(number), identifier(number))));
  }

  /** Shards that have these marks between them, the first of which asked has all. */
  private void hold(List<Mark> marks, Function<Message.ReadAt, Answer> holders) {
    shards.answerAll(
        message ->
            switch (message) {
              case Message.ReadQuarantine(QuarantinePage page, var to) ->
                  new Answer.Quarantine.Marks(
                      marks.stream()
                          .filter(m -> m.place().compareTo(page.before()) < 0)
                          .limit(page.countMax())
                          .toList());
              case Message.ReadAt read -> holders.apply(read);
              default -> throw new AssertionError(message);
            });
  }

  private static Answer holds(Message.ReadAt read) {
    int number = (int) ((View.Holding) read.view()).identifier().lo();
    return new Answer.Quarantine.Holder(read.profile(), Optional.of(identifier(number)));
  }

  private Quarantined list(Place before, int countMax) {
    return loop.<Quarantined>await(
        () -> gateway.quarantine(new QuarantinePage(ACCOUNT, before, countMax)));
  }

  /** Each shard has marks of its own: told apart by when they are asked. */
  @Test
  void marksOfAllShards_areOneList_newestFirst() {
    int[] asked = new int[1];
    shards.answerAll(
        message ->
            switch (message) {
              case Message.ReadQuarantine read -> {
                synchronized (asked) {
                  int shard = asked[0]++;
                  yield new Answer.Quarantine.Marks(
                      List.of(
                          mark(shard + 10, ACCOUNT, Optional.of(profile(shard + 10))),
                          mark(shard + 1, ACCOUNT, Optional.of(profile(shard + 1)))));
                }
              }
              case Message.ReadAt read -> holds(read);
              default -> throw new AssertionError(message);
            });

    assertThat(list(Place.END, 100))
        .isEqualTo(
            new Quarantined.Page(
                IntStream.of(13, 12, 11, 10, 4, 3, 2, 1)
                    .mapToObj(GatewayQuarantineTest::item)
                    .toList(),
                Optional.empty()));
    asked[0] = 0;
    assertThat(list(Place.END, 3))
        .isEqualTo(
            new Quarantined.Page(
                List.of(item(13), item(12), item(11)),
                Optional.of(new Place(11, identifier(11).hash()))));
  }

  @Test
  void markThatNoProfileHolds_hasItsTimeOnly() {
    hold(
        List.of(mark(5, ACCOUNT, Optional.empty())),
        read -> {
          throw new AssertionError("nobody to ask");
        });
    assertThat(((Quarantined.Page) list(Place.END, 1)).items())
        .containsExactly(new Quarantined.Item(5, Optional.empty()));

    Optional<ProfileId> owner = Optional.of(profile(5));
    hold(
        List.of(mark(5, ACCOUNT, owner)),
        read -> new Answer.Quarantine.Holder(read.profile(), Optional.empty()));
    assertThat(((Quarantined.Page) list(Place.END, 1)).items())
        .containsExactly(new Quarantined.Item(5, Optional.empty()));

    hold(List.of(mark(5, ACCOUNT, owner)), read -> Answer.NOT_FOUND);
    assertThat(((Quarantined.Page) list(Place.END, 1)).items())
        .containsExactly(new Quarantined.Item(5, Optional.empty()));
  }

  /** The profile that holds it says so: to another account it is not found. */
  @Test
  void markOfAnUnknownAccount_isShownToWhomItsProfileIsShown() {
    List<Mark> old = List.of(mark(5, Mark.ACCOUNT_UNKNOWN, Optional.of(profile(5))));
    hold(old, GatewayQuarantineTest::holds);
    assertThat(((Quarantined.Page) list(Place.END, 1)).items()).containsExactly(item(5));

    hold(old, read -> Answer.NOT_FOUND);
    assertThat(list(Place.END, 4)).isEqualTo(new Quarantined.Page(List.of(), Optional.empty()));
  }

  @Test
  void oneShardBusy_isBusy() {
    Answer busy = new Answer.Busy(Answer.Reason.MERGING);
    hold(List.of(mark(5, ACCOUNT, Optional.of(profile(5)))), read -> busy);
    assertThat(list(Place.END, 1)).isEqualTo(new Quarantined.Busy(Answer.Reason.MERGING));

    shards.answerAll(message -> busy);
    assertThat(list(Place.END, 1)).isEqualTo(new Quarantined.Busy(Answer.Reason.MERGING));
  }
}
