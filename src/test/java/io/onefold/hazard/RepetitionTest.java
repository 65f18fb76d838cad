package io.onefold.hazard;

import static io.onefold.hazard.Town.customer;
import static io.onefold.hazard.Town.device;
import static io.onefold.hazard.Town.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.Events;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.Decision;
import io.onefold.identity.Rules;
import io.onefold.identity.TypeRule;
import io.onefold.message.Answer;
import io.onefold.message.Refusal;
import io.onefold.profile.ProfileFacts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What comes twice, late, at once or in another order ends the same. */
class RepetitionTest {

  private static final Identifier ANN = customer("ann");
  private static final Identifier PHONE = device("phone");
  private static final Identifier TABLET = device("tablet");

  /** Hazard 6. */
  @Hazard(6)
  @Test
  void mergeStorm_ontoOneProfile_isPutOffAndDelaysNobody() {
    Map<IdentifierType, TypeRule> types = new EnumMap<>(Rules.STANDARD.types());
    types.put(IdentifierType.CUSTOMER_ID, new TypeRule(true, 1, 0, TypeRule.Beyond.REFUSE, 0));
    Rules rules = new Rules(1, types, Rules.STANDARD.devicePolicy(), Rules.Caps.STANDARD);
    Town town = new Town(rules);
    int devices = 50;
    for (int i = 0; i < devices; i++) {
      town.seen(device("d" + i));
    }
    List<List<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < devices; i++) {
      answers.add(town.world.post(town.event(ANN, device("d" + i))));
    }
    town.world.deliver();

    assertThat(answers).allSatisfy(one -> assertThat(one).hasSize(1));
    assertThat(answers).allMatch(one -> one.getFirst() instanceof Answer.Accepted);
    assertThat(town.identity(ANN).merges()).hasSize(Rules.Caps.STANDARD.mergesPerHourMax());

    town.world.settle();
    assertThat(town.identity(ANN).merges()).hasSize(devices);
    assertThat(town.events(ANN)).isEqualTo(2 * devices);
    assertThat(town.refusals(ANN)).as("put off is not refused").isEmpty();
  }

  /** The second person on a device costs one frozen profile an hour, and not one an event. */
  @Test
  void sharedDevice_eventAfterEvent_asksOnceAnHour() {
    Town town = new Town();
    Identifier bob = customer("bob");
    town.seen(ANN, TABLET);
    town.seen(bob, TABLET);
    long once = frozen(town);
    for (int i = 0; i < 100; i++) {
      town.seen(bob, TABLET);
    }

    assertThat(once).isPositive();
    assertThat(frozen(town)).isEqualTo(once);
    assertThat(town.refusals(bob)).containsExactly(Refusal.UNIQUE.code());
    assertThat(town.events(bob)).isEqualTo(101);
  }

  private static long frozen(Town town) {
    return town.world.decisions().stream().filter(Decision.Froze.class::isInstance).count();
  }

  /** Hazard 7. */
  @Hazard(7)
  @Test
  void anonymousIdAndUserId_atOnceOnTwoShards_endOnOneProfile() {
    for (long seed = 1; seed <= 300; seed++) {
      Town town = new Town();
      List<List<Answer>> answers = new ArrayList<>();
      answers.add(town.world.post(town.event(PHONE)));
      answers.add(town.world.post(town.event(ANN)));
      answers.add(town.world.post(town.event(ANN, PHONE)));
      answers.add(town.world.post(town.event(mail("ann@x.nl"), PHONE)));
      answers.add(town.world.post(town.event(ANN, mail("ann@x.nl"))));
      town.world.deliverInAnyOrder(new Random(seed));
      town.world.settle();

      assertThat(answers).as("seed %d", seed).allSatisfy(one -> assertThat(one).hasSize(1));
      assertThat(town.of(PHONE)).as("seed %d", seed).isEqualTo(town.of(ANN));
      assertThat(town.of(mail("ann@x.nl"))).as("seed %d", seed).isEqualTo(town.of(ANN));
      assertThat(town.events(ANN)).as("seed %d", seed).isEqualTo(5);
    }
  }

  /** Hazard 8. */
  @Hazard(8)
  @Test
  void repeatedDelivery_afterMergeAndRestart_countsNothingTwice() {
    Town town = new Town();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      events.add(town.ordered(10, PHONE));
      events.add(town.ordered(20, ANN));
    }
    events.add(town.event(ANN, PHONE));
    events.forEach(town::apply);
    ProfileFacts before = town.facts(ANN);
    assertThat(before.metrics().eventCount()).isEqualTo(11);

    assertThat(events).allMatch(town::isRepetition);
    town.world.restart();
    town.world.letPass(12 * Town.HOUR_MS);
    assertThat(events).allMatch(town::isRepetition);

    assertThat(town.facts(ANN)).isEqualTo(before);
  }

  /** Hazard 9. */
  @Hazard(9)
  @Test
  void events_inAnyOrder_makeTheSameProfile() {
    List<String> said =
        List.of(
            identify("n1", "2023-11-01T00:00:00Z", "'userId':'ann'", "Ann"),
            identify("n2", "2023-11-02T00:00:00Z", "'userId':'ann','anonymousId':'phone'", "Anna"),
            identify("n3", "2023-11-03T00:00:00Z", "'anonymousId':'phone'", "Anne"),
            identify("n4", "2023-10-31T00:00:00Z", "'anonymousId':'phone'", "A."));
    ProfileFacts expected = null;
    for (List<String> order : OnePersonTest.orders(said)) {
      Town town = new Town();
      order.forEach(town::send);
      town.world.settle();
      ProfileFacts facts = town.facts(ANN);
      assertThat(facts.text("core_data.first_name")).as("%s", order).isEqualTo("Anne");
      expected = expected == null ? facts : expected;
      assertThat(facts).as("%s", order).isEqualTo(expected);
    }
  }

  private static String identify(String messageId, String timestamp, String ids, String name) {
    return "{'type':'identify','messageId':'%s','timestamp':'%s',%s,'traits':{'firstName':'%s'}}"
        .formatted(messageId, timestamp, ids, name);
  }

  /** Hazard 13. */
  @Hazard(13)
  @Test
  void mergeOfTwoHistories_losesNothingAndDoublesNothing() {
    Town town = new Town();
    Event both = town.ordered(7, PHONE);
    town.apply(both);
    town.apply(town.ordered(30, PHONE));
    town.apply(Events.with(town.event(ANN), both.facts())); // the shop tells of the same order
    town.apply(town.ordered(12, ANN));
    ProfileId merged = town.seen(ANN, PHONE);

    ProfileFacts.Metrics metrics = town.facts(ANN).metrics();
    assertThat(town.of(PHONE)).isEqualTo(merged);
    assertThat(metrics.eventCount()).isEqualTo(5);
    assertThat(metrics.orderCount()).as("the same order is one").isEqualTo(3);
    assertThat(metrics.spendE4()).containsEntry("EUR", 490_000L);
    assertThat(town.world.count(Answer.Counts::events)).isEqualTo(5);
    assertThat(town.world.count(Answer.Counts::unknown) + town.world.count(Answer.Counts::known))
        .isEqualTo(1);
  }
}
