package io.onefold.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Rules;
import io.onefold.identity.TypeRule;
import io.onefold.journal.CorruptJournalException;
import io.onefold.journal.MemoryStore;
import io.onefold.journal.MemorySuppressions;
import io.onefold.journal.ReadEnd;
import io.onefold.journal.SuppressionChange;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import io.onefold.message.Parcel;
import io.onefold.message.Told;
import io.onefold.shard.HeldJournal.Call;
import io.onefold.shard.HeldJournal.Held;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of a shard: how it begins, hangs, fails and ends. */
class ShardVerticleTest {

  private final MemoryStore store = new MemoryStore();
  private ShardRig rig = new ShardRig(store);

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void defect_shardIsReadAgainFromTheJournal() {
    rig.start();
    rig.accepted(rig.track("a", 10));
    rig.journal.hold(Call.TAKE_OVER);
    rig.ask(to -> new Message.Apply(null, After.ACKNOWLEDGE, to));
    Held<?> again = rig.journal.await(Call.TAKE_OVER);
    assertThat(ShardRig.await(rig.track("b", 10)))
        .isEqualTo(new Answer.Busy(Answer.Reason.NOT_SERVING));
    again.letGo();
    ShardRig.until(() -> rig.state() instanceof ShardState.Serving);
    rig.accepted(rig.track("b", 10));
    assertThat(rig.events()).isEqualTo(2);
  }

  @Test
  void storeEmptied_shardThatHeldData_isRefused() {
    rig.close();
    rig = new ShardRig(store, true);
    assertThatThrownBy(rig::start)
        .hasRootCauseInstanceOf(RestoreRefused.class)
        .hasMessageContaining("STORE_EMPTY shard=0");
  }

  @Test
  void storeEmptiedBehindADefect_isRefused() {
    rig.start();
    rig.accepted(rig.track("a", 10));
    rig.journal.hold(Call.TAKE_OVER);
    rig.ask(to -> new Message.Apply(null, After.ACKNOWLEDGE, to));
    Held<?> again = rig.journal.await(Call.TAKE_OVER);
    rig.wipe();
    again.letGo();
    ShardRig.until(() -> rig.state().obstacle().startsWith("STORE_EMPTY"));
  }

  @Test
  void suppressionListOlderThanTheCheckpointNeeds_isRefusedByName() {
    rig.close();
    MemorySuppressions suppressions = new MemorySuppressions();
    suppressions.write(ShardRig.SHARD, List.of(SuppressionChange.suppress(new ProfileId(1, 2), 7)));
    rig = new ShardRig(store, suppressions, false).start();
    rig.accepted(rig.track("a", 10));
    rig.stop();
    rig.close();
    rig = new ShardRig(store, suppressions, false).start();
    assertThat(rig.events()).isEqualTo(1);
    rig.close();
    rig = new ShardRig(store, new MemorySuppressions(), false);
    assertThatThrownBy(rig::start)
        .hasRootCauseInstanceOf(RestoreRefused.class)
        .hasMessageContaining("SUPPRESSIONS_OLD shard=0 checkpoint ")
        .hasMessageContaining("needs version=1")
        .hasMessageContaining("found version=0");
  }

  @Test
  void journalDamaged_isRefusedByName() {
    rig.journal.hold(Call.TAKE_OVER);
    CompletableFuture<String> started = rig.launch();
    ReadEnd.Corrupt damage = new ReadEnd.Corrupt(ShardRig.SHARD, 7, "expected crc");
    rig.journal.await(Call.TAKE_OVER).fail(new CorruptJournalException(damage));
    assertThatThrownBy(() -> ShardRig.await(started))
        .hasRootCauseInstanceOf(RestoreRefused.class)
        .hasMessageContaining("JOURNAL_CORRUPT shard=0 seq=7");
  }

  @Test
  void journalShorterThanAtTheTakeOver_isReadAgain() {
    rig.start();
    rig.accepted(rig.track("a", 10));
    rig.close();
    rig = new ShardRig(store);
    rig.journal.hold(Call.READ);
    CompletableFuture<String> started = rig.launch();
    rig.journal.await(Call.READ).answer(new ReadEnd.Complete(0, 0));
    rig.journal.await(Call.READ).letGo();
    ShardRig.await(started);
    assertThat(rig.events()).isEqualTo(1);
  }

  @Test
  void stoppedWhileItRestores_doesNotServe() {
    rig.start();
    rig.accepted(rig.track("a", 10));
    rig.journal.hold(Call.TAKE_OVER);
    rig.ask(to -> new Message.Apply(null, After.ACKNOWLEDGE, to));
    Held<?> again = rig.journal.await(Call.TAKE_OVER);
    rig.stop();
    again.letGo();
    rig.onLoop(() -> {});
    rig.onLoop(() -> {});
    assertThat(rig.state()).isInstanceOf(ShardState.Closed.class);
  }

  @Test
  void journalHangs_whatGathersIsBounded_andNothingOfItIsLost() {
    rig.start();
    rig.journal.hold(Call.APPEND);
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    int most = 4 + 1 + (int) (Service.UNSENT_BYTES_MAX / 10_000);
    for (int i = 0; i < 2 * most; i++) {
      answers.add(rig.track("device-" + i % 50, 10_000));
    }
    Answer refused = ShardRig.await(answers.getLast());
    assertThat(refused).isEqualTo(new Answer.Busy(Answer.Reason.MAILBOX_FULL));
    rig.journal.letGo(Call.APPEND);
    long accepted =
        answers.stream()
            .map(ShardRig::await)
            .filter(answer -> answer instanceof Answer.Accepted)
            .count();
    assertThat(accepted).isBetween(most / 2L, (long) most);
    assertThat(rig.events()).isEqualTo(accepted);
    rig.close();
    rig = new ShardRig(store).start();
    assertThat(rig.events()).isEqualTo(accepted);
  }

  @Test
  void journalDoesNotAnswer_eventsAreRefused_andNothingIsAskedAgain() {
    AtomicInteger claims = new AtomicInteger();
    rig.vertx
        .eventBus()
        .<Parcel>localConsumer(
            Parcel.address(ShardRig.NODE, 1),
            parcel -> claims.addAndGet(parcel.body().envelopes().size()));
    rig.start();
    rig.journal.hold(Call.APPEND);
    CompletableFuture<Answer> event =
        rig.track("a", 10, new Identifier(IdentifierType.ORDER_ID, "b", ShardRig.hash("b", 1)));
    rig.journal.await(Call.APPEND).fail(new IllegalStateException("away"));
    Held<?> retry = rig.journal.await(Call.APPEND);
    assertThat(rig.state()).isInstanceOf(ShardState.Stalled.class);
    assertThat(ShardRig.await(rig.track("c", 10)))
        .isEqualTo(new Answer.Busy(Answer.Reason.JOURNAL_AWAY));
    for (int i = 0; i < 10; i++) {
      rig.clockMs.addAndGet(Retries.LONGEST_MS);
      rig.awaitTicks(4);
    }
    rig.journal.letGo(Call.APPEND);
    retry.letGo();
    rig.accepted(event);
    ShardRig.until(() -> claims.get() > 0);
    rig.onLoop(() -> {});
    assertThat(claims).hasValueBetween(1, 2);
  }

  @Test
  void journalHangs_messagesBetweenShardsAreDroppedBeyondTheirShare() {
    AtomicInteger answered = new AtomicInteger();
    rig.vertx
        .eventBus()
        .<Parcel>localConsumer(
            Parcel.address(ShardRig.NODE, 1),
            parcel -> answered.addAndGet(parcel.body().envelopes().size()));
    rig.start();
    rig.journal.hold(Call.APPEND);
    for (int i = 0; i < 3 * ShardRig.MAILBOX_MAX; i++) {
      rig.send(claim(i));
    }
    rig.onLoop(() -> {});
    rig.journal.letGo(Call.APPEND);
    ShardRig.until(() -> answered.get() >= 2 * ShardRig.MAILBOX_MAX);
    rig.accepted(rig.track("a", 10));
    assertThat(answered).hasValue(2 * ShardRig.MAILBOX_MAX);
  }

  @Test
  void rules_thatAreReplaced_holdFromThenOn_alsoAfterADefect() {
    rig.start();
    rig.accepted(rig.track("a", 10, order("a1"), order("a2")));
    assertThat(rig.refusals()).isZero();

    Map<IdentifierType, TypeRule> types = new EnumMap<>(Rules.STANDARD.types());
    types.put(IdentifierType.ORDER_ID, new TypeRule(false, 1, 0, TypeRule.Beyond.REFUSE, 0));
    rig.govern(
        RuleBook.of(new Rules(2, types, Rules.STANDARD.devicePolicy(), Rules.Caps.STANDARD)));
    rig.accepted(rig.track("b", 10, order("b1"), order("b2")));
    assertThat(rig.refusals()).isOne();

    rig.ask(to -> new Message.Apply(null, After.ACKNOWLEDGE, to));
    ShardRig.until(() -> rig.track("a", 10).join() instanceof Answer.Accepted);
    rig.accepted(rig.track("c", 10, order("c1"), order("c2")));
    assertThat(rig.refusals()).isEqualTo(2);
  }

  private static Identifier order(String id) {
    return new Identifier(IdentifierType.ORDER_ID, id, ShardRig.hash(id));
  }

  private static Envelope claim(int i) {
    ProfileId claimant = ProfileId.of(1_000, 1, 5, i + 1);
    return new Envelope(
        ShardRig.SHARD, 1, i + 1, new Told.Claim(claimant, 1, ShardRig.cause("claimed-" + i)));
  }
}
