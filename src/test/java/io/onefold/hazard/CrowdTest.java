package io.onefold.hazard;

import static io.onefold.hazard.Town.customer;
import static io.onefold.hazard.Town.device;
import static io.onefold.hazard.Town.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.Rules;
import io.onefold.identity.TypeRule;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Refusal;
import io.onefold.message.View;
import io.onefold.profile.IdentityFacts;
import io.onefold.shard.ShardWorld;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What very many share, or one has very many of, does not make a person of a crowd. */
class CrowdTest {

  private static final Identifier ANN = customer("ann");
  private static final Identifier SHOP = mail("info@shop.nl");

  /** A day's claims that are still believed. */
  private static final int CLAIMANTS_MAX = 10;

  private static Identifier nth(int number) {
    return device("device-" + number);
  }

  private static Rules with(IdentifierType type, TypeRule rule, Rules.Caps caps) {
    Map<IdentifierType, TypeRule> types = new EnumMap<>(Rules.STANDARD.types());
    types.put(type, rule);
    return new Rules(1, types, Rules.STANDARD.devicePolicy(), caps);
  }

  /** Hazard 5. */
  @Hazard(5)
  @Test
  void cookieChurn_ofOneCustomer_stopsAtTheLimitAndLosesNoEvent() {
    Town town = new Town();
    for (int i = 0; i < 120; i++) {
      town.seen(ANN, nth(i));
      town.world.letPass(3 * Town.DAY_MS);
    }

    assertThat(town.identity(ANN).identifiers())
        .filteredOn(known -> known.type() == IdentifierType.ANONYMOUS_ID)
        .hasSize(100);
    assertThat(town.events(ANN)).isEqualTo(120);
    assertThat(town.refusals(ANN)).containsOnly(Refusal.LIMIT.code());
    assertThat(town.world.owner(nth(119))).isEmpty();
  }

  /** Hazard 29. The address stands in for the customer's, on device after device. */
  @Hazard(29)
  @Test
  void shopsOwnMail_onManyDevices_isQuarantinedAtElevenClaimants() {
    Town town = new Town();
    int people = 60;
    for (int i = 0; i < people; i++) {
      town.seen(nth(i));
      town.seen(nth(i), SHOP);
      town.seen(nth(i));
    }

    Set<ProfileId> profiles = new HashSet<>();
    int welded = 0;
    for (int i = 0; i < people; i++) {
      profiles.add(town.of(nth(i)));
      welded += town.of(nth(i)).equals(town.of(SHOP)) ? 1 : 0;
    }
    assertThat(welded).as("welded before it was noticed").isLessThanOrEqualTo(CLAIMANTS_MAX + 1);
    assertThat(profiles).hasSize(people - welded + 1);
    assertThat(town.events(nth(people - 1))).isEqualTo(3);
    assertThat(town.world.count(Answer.Counts::quarantined)).isEqualTo(1);
    assertThat(town.identity(SHOP).identifiers())
        .filteredOn(known -> known.value().equals("info@shop.nl"))
        .allMatch(IdentityFacts.Known::quarantined);
  }

  /** The same address on people who are known: none of them is welded, and nobody asks for long. */
  @Test
  void shopsOwnMail_ofManyCustomers_isQuarantinedAtElevenClaimants() {
    Town town = new Town();
    for (int i = 0; i <= CLAIMANTS_MAX; i++) {
      assertThat(town.world.count(Answer.Counts::quarantined)).isZero();
      town.seen(customer("c" + i), SHOP);
    }
    town.seen(customer("late"), SHOP);

    assertThat(town.world.count(Answer.Counts::quarantined)).isEqualTo(1);
    assertThat(town.refusals(customer("late"))).containsExactly(Refusal.QUARANTINED.code());
    assertThat(town.world.count(Answer.Counts::refusals)).as("c1 to c10, and late").isEqualTo(11);
    assertThat(town.of(SHOP)).isEqualTo(town.of(customer("c0")));
  }

  /** What others sent by the address that one person is erased from is not counted again. */
  @Test
  void sharedMail_ofAnErasedPerson_staysWithTheOthersAndTheirEventsCountOnce() {
    Town town = new Town();
    Event others = town.event(SHOP, nth(0));
    town.apply(others);
    town.change(town.of(nth(0)), new Act.Remove(ShardWorld.ACCOUNT, SHOP.hash(), Town.BY));
    for (int i = 1; i <= CLAIMANTS_MAX + 2; i++) {
      town.seen(customer("c" + i), SHOP);
    }
    assertThat(town.of(SHOP)).isEqualTo(town.of(customer("c1")));

    town.change(town.of(SHOP), new Act.Erase(ShardWorld.ACCOUNT, Town.BY));
    town.world.settle();

    assertThat(town.world.read(SHOP.hash(), new View.Parts(ShardWorld.ACCOUNT)))
        .as("nobody is behind it")
        .isEqualTo(Answer.NOT_FOUND);
    assertThat(town.isRepetition(others)).as("a late retry").isTrue();
    town.seen(SHOP);
    assertThat(town.events(SHOP)).isEqualTo(1);
    assertThat(town.events(nth(0))).isEqualTo(1);
    assertThat(town.world.count(Answer.Counts::suppressed)).as("only c1").isEqualTo(1);
  }

  /** Hazard 30. */
  @Hazard(30)
  @Test
  void weldedPeople_quarantinedTooLate_areUndoneAtOnce() {
    Town town = new Town();
    for (int i = 0; i < CLAIMANTS_MAX; i++) {
      for (int events = 0; events <= i; events++) {
        town.seen(nth(i));
      }
      town.seen(nth(i), SHOP);
    }
    ProfileId crowd = town.of(SHOP);
    assertThat(town.events(SHOP)).isEqualTo(55 + 10);

    town.change(crowd, new Act.Unravel(ShardWorld.ACCOUNT, SHOP.hash(), Town.BY));
    town.world.settle();

    Set<ProfileId> people = new HashSet<>();
    for (int i = 0; i < CLAIMANTS_MAX; i++) {
      people.add(town.of(nth(i)));
      assertThat(town.events(nth(i))).as("events of %d", i).isEqualTo(i + 1);
    }
    people.add(town.of(SHOP));
    assertThat(people).hasSize(CLAIMANTS_MAX + 1);
    assertThat(town.events(SHOP)).isEqualTo(10);

    town.seen(nth(0), SHOP);
    assertThat(town.of(nth(0))).as("a replay of the cause").isNotEqualTo(town.of(SHOP));
  }

  /** Hazard 31. */
  @Hazard(31)
  @Test
  void giantComponent_hitsItsCaps_andIsAnAlert() {
    TypeRule noQuarantine = new TypeRule(true, 1, 0, TypeRule.Beyond.REFUSE, 0);
    Rules.Caps few = new Rules.Caps(12, 5, 100);
    Town merged = new Town(with(IdentifierType.CUSTOMER_ID, noQuarantine, few));
    Town grown = new Town(with(IdentifierType.CUSTOMER_ID, noQuarantine, few));
    merged.seen(ANN);
    for (int i = 0; i < 20; i++) {
      merged.seen(nth(i));
      merged.seen(ANN, nth(i));
      grown.seen(ANN, nth(i));
    }

    assertThat(merged.identity(ANN).merges()).hasSize(few.mergesMax());
    assertThat(merged.refusals(ANN)).containsOnly(Refusal.GIANT_MERGES.code());
    assertThat(grown.identity(ANN).identifiers()).hasSize(few.identifiersMax());
    assertThat(grown.world.keptOut())
        .as("each is an alert")
        .isEqualTo(grown.world.count(Answer.Counts::giants))
        .isEqualTo(20 - few.identifiersMax() + 1);
    assertThat(grown.refusals(ANN)).containsOnly(Refusal.GIANT_IDENTIFIERS.code());
    for (Town town : new Town[] {merged, grown}) {
      assertThat(town.world.count(Answer.Counts::giants)).isPositive();
      assertThat(town.events(ANN)).as("no event is lost").isGreaterThanOrEqualTo(20);
    }
    Hash128 last = nth(19).hash();
    assertThat(merged.world.seen(merged.of(nth(19))).held()).containsExactly(last);
  }
}
