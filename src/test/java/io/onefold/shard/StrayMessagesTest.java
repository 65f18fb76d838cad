package io.onefold.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.Events;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.RuleBook;
import io.onefold.message.Act;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import io.onefold.message.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages that come late, when what they say is true no more. */
class StrayMessagesTest {

  private static final int SHARDS = 4;
  private static final Identifier ANN =
      new Identifier(IdentifierType.CUSTOMER_ID, "ann", new Hash128(1L << 60, 1));
  private static final Identifier PHONE =
      new Identifier(IdentifierType.ANONYMOUS_ID, "phone", new Hash128(-1, 2));

  private final ShardWorld world = new ShardWorld(SHARDS, RuleBook.STANDARD, new Random(1));
  private int sent;

  private Event event(Identifier... identifiers) {
    world.letPass(1_000);
    return Events.track("Seen", "m" + sent++, world.nowMs(), identifiers);
  }

  private ProfileId apply(Event event) {
    return ((Answer.Accepted) world.apply(event)).profile();
  }

  /** Somebody else has it by now: the event counts on one of the two, and on no other. */
  @Test
  void event_byAnIdentifierThatIsOnlyAskedFor_waitsUntilItIsKnownWhoseItIs() {
    apply(event(PHONE));
    ProfileId ann = apply(event(ANN));
    int phones = PHONE.hash().shard(SHARDS);
    assertThat(phones).isNotEqualTo(ann.homeShard());
    world.deafen(phones);
    world.post(event(ANN, PHONE));
    world.deliver();

    Event stray = event(PHONE);
    List<Answer> answers = new ArrayList<>();
    world.tell(
        ann.homeShard(), new Message.ApplyAt(ann, stray, false, After.ACKNOWLEDGE, answers::add));
    assertThat(answers).isEmpty();

    world.hear();
    assertThat(answers).singleElement().isInstanceOf(Answer.Accepted.class);
    assertThat(world.owner(PHONE)).isEqualTo(world.owner(ANN));
    assertThat(((Answer.Accepted) world.apply(stray)).duplicate()).isTrue();
    assertThat(world.facts(world.owner(ANN).orElseThrow()).metrics().eventCount()).isEqualTo(4);
  }

  /** What a person has only asked for is the person's too, if nobody else has it. */
  @Test
  void erasure_whileAnIdentifierIsAskedFor_suppressesItToo() {
    ProfileId ann = apply(event(ANN));
    int phones = PHONE.hash().shard(SHARDS);
    world.deafen(phones);
    world.post(event(ANN, PHONE));
    world.deliver();
    world.tell(
        ann.homeShard(),
        new Message.ChangeAt(ann, new Act.Erase(ShardWorld.ACCOUNT, "desk"), answer -> {}));

    world.hear();
    world.settle();

    assertThat(world.apply(event(PHONE))).isInstanceOf(Answer.Dropped.class);
    assertThat(world.apply(event(ANN))).isInstanceOf(Answer.Dropped.class);
  }

  /** It was said before the profile came to have the identifier. */
  @Test
  void loss_toldLate_doesNotTakeTheIdentifierOffItsHolder() {
    ProfileId holder = apply(event(PHONE));

    world.tell(PHONE.hash().shard(SHARDS), new Told.Gone(PHONE.hash(), holder, Optional.empty()));

    assertThat(world.owner(PHONE)).contains(holder);
  }

  /** The answer to a question from before the identifier was granted says nothing about it now. */
  @Test
  void loss_answerToAnOlderQuestion_isIgnored() {
    ProfileId holder = apply(event(PHONE));
    Hash128 older = new Hash128(3, 3);

    world.tell(PHONE.hash().shard(SHARDS), new Told.Gone(PHONE.hash(), holder, Optional.of(older)));

    assertThat(world.owner(PHONE)).contains(holder);
  }
}
