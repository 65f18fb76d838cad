package io.onefold.hazard;

import static io.onefold.hazard.Town.customer;
import static io.onefold.hazard.Town.device;
import static io.onefold.hazard.Town.mail;
import static io.onefold.hazard.Town.order;
import static io.onefold.hazard.Town.phone;
import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.decode.id.LinkTokens;
import io.onefold.event.Event;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.identity.DevicePolicy;
import io.onefold.message.Refusal;
import io.onefold.profile.IdentityFacts;
import io.onefold.profile.ProfileFacts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people who have something in common are not welded together. */
class StrangersTest {

  private static final Identifier ANN = customer("ann");
  private static final Identifier BOB = customer("bob");
  private static final Identifier TABLET = device("tablet");

  /** Hazard 1. */
  @Hazard(1)
  @Test
  void twoCustomers_shareMailPhoneAndDevice_stayTwoPeople() {
    for (Identifier shared : List.of(mail("us@home.nl"), phone("+31612345678"), TABLET)) {
      Town town = new Town();
      ProfileId ann = town.seen(ANN, shared);
      ProfileId bob = town.seen(BOB, shared);

      assertThat(bob).isNotEqualTo(ann);
      assertThat(town.of(shared)).as("%s stays with who had it first", shared).isEqualTo(ann);
      assertThat(town.events(ANN)).isEqualTo(1);
      assertThat(town.events(BOB)).isEqualTo(1);
      assertThat(town.refusals(BOB)).containsExactly(Refusal.UNIQUE.code());
    }
  }

  /**
   * Hazard 2. Ann and Bob each log in once, and after each login the tablet is used without one.
   * All is in the row: whose the tablet is then, and the events of Ann, of Bob and of its own.
   */
  @Hazard(2)
  @ParameterizedTest
  @CsvSource({"KEEP,ann,3,1", "REASSIGN_LATEST,bob,2,2", "ISOLATE,nobody,2,1"})
  void sharedTablet_secondLogin_takesNothingOfTheFirst(
      DevicePolicy policy, String owner, int ofAnn, int ofBob) {
    Town town = new Town(Town.with(policy));
    town.seen(ANN, TABLET);
    town.seen(TABLET);
    town.world.letPass(Town.HOUR_MS);
    town.seen(BOB, TABLET);
    town.seen(TABLET);

    assertThat(town.of(ANN)).isNotEqualTo(town.of(BOB));
    assertThat(town.events(ANN)).as("Ann's events").isEqualTo(ofAnn);
    assertThat(town.events(BOB)).as("Bob's events").isEqualTo(ofBob);
    switch (owner) {
      case "ann" -> assertThat(town.of(TABLET)).isEqualTo(town.of(ANN));
      case "bob" -> assertThat(town.of(TABLET)).isEqualTo(town.of(BOB));
      default -> {
        assertThat(town.of(TABLET)).isNotIn(town.of(ANN), town.of(BOB));
        assertThat(town.events(TABLET)).as("the tablet's own events").isEqualTo(1);
        assertThat(town.identity(TABLET).identifiers()).allMatch(IdentityFacts.Known::sharedDevice);
      }
    }
  }

  /** Ann logs in again on the tablet that went from her to Bob, and it comes back. */
  @Test
  void sharedTablet_firstPersonAgain_takesItBackFromThenOn() {
    Town town = new Town(Town.with(DevicePolicy.REASSIGN_LATEST));
    for (Identifier person : List.of(ANN, BOB, ANN)) {
      town.seen(person, TABLET);
      town.seen(TABLET);
      town.world.letPass(Town.HOUR_MS);
    }

    assertThat(town.of(TABLET)).isEqualTo(town.of(ANN)).isNotEqualTo(town.of(BOB));
    assertThat(town.events(ANN)).isEqualTo(4);
    assertThat(town.events(BOB)).isEqualTo(2);
  }

  /** What a refusal was remembered for is no reason once a customer id stands beside it. */
  @Test
  void secondMail_refusedOnItsOwn_joinsWithTheCustomerId() {
    Town town = new Town();
    Identifier other = mail("ann@work.nl");
    town.seen(ANN, mail("ann@home.nl"));
    town.seen(mail("ann@home.nl"), other);
    assertThat(town.refusals(ANN)).containsExactly(Refusal.DEVICE.code());

    town.seen(ANN, other);

    assertThat(town.of(other)).isEqualTo(town.of(ANN));
  }

  /** A tablet that belongs to nobody stays so, whoever logs in on it next. */
  @Test
  void isolatedTablet_thirdLogin_joinsNobody() {
    Town town = new Town(Town.with(DevicePolicy.ISOLATE));
    Identifier cas = customer("cas");
    town.seen(ANN, TABLET);
    town.seen(BOB, TABLET);
    town.world.letPass(2 * Town.HOUR_MS);
    town.seen(cas, TABLET);
    town.seen(TABLET);

    assertThat(town.of(TABLET)).isNotIn(town.of(ANN), town.of(BOB), town.of(cas));
    assertThat(town.events(cas)).isEqualTo(1);
  }

  /** Hazard 4. */
  @Hazard(4)
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "undefined",
        "NaN",
        "0",
        "-1",
        "anonymous",
        "guest",
        "[object Object]",
        "00000000-0000-0000-0000-000000000000",
        "00000000000000000000000000000000"
      })
  void junkUserId_onTwoDevices_linksNobody(String junk) {
    Town town = new Town();
    for (String device : List.of("phone", "tablet")) {
      town.send(
          "{'type':'page','anonymousId':'%s','userId':'%s','messageId':'%1$s'}"
              .formatted(device, junk));
    }

    assertThat(town.of(device("phone"))).isNotEqualTo(town.of(TABLET));
    assertThat(town.identity(TABLET).identifiers())
        .extracting(IdentityFacts.Known::value)
        .containsExactly("tablet");
  }

  /** Hazard 28. What has the form of an address is kept as one; the rest says nothing at all. */
  @Hazard(28)
  @ParameterizedTest
  @CsvSource({
    "test@test.com,test@test.com",
    "noreply@shop.nl,noreply@shop.nl",
    "none@none.com,none@none.com",
    "null,''",
    "[object Object],''"
  })
  void junkMail_ofTwoPeople_isAnAttributeAndNoLink(String junk, String attribute) {
    Town town = new Town();
    for (String device : List.of("phone", "tablet")) {
      town.send(
          "{'type':'identify','anonymousId':'%s','messageId':'%1$s','traits':{'email':'%s'}}"
              .formatted(device, junk));
    }

    assertThat(town.of(device("phone"))).isNotEqualTo(town.of(TABLET));
    for (Identifier one : List.of(device("phone"), TABLET)) {
      assertThat(town.facts(one).text("core_data.email_address")).isEqualTo(attribute);
    }
  }

  /** Hazard 33. */
  @Hazard(33)
  @Test
  void orderId_ofTwoKnownPeople_unitesNeither() {
    Town town = new Town();
    Identifier order = order("1001");
    town.seen(ANN, mail("ann@x.nl"), order);
    town.seen(BOB, mail("bob@x.nl"), order);
    Identifier eve = mail("eve@x.nl");
    town.seen(eve, order);

    assertThat(town.of(order)).isEqualTo(town.of(ANN));
    assertThat(town.of(BOB)).isNotEqualTo(town.of(ANN));
    assertThat(town.of(eve)).isNotIn(town.of(ANN), town.of(BOB));
    assertThat(town.refusals(eve)).containsExactly(Refusal.DEVICE.code());
  }

  /** Whom only a number, or the id of one source, tells apart is a person as well. */
  @Test
  void orderId_ofTwoPhonesOrTwoSourceIds_unitesNeither() {
    Identifier order = order("1001");
    for (IdentifierType type : List.of(IdentifierType.PHONE, IdentifierType.SOURCE_ID)) {
      Town town = new Town();
      Identifier one = Town.id(type, "shop:1");
      Identifier other = Town.id(type, "shop:2");
      town.seen(one, order);
      town.seen(other, order);

      assertThat(town.of(other)).isNotEqualTo(town.of(one));
      assertThat(town.refusals(other)).containsExactly(Refusal.DEVICE.code());
    }
  }

  /** The order is of a guest, who turns out to be Ann. */
  @Test
  void orderId_ofAGuest_joinsWhoNamesIt() {
    Town town = new Town();
    Identifier order = order("1001");
    town.apply(town.ordered(25, TABLET, order));
    town.seen(ANN, order);

    assertThat(town.of(TABLET)).isEqualTo(town.of(ANN));
    assertThat(town.facts(ANN).metrics().orderCount()).isEqualTo(1);
  }

  /** A mail to Ann that Bob opens, who is logged in. */
  @Test
  void forwardedMail_openedByAKnownPerson_unitesNobody() {
    Town town = new Town();
    ProfileId ann = town.seen(ANN, mail("ann@x.nl"));
    ProfileId bob = town.seen(BOB, TABLET);
    ProfileId opened = town.seen(TABLET, LinkTokens.identifier(ann));

    assertThat(opened).isEqualTo(bob);
    assertThat(town.of(BOB)).isEqualTo(bob).isNotEqualTo(town.of(ANN));
    assertThat(town.events(BOB)).isEqualTo(2);
    assertThat(town.events(ANN)).isEqualTo(1);
  }

  /** A mail to Ann that is opened on Bob's tablet before he logs in: he can have it back. */
  @Test
  void forwardedMail_openedByAStranger_isUndoneByASplit() {
    Town town = new Town();
    town.seen(TABLET);
    ProfileId ann = town.seen(ANN, mail("ann@x.nl"));
    Event opened = town.event(TABLET, LinkTokens.identifier(ann));
    town.apply(opened);
    assertThat(town.of(TABLET)).isEqualTo(town.of(ANN));

    town.seen(BOB, TABLET);
    assertThat(town.of(BOB)).as("Bob, who logs in there").isNotEqualTo(town.of(ANN));

    town.split(ANN, TABLET);
    town.seen(TABLET, LinkTokens.identifier(ann));
    ProfileFacts.Metrics tablet = town.facts(TABLET).metrics();
    assertThat(town.of(TABLET)).isNotEqualTo(town.of(ANN));
    assertThat(tablet.eventCount()).isEqualTo(3);
    assertThat(town.events(ANN)).isEqualTo(1);
  }
}
