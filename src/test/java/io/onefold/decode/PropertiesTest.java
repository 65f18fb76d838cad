package io.onefold.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Consent;
import io.onefold.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, properties and consent. */
class PropertiesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ 'a' : [1, 2.50, 1e400 ] }",
        "{'a':{'b':{}},\n 'c':'Zo\u00eb \ud83d\ude00'}",
        "{'email':'x','phone':{}}",
        "{'a':1,'a':2}"
      })
  void decode_properties_areTheSendersOwnBytes(String properties) {
    String before = "  {'batch' : [ {'type':'page','anonymousId':'\u20ac','properties': ";
    byte[] body = Wire.json(before + properties + " , 'context':{}} ] } ");
    EventDecoder decoder = new EventDecoder(DecodeLimits.DEFAULT, Wire.HASHER);

    Decoded decoded = decoder.decode(body, Wire.context(Optional.empty(), ""));

    byte[] kept = Wire.events(decoded).events().getFirst().propertiesJson();
    assertThat(new String(kept, StandardCharsets.UTF_8)).isEqualTo(properties.replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'properties':null", "'foo':1", "'traits':{'a':1}"})
  void decode_noProperties_isAnEmptyObject(String field) {
    assertThat(Wire.properties(Wire.event("{'type':'page','userId':'u1'," + field + "}")))
        .isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'type':'track','event':' Ev '|Ev",
        "'type':'track','event':7|7",
        "'type':'page','name':'Home'|Home",
        "'type':'screen','name':'Cart'|Cart",
        "'type':'page'|\"\"",
        "'type':'identify','name':'x'|\"\"",
      })
  void decode_name_isThatOfItsType(String fields, String expected) {
    assertThat(Wire.event("{'userId':'u1'," + fields + "}").name()).isEqualTo(expected);
  }

  @Test
  void decode_longName_isCutWhereItIsOnlyShown() {
    String name = "n".repeat(201);
    assertThat(Wire.event("{'type':'page','userId':'u1','name':'" + name + "'}").name())
        .hasSize(200);
    assertThat(Wire.rejection("{'type':'track','userId':'u1','event':'" + name + "'}").code())
        .isEqualTo("name_too_long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'foo':1", "'event':''", "'event':' '", "'event':null", "'name':'x'"})
  void decode_trackWithoutName_isRejected(String field) {
    Rejection rejection = Wire.rejection("{'type':'track','userId':'u1'," + field + "}");
    assertThat(rejection.code()).isEqualTo("name_missing");
    assertThat(rejection.field()).isEqualTo("event");
  }

  @Test
  void decode_consent_isStatedPerPurpose() {
    Event event =
        consent("{'categoryPreferences':{'ads':true,'mail':false,'x':'yes','y':null},'other':1}");
    assertThat(event.facts().consents())
        .containsExactly(new Consent("ads", true), new Consent("mail", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "5", "[]", "{}", "{'categoryPreferences':[true]}"})
  void decode_consentOfOtherForm_statesNothing(String consent) {
    assertThat(consent(consent).facts().consents()).isEmpty();
  }

  @Test
  void decode_tooManyPurposes_isRejected() {
    String purposes =
        IntStream.range(0, 65).mapToObj(i -> "'p" + i + "':true").collect(Collectors.joining(","));
    Rejection rejection =
        Wire.rejection(
            "{'type':'page','userId':'u1','context':{'consent':{'categoryPreferences':{"
                + purposes
                + "}}}}");
    assertThat(rejection.code()).isEqualTo("too_many_values");
  }

  private static Event consent(String consent) {
    return Wire.event("{'type':'page','userId':'u1','context':{'consent':" + consent + "}}");
  }
}
