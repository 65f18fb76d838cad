package io.onefold.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.IdentifierType;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'userId':'u1'|customer_id:u1",
        "'userId':' u1 '|customer_id:u1",
        "'userId':42|customer_id:42",
        "'userId':12345678901234567890|customer_id:12345678901234567890",
        "'userId':'U1','anonymousId':'A1'|customer_id:U1,anonymous_id:A1",
        "'anonymousId':'a1','userId':''|anonymous_id:a1",
        "'anonymousId':'a1','userId':null|anonymous_id:a1",
        "'anonymousId':'a1','userId':'undefined'|anonymous_id:a1",
        "'userId':'u1','userId':'u2'|customer_id:u2",
        "'context':{'traits':{'email':' Ann@Example.com '}}|email:ann@example.com",
        "'context':{'traits':{'phone':'06-12345678'}}|phone:+31612345678",
        "'context':{'traits':{'phone':31612345678}}|phone:+31612345678",
        "'traits':{'email':'ann@example.com'},'anonymousId':'a1'|anonymous_id:a1",
        "'properties':{'email':'ann@example.com'},'anonymousId':'a1'|anonymous_id:a1",
      })
  void decode_idsOfPage_identify(String fields, String expected) {
    Event event = Wire.event("{'type':'page'," + fields + "}");
    assertThat(String.join(",", Wire.who(event))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'traits':{'email':'a@example.com'}|email:a@example.com",
        "'context':{'traits':{'email':'a@example.com','phone':'+31612345678'}}"
            + "|email:a@example.com,phone:+31612345678",
        "'traits':{'email':'a@example.com'},'context':{'traits':{'email':'b@example.com'}}"
            + "|email:a@example.com",
        "'traits':{'email':'no address'},'context':{'traits':{'email':'b@example.com'}}"
            + "|email:b@example.com",
      })
  void decode_traitsOfIdentify_identify(String fields, String expected) {
    Event event = Wire.event("{'type':'identify'," + fields + "}");
    assertThat(String.join(",", Wire.who(event))).isEqualTo(expected);
  }

  @Test
  void decode_propertiesOfTrack_identify() {
    Event event =
        Wire.event(
            "{'type':'track','event':'Order Completed','anonymousId':'a1','properties':"
                + "{'order_id':1001,'email':'ann@example.com','phone':'+31612345678'}}");
    assertThat(Wire.who(event))
        .containsExactly(
            "email:ann@example.com", "phone:+31612345678", "anonymous_id:a1", "order_id:1001");
  }

  @Test
  void decode_contextsOwnEmail_goesBeforeThatOfProperties() {
    Event event =
        Wire.event(
            "{'type':'track','event':'Friend Invited','properties':{'email':'bob@example.com'},"
                + "'context':{'traits':{'email':'ann@example.com'}}}");
    assertThat(Wire.who(event)).containsExactly("email:ann@example.com");
  }

  @Test
  void decode_groupTraits_identifyNobody() {
    Event event =
        Wire.event(
            "{'type':'group','userId':'u1','groupId':'g1','traits':{'email':'info@shop.nl'}}");
    assertThat(Wire.who(event)).containsExactly("customer_id:u1");
    assertThat(event.name()).isEqualTo("g1");
    assertThat(event.facts().attributes()).isEmpty();
    assertThat(Wire.properties(event)).isEqualTo("{'email':'info@shop.nl'}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'id':'u1','type':'user_id','collection':'users','encoding':'none'}|customer_id:u1",
        "{'id':'Ann@Example.com','type':'email'}|email:ann@example.com",
        "{'id':'+31612345678','type':'phone'}|phone:+31612345678",
        "{'id':'b2','type':'anonymous_id'}|anonymous_id:b2",
        "{'id':'shop:12','type':'source_id'}|source_id:shop:12",
        "{'id':12,'type':'shop','collection':'sources'}|source_id:shop:12",
      })
  void decode_externalId_identifies(String external, String expected) {
    Event event = Wire.event("{'type':'page','context':{'externalIds':[" + external + "]}}");
    assertThat(Wire.who(event)).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'id':'x','type':'android.idfa','collection':'users'}]",
        "[{'id':'x'}]",
        "[{}]",
        "[5]",
        "[null]",
        "null",
        "{'id':'x','type':'email'}",
        "5",
        "[{'type':'user_id'}]",
        "[{'id':{'a':1},'type':'user_id'}]",
        "[{'id':'12','type':'source_id'}]"
      })
  void decode_externalIdsOfOthers_areIgnored(String externalIds) {
    Event event =
        Wire.event(
            "{'type':'page','anonymousId':'a1','context':{'externalIds':" + externalIds + "}}");
    assertThat(Wire.who(event)).containsExactly("anonymous_id:a1");
  }

  @Test
  void decode_repeatedAndManyIds_areOrderedDistinctAndBound() {
    String ids =
        IntStream.range(0, 20)
            .mapToObj(i -> "{'id':'p" + i + "','type':'anonymous_id'}")
            .collect(Collectors.joining(","));
    Event event =
        Wire.event(
            "{'type':'page','anonymousId':'p3','userId':'u1','context':{'externalIds':["
                + ids
                + ",{'id':'u1','type':'user_id'},{'id':'z@example.com','type':'email'}]}}");

    assertThat(event.identifiers()).hasSize(10).doesNotHaveDuplicates();
    assertThat(Wire.who(event))
        .startsWith("customer_id:u1", "email:z@example.com", "anonymous_id:p0", "anonymous_id:p1");
  }

  @Test
  void decode_identifier_carriesItsKeyedHash() {
    Event event = Wire.event("{'type':'page','userId':'u1'}");
    assertThat(event.route())
        .isEqualTo(Wire.HASHER.identifier(7, IdentifierType.CUSTOMER_ID, "u1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'type':'page'}|\"\"",
        "{'type':'page','userId':''}|\"\"",
        "{'type':'page','userId':'null'}|userId",
        "{'type':'page','anonymousId':'undefined'}|anonymousId",
        "{'type':'identify','traits':{'email':'test@test.com'}}|traits.email",
        "{'type':'identify','traits':{'email':'ann'}}|traits.email",
        "{'type':'page','context':{'externalIds':[{'id':'0','type':'email'}]}}|context.externalIds",
      })
  void decode_noIdentifierLeft_isRejectedAndNamed(String event, String field) {
    Rejection rejection = Wire.rejection(event);
    assertThat(rejection.code()).isEqualTo("no_identifier");
    assertThat(rejection.field()).isEqualTo(field);
    assertThat(rejection.message()).contains(field).contains("userId");
  }

  @Test
  void decode_blockedValue_staysAnAttribute() {
    Event event =
        Wire.event("{'type':'identify','userId':'u1','traits':{'email':'test@test.com'}}");
    assertThat(Wire.who(event)).containsExactly("customer_id:u1");
    assertThat(event.facts().attributes())
        .singleElement()
        .satisfies(
            update -> {
              assertThat(update.key()).isEqualTo("core_data.email_address");
              assertThat(update.value().text()).isEqualTo("test@test.com");
            });
  }

  @Test
  void decode_longId_isRejected() {
    Rejection rejection =
        Wire.rejection("{'type':'page','anonymousId':'a1','userId':'" + "x".repeat(257) + "'}");
    assertThat(rejection.code()).isEqualTo("identifier_too_long");
    assertThat(rejection.field()).isEqualTo("userId");
    assertThat(rejection.message()).contains("256");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'userId':{}|userId",
        "'userId':true|userId",
        "'anonymousId':[1]|anonymousId",
        "'messageId':{}|messageId",
        "'event':['a']|event",
        "'properties':[]|properties",
        "'properties':'x'|properties",
        "'traits':5|traits",
        "'context':'x'|context",
        "'context':{'traits':[]}|context.traits",
        "'timestamp':{}|timestamp",
        "'sentAt':true|sentAt",
        "'originalTimestamp':[]|originalTimestamp",
      })
  void decode_wrongType_isRejectedWithItsField(String field, String expected) {
    Rejection rejection =
        Wire.rejection("{'type':'track','event':'E','userId':'u1'," + field + "}");
    assertThat(rejection.code()).isEqualTo("wrong_type");
    assertThat(rejection.field()).isEqualTo(expected);
    assertThat(rejection.message()).startsWith(expected + " must be ");
  }
}
