package io.onefold.hazard;

import static io.onefold.hazard.Town.customer;
import static io.onefold.hazard.Town.device;
import static io.onefold.hazard.Town.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.decode.Decoded;
import io.onefold.decode.id.BlockedValues;
import io.onefold.decode.id.IdentifierNormaliser;
import io.onefold.decode.id.IdentifierRules;
import io.onefold.decode.id.UserHashes;
import io.onefold.event.Event;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;
import io.onefold.profile.IdentityFacts;
import io.onefold.shard.ShardWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Those who may not be believed, shards that do not answer, and keys that take everything. */
class EdgesTest {

  private static final Identifier ANN = customer("ann");
  private static final Identifier PHONE = device("phone");
  private static final int WAITING_MAX = 256;

  private final Town town = new Town();

  private int shardOf(Identifier identifier) {
    return identifier.hash().shard(town.world.shardCount());
  }

  private Identifier elsewhere(Stream<Identifier> some, Identifier than) {
    return some.filter(one -> shardOf(one) != shardOf(than)).findFirst().orElseThrow();
  }

  /** Hazard 18. */
  @Hazard(18)
  @Test
  void forgedUserId_ofABrowserThatMustSign_linksNobody() {
    UserHashes hashes = new UserHashes(new byte[32]);
    IdentifierRules signed =
        new IdentifierRules(
            new IdentifierNormaliser("NL", BlockedValues.NONE),
            IdentifierRules.STANDARD_ORDER,
            Optional.of(hashes));
    town.seen(ANN, mail("ann@x.nl"));
    String forged =
        "{'type':'identify','anonymousId':'phone','userId':'ann','messageId':'%s',"
            + "'traits':{'email':'ann@x.nl'},'context':{'userHash':'%s'}}";
    for (String hash : List.of("", "00", hashes.of(IdentifierType.CUSTOMER_ID, "bob"))) {
      Decoded.Events read = town.read(signed, forged.formatted("f" + hash, hash));
      read.events().forEach(town::apply);
      assertThat(read.unvouched().unsigned() + read.unvouched().wronglySigned()).isPositive();
    }

    assertThat(town.of(PHONE)).isNotEqualTo(town.of(ANN));
    assertThat(town.events(ANN)).isEqualTo(1);
    assertThat(town.events(PHONE)).isEqualTo(3);

    String right = forged.formatted("right", hashes.of(IdentifierType.CUSTOMER_ID, "ann"));
    town.read(signed, right).events().forEach(town::apply);
    assertThat(town.of(PHONE)).as("with her own hash").isEqualTo(town.of(ANN));
  }

  /** An open browser links within the rules: two people stay two, whatever it says. */
  @Test
  void forgedUserId_ofAnOpenBrowser_doesNotUniteTwoPeople() {
    town.seen(ANN);
    town.seen(customer("bob"), PHONE);
    town.send("{'type':'identify','anonymousId':'phone','userId':'ann','messageId':'f1'}");
    town.send("{'type':'alias','userId':'ann','previousId':'customer_id:bob','messageId':'f2'}");

    assertThat(town.of(customer("bob"))).isEqualTo(town.of(PHONE)).isNotEqualTo(town.of(ANN));
  }

  /** Somebody else names the address of who was erased: it is kept out, and not even its value. */
  @Test
  void erasedPersonsMail_namedBySomebodyElse_isNoIdentifierOfTheirs() {
    Identifier mail = mail("zoe@x.nl");
    town.change(
        town.seen(customer("zoe"), mail, PHONE), new Act.Erase(ShardWorld.ACCOUNT, Town.BY));
    town.seen(ANN, device("tablet"));
    town.world.restart();
    town.seen(ANN, mail);
    town.seen(device("tablet"), PHONE);

    IdentityFacts identity = town.identity(ANN);
    assertThat(identity.identifiers())
        .extracting(IdentityFacts.Known::value)
        .containsExactly("ann", "tablet");
    assertThat(identity.refusals())
        .extracting(IdentityFacts.Refused::reason)
        .containsExactly(Refusal.SUPPRESSED.code(), Refusal.SUPPRESSED.code());
    assertThat(identity.toString()).doesNotContain("zoe");
    assertThat(town.world.apply(town.event(mail))).isEqualTo(Answer.DROPPED);
    assertThat(town.world.apply(town.event(PHONE))).isEqualTo(Answer.DROPPED);
  }

  /** Hazard 23. */
  @Hazard(23)
  @Test
  void identityOfAnotherShard_doesNotAnswer_delaysNoEvent() {
    Identifier mail =
        elsewhere(IntStream.range(0, 100).mapToObj(i -> mail("ann" + i + "@x.nl")), ANN);
    town.seen(mail);
    town.world.deafen(shardOf(mail));

    List<Answer> answers = town.world.post(town.event(ANN, mail));
    town.world.deliver();
    List<Answer> later = town.world.post(town.event(ANN));
    town.world.deliver();

    assertThat(answers).singleElement().isInstanceOf(Answer.Accepted.class);
    assertThat(later).singleElement().isInstanceOf(Answer.Accepted.class);
    assertThat(town.identity(ANN).settled()).as("the link is on its way").isFalse();
    assertThat(town.events(ANN)).isEqualTo(2);

    town.world.hear();
    town.world.settle();
    assertThat(town.of(mail)).isEqualTo(town.of(ANN));
    assertThat(town.events(ANN)).isEqualTo(3);
  }

  /** Hazard 32. Ann's profile is frozen, and everything that comes for her has to wait. */
  @Hazard(32)
  @Test
  void hotKey_ofAFrozenProfile_doesNotFillItsShard() {
    Identifier older = elsewhere(IntStream.range(0, 100).mapToObj(i -> device("older-" + i)), ANN);
    Identifier neighbour =
        IntStream.range(0, 100)
            .mapToObj(i -> device("neighbour-" + i))
            .filter(one -> shardOf(one) == shardOf(ANN))
            .findFirst()
            .orElseThrow();
    town.seen(older);
    town.seen(ANN);
    town.world.deafen(shardOf(older));
    unite(ANN, older);

    List<Event> events = new ArrayList<>();
    List<List<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < WAITING_MAX + 50; i++) {
      events.add(town.event(ANN));
      answers.add(town.world.post(events.getLast()));
    }
    List<Answer> ofNeighbour = town.world.post(town.event(neighbour));
    town.world.deliver();

    assertThat(answers.subList(0, WAITING_MAX)).allMatch(List::isEmpty);
    assertThat(answers.subList(WAITING_MAX, answers.size()))
        .allMatch(one -> one.equals(List.of(new Answer.Busy(Answer.Reason.MERGING))));
    assertThat(ofNeighbour).singleElement().isInstanceOf(Answer.Accepted.class);

    town.world.hear();
    assertThat(answers).allSatisfy(one -> assertThat(one).hasSize(1));
    assertThat(town.of(ANN)).isEqualTo(town.of(older));
    events.forEach(town::apply);
    assertThat(town.events(ANN)).as("each once, those sent again too").isEqualTo(2 + events.size());
  }

  private void unite(Identifier one, Identifier other) {
    Cause cause =
        new Cause(
            Cause.Kind.HAND, one.hash(), one.type(), 1, "operation", "hand", town.world.nowMs());
    town.change(town.of(one), new Act.Merge(ShardWorld.ACCOUNT, town.of(other), cause, Town.BY));
  }
}
