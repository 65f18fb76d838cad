package io.onefold.hazard;

import static io.onefold.hazard.Town.customer;
import static io.onefold.hazard.Town.device;
import static io.onefold.hazard.Town.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Commerce;
import io.onefold.event.Consent;
import io.onefold.event.Event;
import io.onefold.event.Facts;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.Origin;
import io.onefold.event.ProfileId;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Rules;
import io.onefold.identity.TypeRule;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Cause;
import io.onefold.message.Decline;
import io.onefold.message.Message;
import io.onefold.message.Refusal;
import io.onefold.message.View;
import io.onefold.profile.IdentityFacts;
import io.onefold.profile.ProfileFacts;
import io.onefold.profile.Survivorship;
import io.onefold.shard.ShardWorld;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was united can be explained, holds for the whole, and can be undone. */
class UndoneTest {

  private static final Identifier ANN = customer("ann");
  private static final Identifier MAIL = mail("ann@x.nl");
  private static final Identifier PHONE = device("phone");
  private static final Identifier TABLET = device("tablet");

  private final Town town = new Town();

  private void merge(Identifier one, Identifier other, Cause.Kind kind, String operation) {
    Cause cause =
        new Cause(
            kind,
            one.hash(),
            one.type(),
            operation.hashCode(),
            operation,
            "hand:" + Town.BY,
            town.world.nowMs());
    town.change(town.of(one), new Act.Merge(ShardWorld.ACCOUNT, town.of(other), cause, Town.BY));
    town.world.settle();
  }

  /** Hazard 12. */
  @Hazard(12)
  @Test
  void formerIds_afterAMerge_leadToTheSurvivorWithTheReason() {
    ProfileId device = town.seen(PHONE);
    ProfileId ann = town.seen(ANN);
    String formerToken = town.identity(ANN).trackingId();
    town.seen(ANN, PHONE);
    town.world.restart();

    IdentityFacts identity = town.identity(ANN);
    assertThat(town.of(ANN)).as("the oldest survives").isEqualTo(device).isEqualTo(town.of(PHONE));
    assertThat(identity.past().formerIds()).containsExactly(ann);
    assertThat(identity.merges())
        .singleElement()
        .satisfies(
            merge -> {
              assertThat(merge.absorbed()).isEqualTo(ann);
              assertThat(merge.cause().messageId()).isEqualTo("m2");
            });
    assertThat(town.world.root(town.world.tokens.open(formerToken).orElseThrow()))
        .isEqualTo(device);
    Answer byFormer =
        town.world.readAt(ann, new View.Identity(ShardWorld.ACCOUNT, "profile_id:" + ann.text()));
    assertThat(((Answer.Document) byFormer).profile()).isEqualTo(device);
    assertThat(new String(((Answer.Document) byFormer).json()))
        .contains(
            "\"requested_id\":\"profile_id:" + ann.text() + "\"",
            "\"profile_id\":\"" + device.text() + "\"");
  }

  /** Hazard 14. Bob mistypes his address at the till, and it is Ann's. */
  @Hazard(14)
  @Test
  void wrongMerge_undone_bothPeopleAsBefore() {
    town.apply(town.ordered(30, ANN, MAIL));
    town.seen(ANN);
    town.apply(town.ordered(12, PHONE));
    town.seen(PHONE);
    ProfileFacts.Metrics bob = town.facts(PHONE).metrics();
    Event typo = town.event(MAIL, PHONE);
    town.apply(typo);
    assertThat(town.of(PHONE)).isEqualTo(town.of(ANN));
    assertThat(town.facts(ANN).metrics().spendE4()).containsEntry("EUR", 420_000L);

    ProfileId part = town.split(ANN, PHONE);
    town.world.settle();

    assertThat(town.of(PHONE)).isEqualTo(part).isNotEqualTo(town.of(ANN));
    assertThat(town.facts(PHONE).metrics()).isEqualTo(bob);
    assertThat(town.events(ANN)).as("hers, and the one that named her").isEqualTo(3);
    assertThat(town.facts(ANN).metrics().spendE4()).containsEntry("EUR", 300_000L);
    assertThat(town.facts(ANN).metrics().orderCount()).isEqualTo(1);

    assertThat(town.isRepetition(typo)).as("a late retry").isTrue();
    town.world.restart();
    town.seen(MAIL, PHONE);
    town.seen(PHONE);
    town.world.settle();
    assertThat(town.of(PHONE)).as("after new evidence of the same").isEqualTo(part);
    assertThat(town.refusals(ANN)).contains(Refusal.SEVERED.code());
    assertThat(town.events(PHONE)).isEqualTo(3);
    assertThat(town.identity(ANN).past().splits())
        .singleElement()
        .satisfies(
            split -> {
              assertThat(split.other()).isEqualTo(part);
              assertThat(split.by()).isEqualTo(Town.BY);
            });
  }

  /** Ann's profile counts what came by her old address, and that may come again for a day. */
  @Test
  void addressTakenOffAndErased_isLetInAgainOnlyWhenNothingCanCountTwice() {
    Event event = town.event(MAIL, PHONE);
    town.apply(event);
    town.change(town.of(PHONE), new Act.Remove(ShardWorld.ACCOUNT, MAIL.hash(), Town.BY));
    town.change(town.of(MAIL), new Act.Erase(ShardWorld.ACCOUNT, Town.BY));
    town.world.settle();
    assertThat(town.events(PHONE)).isEqualTo(1);

    assertThat(readmitted(MAIL)).isEqualTo(new Answer.Declined(Decline.TOO_EARLY));
    assertThat(town.world.apply(event)).isInstanceOf(Answer.Dropped.class);

    town.world.restart();
    town.world.letPass(31 * Town.HOUR_MS);
    assertThat(readmitted(MAIL)).isEqualTo(Answer.READMITTED);
    town.seen(MAIL);
    assertThat(town.events(MAIL)).isEqualTo(1);
  }

  private Answer readmitted(Identifier identifier) {
    return town.world.ask(
        identifier.hash().shard(town.world.shardCount()),
        to -> new Message.Readmit(identifier.hash(), ShardWorld.ACCOUNT, to));
  }

  /** Hazard 16. A website that sees somebody for the first time draws the bucket by that. */
  @Hazard(16)
  @Test
  void bucketOfPersonalization_acrossLoginAndSplit_doesNotFlip() {
    town.seen(PHONE);
    town.seen(ANN);
    assertThat(town.facts(PHONE).personalization()).isEmpty();
    Optional<ProfileFacts.Bucket> drawn = drawn(PHONE);
    town.world.letPass(1_000);
    assertThat(drawn(ANN)).isPresent().isNotEqualTo(drawn);

    town.seen(ANN, PHONE);
    assertThat(drawn(ANN)).isEqualTo(drawn);
    town.world.restart();
    assertThat(drawn(ANN)).isEqualTo(drawn);
    town.split(ANN, PHONE);
    assertThat(drawn(ANN)).isEqualTo(drawn);
  }

  /** The bucket after a website has looked at somebody. */
  private Optional<ProfileFacts.Bucket> drawn(Identifier who) {
    View.Projection projection =
        new View.Projection("default", List.of(), List.of(), false, false, "");
    town.world.read(who.hash(), new View.Projected(ShardWorld.ACCOUNT, projection));
    return town.facts(who).personalization();
  }

  /**
   * Hazard 20. What the website heard of the device, and the shop later of the customer; empty:
   * nothing. A later yes is a change of mind only where its source is as strong.
   */
  @Hazard(20)
  @ParameterizedTest
  @CsvSource({
    "shop,true,web,false,false",
    "shop,false,web,true,false",
    "web,false,shop,true,true",
    "web,true,shop,false,false",
    "web,true,shop,true,true",
    "web,,shop,false,false",
    "shop,false,web,,false"
  })
  void consents_thatDiffer_theRefusalHoldsForTheWhole(
      String first, Boolean ofDevice, String second, Boolean ofCustomer, boolean merged) {
    say(first, ofDevice, PHONE);
    say(second, ofCustomer, ANN);
    town.seen(ANN, PHONE);

    assertThat(town.of(PHONE)).isEqualTo(town.of(ANN));
    Survivorship shopFirst = new Survivorship(List.of("shop", "web"), Map.of());
    assertThat(
            town.world
                .facts(town.of(ANN), shopFirst)
                .consent("marketing")
                .map(ProfileFacts.ConsentFact::granted))
        .contains(merged);
  }

  private void say(String source, Boolean marketing, Identifier who) {
    Event event = town.event(who);
    List<Consent> consents =
        marketing == null ? List.of() : List.of(new Consent("marketing", marketing));
    town.apply(
        new Event(
            new Origin(ShardWorld.ACCOUNT, source),
            event.type(),
            event.name(),
            event.id(),
            event.time(),
            event.identifiers(),
            new Facts(List.of(), Commerce.NONE, consents),
            event.propertiesJson()));
  }

  /** Whoever asks to be anonymised is so as a whole. */
  @Test
  void anonymised_onOnePart_holdsForTheWhole() {
    town.send("{'type':'identify','anonymousId':'phone','traits':{'anonymise':true}}");
    town.send("{'type':'identify','userId':'ann','traits':{'anonymise':false}}");
    town.seen(ANN, PHONE);

    assertThat(town.facts(ANN).anonymise()).isTrue();
  }

  /** Hazard 21. */
  @Hazard(21)
  @Test
  void ruleChange_holdsForWhatComes_andLeavesWhatWasDecided() {
    town.seen(ANN, mail("ann1@x.nl"));
    ProfileId ann = town.seen(ANN, mail("ann2@x.nl"));
    Map<IdentifierType, TypeRule> types = new EnumMap<>(Rules.STANDARD.types());
    types.put(IdentifierType.EMAIL, new TypeRule(true, 1, 0, TypeRule.Beyond.REFUSE, 0));
    RuleBook strict =
        RuleBook.of(new Rules(7, types, Rules.STANDARD.devicePolicy(), Rules.STANDARD.caps()));

    town.world.govern(strict);
    town.world.restart();
    town.seen(ANN, mail("ann3@x.nl"));

    assertThat(town.of(mail("ann1@x.nl"))).isEqualTo(ann);
    assertThat(town.of(mail("ann2@x.nl"))).isEqualTo(ann);
    assertThat(town.world.owner(mail("ann3@x.nl"))).isEmpty();
    assertThat(town.identity(ANN).refusals())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.reason()).isEqualTo(Refusal.UNIQUE.code());
              assertThat(refused.ruleVersion()).isEqualTo(7);
            });
    assertThat(town.events(ANN)).isEqualTo(3);
  }

  /** Hazard 26. */
  @Hazard(26)
  @Test
  void userId_changedByItsProvider_isOnePersonByForceOnly() {
    Identifier renamed = customer("ann-2");
    town.seen(ANN, PHONE);
    town.apply(town.ordered(9, renamed, TABLET));
    town.send("{'type':'alias','userId':'ann-2','previousId':'customer_id:ann'}");
    merge(ANN, renamed, Cause.Kind.HAND, "operation-1");
    assertThat(town.of(renamed)).as("nobody is forced").isNotEqualTo(town.of(ANN));

    merge(ANN, renamed, Cause.Kind.FORCED, "operation-2");

    assertThat(town.of(renamed)).isEqualTo(town.of(ANN));
    assertThat(town.events(ANN)).isEqualTo(3);
    assertThat(town.identity(ANN).merges())
        .singleElement()
        .extracting(IdentityFacts.Merge::kind)
        .isEqualTo("forced");
    town.seen(device("laptop"));
    town.seen(renamed, device("laptop"));
    assertThat(town.of(device("laptop"))).as("what comes later").isEqualTo(town.of(ANN));
    town.split(ANN, renamed);
    assertThat(town.of(renamed)).as("and is undone as any other").isNotEqualTo(town.of(ANN));
  }
}
