package io.onefold.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.decode.id.IdentifierRules;
import io.onefold.decode.id.UserHashes;
import io.onefold.decode.rules.Unvouched;
import io.onefold.event.Event;
import io.onefold.event.IdentifierType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Events by an account's own rules: what decides where they go, and whose word is taken. */
class RulesOfAccountTest {

  private static final String SECRET = "secret of the account";

  private static final IdentifierRules EMAIL_FIRST =
      new IdentifierRules(
          Wire.NORMALISER,
          List.of(
              IdentifierType.EMAIL,
              IdentifierType.CUSTOMER_ID,
              IdentifierType.ANONYMOUS_ID,
              IdentifierType.ORDER_ID),
          Optional.empty());

  private static final IdentifierRules SIGNED =
      new IdentifierRules(
          Wire.NORMALISER,
          IdentifierRules.STANDARD_ORDER,
          Optional.of(new UserHashes(SECRET.getBytes(StandardCharsets.UTF_8))));

  private static final String LOGIN =
      "{'type':'identify','anonymousId':'a1','userId':'u1','traits':{'email':'Ann@example.com'}"
          + "%s}";

  @Test
  void priority_ofTypes_decidesTheRoute() {
    Event event = only(Wire.by(EMAIL_FIRST, LOGIN.formatted("")));
    assertThat(Wire.who(event))
        .containsExactly("email:ann@example.com", "customer_id:u1", "anonymous_id:a1");
    assertThat(event.route().type()).isEqualTo(IdentifierType.EMAIL);
    assertThat(Wire.event(LOGIN.formatted("")).route().type())
        .isEqualTo(IdentifierType.CUSTOMER_ID);
  }

  @Test
  void unsigned_personOfABrowser_isNotLinked_andTheDeviceIs() {
    Decoded.Events events = Wire.by(SIGNED, LOGIN.formatted(""));
    assertThat(Wire.who(only(events))).containsExactly("anonymous_id:a1");
    assertThat(only(events).facts().attributes())
        .anySatisfy(update -> assertThat(update.value().text()).isEqualTo("Ann@example.com"));
    assertThat(only(events).makesKnown()).isFalse();
    assertThat(events.unvouched()).isEqualTo(new Unvouched(2, 0));
  }

  @Test
  void oneHash_vouchesForItsIdentifierAlone() {
    String context = ",'context':{'userHash':'" + hash("customer_id:u1") + "'}";
    Decoded.Events events = Wire.by(SIGNED, LOGIN.formatted(context));
    assertThat(Wire.who(only(events))).containsExactly("customer_id:u1", "anonymous_id:a1");
    assertThat(events.unvouched()).isEqualTo(new Unvouched(0, 1));
  }

  @Test
  void hashesByType_vouchForTheNormalisedValues() {
    String context =
        ",'context':{'userHash':{'customer_id':'%s','email':'%s'}}"
            .formatted(hash("customer_id:u1"), hash("email:ann@example.com"));
    Decoded.Events events = Wire.by(SIGNED, LOGIN.formatted(context));
    assertThat(Wire.who(only(events)))
        .containsExactly("customer_id:u1", "email:ann@example.com", "anonymous_id:a1");
    assertThat(events.unvouched()).isEqualTo(Unvouched.NONE);
  }

  @Test
  void forgedHashes_vouchForNobody() {
    for (String forged :
        List.of(
            hash("customer_id:u2"),
            hash("email:u1"),
            hash("u1"),
            hash("customer_id:u1").toUpperCase(Locale.ROOT),
            hash("customer_id:u1").substring(1),
            "0".repeat(64),
            "\u00e9")) {
      String context = ",'context':{'userHash':'" + forged + "'}";
      Decoded.Events events = Wire.by(SIGNED, LOGIN.formatted(context));
      assertThat(Wire.who(only(events))).containsExactly("anonymous_id:a1");
      assertThat(events.unvouched()).isEqualTo(new Unvouched(0, 2));
    }
  }

  @Test
  void hashOfOtherForm_isNone() {
    for (String form : List.of("null", "''", "[]", "{}", "true", "{'email':null,'phone':{}}")) {
      String context = ",'context':{'userHash':" + form + "}";
      assertThat(Wire.by(SIGNED, LOGIN.formatted(context)).unvouched())
          .as(form)
          .isEqualTo(new Unvouched(2, 0));
    }
  }

  @Test
  void externalIdsAndProperties_needHashesToo() {
    String event =
        "{'type':'track','event':'E','anonymousId':'a1','properties':{'email':'bob@example.com'},"
            + "'context':{'traits':{'phone':'+31612345678'},'externalIds':["
            + "{'type':'shop','collection':'sources','id':'12'},"
            + "{'type':'anonymous_id','id':'a2'}]}}";
    Decoded.Events events = Wire.by(SIGNED, event);
    assertThat(Wire.who(only(events))).containsExactly("anonymous_id:a2", "anonymous_id:a1");
    assertThat(events.unvouched()).isEqualTo(new Unvouched(3, 0));
  }

  @Test
  void aliasOfUnsignedPerson_isRejectedWithTheReason() {
    Decoded.Events events = Wire.by(SIGNED, "{'type':'alias','userId':'u1','previousId':'a1'}");
    assertThat(events.events()).isEmpty();
    assertThat(events.rejections())
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.field()).isEqualTo("userId");
              assertThat(rejection.message()).contains("userHash");
            });
    assertThat(events.unvouched()).isEqualTo(new Unvouched(1, 0));
  }

  @Test
  void unsignedPersonWithoutDevice_isRejected_andCounted() {
    Decoded.Events events = Wire.by(SIGNED, "{'type':'page','userId':'u1'}");
    assertThat(events.rejections())
        .singleElement()
        .satisfies(rejection -> assertThat(rejection.message()).contains("userHash"));
    assertThat(events.unvouched()).isEqualTo(new Unvouched(1, 0));
  }

  @Test
  void trustedSender_needsNoHash() {
    Decoded.Events events = Wire.by(SIGNED.trusting(), LOGIN.formatted(""));
    assertThat(Wire.who(only(events)))
        .containsExactly("customer_id:u1", "email:ann@example.com", "anonymous_id:a1");
    assertThat(events.unvouched()).isEqualTo(Unvouched.NONE);
  }

  @Test
  void userHashes_ofValue_isTheDocumentedHmac() {
    assertThat(
            new UserHashes(SECRET.getBytes(StandardCharsets.UTF_8))
                .of(IdentifierType.EMAIL, "ann@example.com"))
        .isEqualTo(hash("email:ann@example.com"));
  }

  private static Event only(Decoded.Events events) {
    assertThat(events.events()).hasSize(1);
    return events.events().getFirst();
  }

  private static String hash(String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
