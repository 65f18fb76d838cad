package io.onefold.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.Events;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.DevicePolicy;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Rules;
import io.onefold.identity.TypeRule;
import io.onefold.message.Act;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Cause;
import io.onefold.message.Message;
import io.onefold.message.Told;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages that come late, or twice, when what they say is true no more. */
class StrayMessagesTest {

  private static final int SHARDS = 4;
  private static final int PHONES = 3;
  private static final Identifier ANN = id(IdentifierType.CUSTOMER_ID, "ann", 0);
  private static final Identifier MAIL = id(IdentifierType.EMAIL, "office@firm.nl", 1);
  private static final Identifier BOB = id(IdentifierType.CUSTOMER_ID, "bob", 2);
  private static final Identifier PHONE = id(IdentifierType.ANONYMOUS_ID, "phone", PHONES);

  private ShardWorld world = new ShardWorld(SHARDS, RuleBook.STANDARD, new Random(1));
  private int sent;

  /** An identifier of that shard: what goes on inside one is not sent. */
  private static Identifier id(IdentifierType type, String value, int shard) {
    return Stream.iterate(1L, n -> n + 1)
        .map(n -> new Hash128(n * 0x9e3779b97f4a7c15L, value.hashCode()))
        .filter(hash -> hash.shard(SHARDS) == shard)
        .findFirst()
        .map(hash -> new Identifier(type, value, hash))
        .orElseThrow();
  }

  private static Identifier device(int number) {
    return id(IdentifierType.ANONYMOUS_ID, "d" + number, number % SHARDS);
  }

  private static Identifier customer(int number) {
    return id(IdentifierType.CUSTOMER_ID, "c" + number, 0);
  }

  private Event event(Identifier... identifiers) {
    world.letPass(1_000);
    return Events.track("Seen", "m" + sent++, world.nowMs(), identifiers);
  }

  private ProfileId apply(Event event) {
    return ((Answer.Accepted) world.apply(event)).profile();
  }

  private void erase(ProfileId profile) {
    world.tell(
        profile.homeShard(),
        new Message.ChangeAt(profile, new Act.Erase(ShardWorld.ACCOUNT, "desk"), answer -> {}));
  }

  /** The event comes to the profile straight, as from a gateway that remembers it. */
  private List<Answer> stray(ProfileId profile, Event event) {
    List<Answer> answers = new ArrayList<>();
    world.tell(
        profile.homeShard(),
        new Message.ApplyAt(profile, event, false, After.ACKNOWLEDGE, answers::add));
    return answers;
  }

  private static RuleBook latest() {
    Rules rules = Rules.STANDARD;
    return RuleBook.of(new Rules(1, rules.types(), DevicePolicy.REASSIGN_LATEST, rules.caps()));
  }

  private void quarantineMail() {
    for (int i = 0; i <= 12; i++) {
      apply(event(customer(i), MAIL));
    }
    assertThat(world.count(Answer.Counts::quarantined)).isEqualTo(1);
  }

  /** Somebody else has it by now: the event counts on one of the two, and on no other. */
  @Test
  void event_byAnIdentifierThatIsOnlyAskedFor_waitsUntilItIsKnownWhoseItIs() {
    apply(event(PHONE));
    ProfileId ann = apply(event(ANN));
    world.deafen(PHONES);
    world.post(event(ANN, PHONE));
    world.deliver();

    Event stray = event(PHONE);
    List<Answer> answers = stray(ann, stray);
    assertThat(answers).isEmpty();

    world.hear();
    assertThat(answers).singleElement().isInstanceOf(Answer.Accepted.class);
    assertThat(world.owner(PHONE)).isEqualTo(world.owner(ANN));
    assertThat(((Answer.Accepted) world.apply(stray)).duplicate()).isTrue();
    assertThat(world.facts(world.owner(ANN).orElseThrow()).metrics().eventCount()).isEqualTo(4);
  }

  /** Two profiles that are to become one in an hour do not keep the event so long. */
  @Test
  void event_byAnIdentifierWhoseMergeIsPutOff_isAnsweredBusy() {
    Map<IdentifierType, TypeRule> types = new EnumMap<>(Rules.STANDARD.types());
    types.put(IdentifierType.CUSTOMER_ID, new TypeRule(true, 1, 0, TypeRule.Beyond.REFUSE, 0));
    Rules rules = new Rules(1, types, DevicePolicy.KEEP, Rules.Caps.STANDARD);
    world = new ShardWorld(SHARDS, RuleBook.of(rules), new Random(1));
    apply(event(ANN));
    for (int i = 0; i < Rules.Caps.STANDARD.mergesPerHourMax(); i++) {
      apply(event(device(i)));
      apply(event(ANN, device(i)));
    }
    ProfileId ann = world.owner(ANN).orElseThrow();
    apply(event(PHONE));
    world.post(event(ANN, PHONE));
    world.deliver();
    assertThat(world.owner(PHONE)).isNotEqualTo(world.owner(ANN));
    int before = world.told().size();

    assertThat(stray(ann, event(PHONE))).singleElement().isInstanceOf(Answer.Busy.class);
    assertThat(world.told().size() - before).isLessThan(10);
  }

  /** What a person has only asked for is the person's too, if nobody else has it. */
  @Test
  void erasure_whileAnIdentifierIsAskedFor_suppressesItToo() {
    ProfileId ann = apply(event(ANN));
    world.deafen(PHONES);
    world.post(event(ANN, PHONE));
    world.deliver();
    erase(ann);

    world.hear();
    world.settle();

    assertThat(world.apply(event(PHONE))).isInstanceOf(Answer.Dropped.class);
    assertThat(world.apply(event(ANN))).isInstanceOf(Answer.Dropped.class);
  }

  @Test
  void event_ofSomebodyElseWhileAPersonIsErased_isNotDropped() {
    apply(event(PHONE));
    ProfileId ann = apply(event(ANN));
    world.delay(message -> message instanceof Told.Claim || message instanceof Told.Suppress);
    world.post(event(ANN, PHONE));
    world.deliver();
    erase(ann);

    List<Answer> answers = stray(ann, event(PHONE));
    assertThat(answers).isEmpty();
    world.hear();
    assertThat(answers).containsExactly(Answer.STALE);
  }

  /** The person's home has not heard of the quarantine when she is erased. */
  @Test
  void event_byAQuarantinedAddressWhileItsHolderIsErased_isNotDropped() {
    world.delay(message -> message instanceof Told.Distrust);
    quarantineMail();
    world.delay(m -> m instanceof Told.Distrust || m instanceof Told.Suppress);
    erase(world.owner(MAIL).orElseThrow());

    Event others = event(MAIL);
    List<Answer> answers = world.post(others);
    world.deliver();
    assertThat(answers).isEmpty();
    world.hear();
    world.settle();
    assertThat(answers).singleElement().isInstanceOf(Answer.Accepted.class);
    assertThat(((Answer.Accepted) world.apply(others)).duplicate()).isTrue();
  }

  @Test
  void address_vouchedForWhileItsHolderIsErased_linksAgain() {
    quarantineMail();
    world.delay(message -> message instanceof Told.Suppressed);
    erase(world.owner(MAIL).orElseThrow());
    world.tell(
        MAIL.hash().shard(SHARDS), new Message.Readmit(MAIL.hash(), ShardWorld.ACCOUNT, a -> {}));

    world.hear();
    world.settle();
    world.letPass(31L * 3_600_000);
    ProfileId next = apply(event(MAIL, device(1)));
    assertThat(world.owner(device(1))).contains(next);
    assertThat(world.owner(MAIL)).contains(next);
  }

  /** It was said before the profile came to have the identifier. */
  @Test
  void loss_toldLate_doesNotTakeTheIdentifierOffItsHolder() {
    ProfileId holder = apply(event(PHONE));

    world.tell(PHONES, new Told.Gone(PHONE.hash(), holder, Optional.empty()));

    assertThat(world.owner(PHONE)).contains(holder);
  }

  /** The answer to a question from before the identifier was granted says nothing about it now. */
  @Test
  void loss_answerToAnOlderQuestion_isIgnored() {
    ProfileId holder = apply(event(PHONE));
    Hash128 older = new Hash128(3, 3);

    world.tell(PHONES, new Told.Gone(PHONE.hash(), holder, Optional.of(older)));

    assertThat(world.owner(PHONE)).contains(holder);
  }

  /** Under traffic it is missed again and again before the first question is answered. */
  @Test
  void loss_toldAgainBeforeTheAnswer_isStillAnswered() {
    int home = (PHONES + 1) % SHARDS;
    ProfileId lost = new RandomFresh(home, new Random(5)).profileId(world.nowMs());
    Cause cause = new Cause(Cause.Kind.EVENT, PHONE.hash(), PHONE.type(), 1, "m", "s", 1);
    world.tell(PHONES, new Told.Claim(lost, ShardWorld.ACCOUNT, cause));
    world.delay(message -> message instanceof Told.Verify);
    Told.Gone missed = new Told.Gone(PHONE.hash(), lost, Optional.empty());
    world.tell(PHONES, missed);
    Told.Verify question =
        (Told.Verify)
            world.told().stream().filter(Told.Verify.class::isInstance).toList().getLast();
    world.tell(PHONES, missed);

    world.tell(PHONES, new Told.Gone(PHONE.hash(), lost, Optional.of(question.nonce())));

    assertThat(world.owner(PHONE)).isEmpty();
  }

  /** An offer comes twice, the second time to somebody who has been erased since. */
  @Test
  void device_offeredAgainToSomebodyErased_doesNotGoToAndFro() {
    world = new ShardWorld(SHARDS, latest(), new Random(1));
    apply(event(ANN, PHONE));
    ProfileId bob = apply(event(BOB));
    apply(event(BOB, PHONE));
    assertThat(world.owner(PHONE)).contains(bob);
    Message offer =
        world.told().stream().filter(Told.Handover.class::isInstance).toList().getLast();
    world.change(bob, new Act.Erase(ShardWorld.ACCOUNT, "desk"));
    int before = world.told().size();

    world.tell(bob.homeShard(), offer);

    assertThat(world.told().size() - before).isLessThan(10);
  }

  @Test
  void device_givenBack_isLinkedToItsOwnerAsBefore() {
    world = new ShardWorld(SHARDS, latest(), new Random(1));
    ProfileId ann = apply(event(ANN, PHONE));
    ProfileId bob = apply(event(BOB));
    world.delay(message -> message instanceof Told.Handover);
    world.post(event(BOB, PHONE));
    world.deliver();
    world.change(bob, new Act.Erase(ShardWorld.ACCOUNT, "desk"));

    world.hear();
    world.settle();

    assertThat(world.owner(PHONE)).contains(ann);
    assertThat(world.identity(ann).links())
        .singleElement()
        .satisfies(
            link -> {
              assertThat(link.from()).isEqualTo("customer_id:ann");
              assertThat(link.cause().messageId()).isEqualTo("m0");
            });
  }

  private ProfileId part(ProfileId profile, Identifier identifier) {
    Act.Split split = new Act.Split(ShardWorld.ACCOUNT, List.of(identifier.hash()), "desk");
    return ((Answer.Changed) world.change(profile, split)).made().getFirst();
  }

  /** It has gone on to a third profile since. */
  @Test
  void reassignment_toldAgainLate_doesNotTakeTheIdentifierBack() {
    ProfileId ann = apply(event(ANN, PHONE));
    part(ann, PHONE);
    Message first =
        world.told().stream().filter(Told.Reassign.class::isInstance).toList().getLast();
    apply(event(BOB, PHONE));
    world.settle();
    ProfileId third = part(world.owner(BOB).orElseThrow(), PHONE);
    assertThat(world.owner(PHONE)).contains(third);

    world.tell(PHONES, first);

    assertThat(world.owner(PHONE)).contains(third);
  }

  /** What was seen before the cut is no reason to tie again what was cut. */
  @Test
  void event_fromBeforeTheCut_doesNotRejoin() {
    Event late = event(ANN, PHONE);
    ProfileId ann = apply(event(ANN, PHONE));
    ProfileId parted = part(ann, PHONE);

    world.apply(late);
    world.settle();

    assertThat(world.owner(PHONE)).contains(parted);
    assertThat(world.owner(ANN)).contains(ann);
  }
}
