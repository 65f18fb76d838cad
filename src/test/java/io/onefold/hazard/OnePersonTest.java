package io.onefold.hazard;

import static io.onefold.hazard.Town.customer;
import static io.onefold.hazard.Town.device;
import static io.onefold.hazard.Town.mail;
import static io.onefold.hazard.Town.phone;
import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.decode.Decoded;
import io.onefold.event.Event;
import io.onefold.event.Identifier;
import io.onefold.event.ProfileId;
import io.onefold.message.After;
import io.onefold.message.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One person is not split into several. */
class OnePersonTest {

  private static final Identifier ANN = customer("ann");
  private static final Identifier BOB = customer("bob");
  private static final Identifier PHONE = device("phone");

  private final Town town = new Town();

  /** Hazard 3. */
  @Hazard(3)
  @Test
  void anonymousActivity_beforeLogin_joinsTheFirstPersonOnly() {
    town.seen(PHONE);
    town.seen(PHONE);
    town.apply(town.ordered(40, PHONE));
    town.seen(ANN, PHONE);
    town.seen(BOB, PHONE);

    assertThat(town.of(PHONE)).isEqualTo(town.of(ANN));
    assertThat(town.events(ANN)).isEqualTo(4);
    assertThat(town.facts(ANN).metrics().spendE4()).containsEntry("EUR", 400_000L);
    assertThat(town.events(BOB)).isEqualTo(1);
    assertThat(town.facts(BOB).metrics().orderCount()).isZero();
  }

  /** Hazard 10. */
  @Hazard(10)
  @ParameterizedTest
  @ValueSource(strings = {"ann", " ann ", "customer_id:ann"})
  void aliasToItself_isAcceptedAndChangesNothing(String previousId) {
    ProfileId ann = town.seen(ANN, PHONE);
    Decoded.Events decoded =
        town.send("{'type':'alias','userId':'ann','previousId':'" + previousId + "'}");

    assertThat(decoded.noOpCount()).isEqualTo(1);
    assertThat(decoded.rejections()).isEmpty();
    assertThat(town.of(ANN)).isEqualTo(ann);
    assertThat(town.events(ANN)).isEqualTo(1);
    assertThat(town.identity(ANN).links()).hasSize(1);
  }

  /** Hazard 11. */
  @Hazard(11)
  @Test
  void aliasChain_inAnyOrder_isOnePerson() {
    List<String> chain =
        List.of(
            "{'type':'alias','userId':'ann','previousId':'phone','messageId':'a1'}",
            "{'type':'alias','userId':'ann','previousId':'email:ann@x.nl','messageId':'a2'}",
            "{'type':'page','anonymousId':'laptop','messageId':'a3',"
                + "'context':{'traits':{'email':'ann@x.nl'}}}");
    for (List<String> order : orders(chain)) {
      Town fresh = new Town();
      List<Identifier> all = List.of(PHONE, device("laptop"), mail("ann@x.nl"), ANN);
      all.forEach(fresh::seen);
      order.forEach(fresh::send);
      fresh.world.settle();

      Set<ProfileId> owners = new HashSet<>();
      all.forEach(identifier -> owners.add(fresh.of(identifier)));
      assertThat(owners).as("%s", order).hasSize(1);
      assertThat(fresh.events(ANN)).as("%s", order).isEqualTo(7);
    }
  }

  /** All orders of a few things. */
  static <T> List<List<T>> orders(List<T> things) {
    if (things.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (T first : things) {
      List<T> rest = new ArrayList<>(things);
      rest.remove(first);
      for (List<T> order : orders(rest)) {
        List<T> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        all.add(whole);
      }
    }
    return all;
  }

  /** Hazard 15. */
  @Hazard(15)
  @Test
  void spellings_ofOneMailAndOnePhone_areOnePerson() {
    List<String> spellings =
        List.of(
            "'email':'ann@example.com'",
            "'email':' Ann@Example.COM '",
            "'email':'ANN@EXAMPLE.COM','phone':'06-12345678'",
            "'phone':'+31 6 1234 5678'",
            "'phone':'0031612345678'",
            "'phone':31612345678");
    for (int i = 0; i < spellings.size(); i++) {
      town.send(
          "{'type':'identify','messageId':'s%d','traits':{%s}}".formatted(i, spellings.get(i)));
    }

    assertThat(town.of(phone("+31612345678"))).isEqualTo(town.of(mail("ann@example.com")));
    assertThat(town.events(mail("ann@example.com"))).isEqualTo(spellings.size());
    assertThat(town.identity(mail("ann@example.com")).identifiers()).hasSize(2);
  }

  /** Hazard 22. */
  @Hazard(22)
  @Test
  void batch_aboutOneNewPerson_isOneProfile() {
    String batch =
        """
        {'type':'page','anonymousId':'phone','messageId':'b1'},
        {'type':'identify','anonymousId':'phone','userId':'ann','messageId':'b2',
         'traits':{'email':'ann@x.nl'}},
        {'type':'track','event':'Seen','userId':'ann','messageId':'b3'},
        {'type':'page','anonymousId':'phone','messageId':'b4'},
        {'type':'identify','messageId':'b5','traits':{'email':'ann@x.nl'}}
        """;
    for (long seed = 1; seed <= 50; seed++) {
      Town fresh = new Town();
      fresh.read(batch).events().forEach(fresh.world::post);
      fresh.world.deliverInAnyOrder(new Random(seed));
      fresh.world.settle();

      assertThat(fresh.of(PHONE)).as("seed %d", seed).isEqualTo(fresh.of(ANN));
      assertThat(fresh.of(mail("ann@x.nl"))).as("seed %d", seed).isEqualTo(fresh.of(ANN));
      assertThat(fresh.events(ANN)).as("seed %d", seed).isEqualTo(5);
    }
  }

  /** Hazard 24. */
  @Hazard(24)
  @Test
  void eventOfAKnownPerson_costsTheSameAmongFewAndMany() {
    ProfileId ann = town.seen(ANN, PHONE);
    long amongFew = messagesFor(ann, town.event(ANN, PHONE));
    for (int i = 0; i < 2_000; i++) {
      town.seen(device("other-" + i));
    }

    assertThat(messagesFor(ann, town.event(ANN, PHONE))).isEqualTo(amongFew);
    assertThat(amongFew).as("the event itself, and nothing between shards").isEqualTo(1);
  }

  /** Messages that arrive when the gateway sends the event to where the last one was applied. */
  private long messagesFor(ProfileId profile, Event event) {
    long before = town.world.delivered();
    town.world.ask(
        profile.homeShard(),
        to -> new Message.ApplyAt(profile, event, false, After.ACKNOWLEDGE, to));
    return town.world.delivered() - before;
  }
}
