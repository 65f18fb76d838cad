package io.onefold.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Events;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.message.Cause;
import io.onefold.message.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulesTest {

  private static final long NOW_MS = 1_700_000_000_000L;
  private static final Hash128 TIE = new Hash128(1, 1);

  @Test
  void twoCustomerIds_neverUnite() {
    for (IdentifierType tie : IdentifierType.values()) {
      assertThat(unite(person("customer_id:1"), person("customer_id:2"), tie))
          .contains(Refusal.UNIQUE);
    }
  }

  @Test
  void deviceBetweenTwoEmails_isRefused() {
    assertThat(unite(person("email:a@x.nl"), person("email:b@x.nl"), IdentifierType.ANONYMOUS_ID))
        .contains(Refusal.DEVICE);
  }

  @Test
  void phoneBetweenTwoEmails_isRefused() {
    assertThat(unite(person("email:a@x.nl"), person("email:b@x.nl"), IdentifierType.PHONE))
        .contains(Refusal.DEVICE);
  }

  @Test
  void customerIdBetweenTwoEmails_unites() {
    assertThat(
            unite(
                person("customer_id:1", "email:a@x.nl"),
                person("email:b@x.nl"),
                IdentifierType.CUSTOMER_ID))
        .isEmpty();
  }

  @Test
  void deviceBetweenPersonAndAnonymous_unites() {
    assertThat(unite(person("email:a@x.nl"), person("anonymous_id:d"), IdentifierType.ANONYMOUS_ID))
        .isEmpty();
  }

  @Test
  void deviceBetweenCustomerAndEmail_unites() {
    assertThat(unite(person("customer_id:1"), person("email:a@x.nl"), IdentifierType.ANONYMOUS_ID))
        .isEmpty();
  }

  @Test
  void idsOfTwoSources_unite_idsOfOneSource_doNot() {
    LinkState mail = person("source_id:mail:1");
    assertThat(unite(mail, person("source_id:shop:2"), IdentifierType.ANONYMOUS_ID)).isEmpty();
    assertThat(unite(mail, person("source_id:mail:2"), IdentifierType.ANONYMOUS_ID))
        .contains(Refusal.DEVICE);
  }

  @Test
  void orderBetweenTwoEmails_isRefused() {
    assertThat(unite(person("email:a@x.nl"), person("email:b@x.nl"), IdentifierType.ORDER_ID))
        .contains(Refusal.DEVICE);
  }

  @Test
  void manyOrders_areNoReasonToKeepAPersonInTwo() {
    LinkState one = person("email:a@x.nl");
    LinkState other = person("anonymous_id:d");
    for (int i = 0; i < 200; i++) {
      hold(one, "order_id:" + i);
      hold(other, "order_id:x" + i);
    }
    assertThat(unite(one, other, IdentifierType.ANONYMOUS_ID)).isEmpty();
  }

  /** Between the question and the decision one of them has given it to a third profile. */
  @Test
  void identifierThatOneHasGivenAway_doesNotUnite() {
    LinkState holder = person("email:a@x.nl");
    hold(holder, new Identifier(IdentifierType.ANONYMOUS_ID, "tie", TIE));
    LinkState former = person("customer_id:1");
    Cause cause = cause(Cause.Kind.EVENT, IdentifierType.ANONYMOUS_ID);
    assertThat(Rules.STANDARD.unite(holder, former, cause, false, NOW_MS)).contains(Refusal.STALE);
    assertThat(Rules.STANDARD.unite(former, holder, cause, false, NOW_MS)).contains(Refusal.STALE);
  }

  /** Its profile may be known by another address already. */
  @Test
  void emailBesideACustomerId_joinsItsProfile() {
    LinkState customer = person("customer_id:1", "email:a@x.nl");
    LinkState subscriber = person("email:b@x.nl", "anonymous_id:d");
    assertThat(unite(customer, subscriber, cause(Cause.Kind.IDENTIFIED, IdentifierType.EMAIL)))
        .isEmpty();
    assertThat(unite(customer, subscriber, cause(Cause.Kind.EVENT, IdentifierType.EMAIL)))
        .contains(Refusal.DEVICE);
    for (IdentifierType shared : List.of(IdentifierType.ANONYMOUS_ID, IdentifierType.PHONE)) {
      assertThat(unite(customer, subscriber, cause(Cause.Kind.IDENTIFIED, shared)))
          .contains(Refusal.DEVICE);
    }
  }

  /** Whether it comes before its profile or after it, an address needs a customer id beside it. */
  @Test
  void secondEmail_isAddedOnlyBesideACustomerId() {
    LinkState state = person("email:a@x.nl");
    assertThat(add(state, "email:b@x.nl", Cause.Kind.EVENT)).contains(Refusal.DEVICE);
    assertThat(add(state, "email:b@x.nl", Cause.Kind.IDENTIFIED)).isEmpty();
    assertThat(add(person("phone:+31612345678"), "email:b@x.nl", Cause.Kind.EVENT)).isEmpty();
  }

  @Test
  void sixthEmail_isKeptOut() {
    LinkState state = person("email:1@x", "email:2@x", "email:3@x", "email:4@x", "email:5@x");
    assertThat(add(state, "email:6@x", Cause.Kind.IDENTIFIED)).contains(Refusal.LIMIT);
    assertThat(add(state, "phone:+31612345678", Cause.Kind.IDENTIFIED)).isEmpty();
    assertThat(add(state, "email:6@x", Cause.Kind.EVENT))
        .as("no room has to be made for what may not come in")
        .contains(Refusal.DEVICE);
  }

  private static Optional<Refusal> add(LinkState state, String identifier, Cause.Kind kind) {
    Identifier added = identifier(identifier);
    return Rules.STANDARD.add(state, added, cause(kind, added.type()));
  }

  private static Cause cause(Cause.Kind kind, IdentifierType tie) {
    return new Cause(kind, TIE, tie, 1, "m", "tracking", NOW_MS);
  }

  private static Optional<Refusal> unite(LinkState one, LinkState other, IdentifierType tie) {
    return unite(one, other, cause(Cause.Kind.EVENT, tie));
  }

  private static Optional<Refusal> unite(LinkState one, LinkState other, Cause cause) {
    Identifier named = new Identifier(IdentifierType.LINK_TOKEN, "tie", TIE);
    hold(one, named);
    hold(other, named);
    Optional<Refusal> forward = Rules.STANDARD.unite(one, other, cause, false, NOW_MS);
    assertThat(Rules.STANDARD.unite(other, one, cause, false, NOW_MS)).isEqualTo(forward);
    return forward;
  }

  private static LinkState person(String... identifiers) {
    LinkState state = new LinkState();
    for (String identifier : identifiers) {
      hold(state, identifier);
    }
    return state;
  }

  private static void hold(LinkState state, String identifier) {
    hold(state, identifier(identifier));
  }

  private static void hold(LinkState state, Identifier identifier) {
    if (!state.holds(identifier.hash())) {
      state.held.add(new Held(identifier, "tracking", 1, 1, null, Held.Mark.NONE));
    }
  }

  private static Identifier identifier(String text) {
    int colon = text.indexOf(':');
    IdentifierType type = IdentifierType.named(text.substring(0, colon)).orElseThrow();
    return Events.identifier(type, text.substring(colon + 1));
  }
}
