package io.onefold.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.AttributeUpdate;
import io.onefold.event.Event;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'email':'Ann@Example.com'|core_data.email_address TEXT Ann@Example.com",
        "'email':' Ann@Example.com '|core_data.email_address TEXT Ann@Example.com",
        "'email':'noreply@example.com'|core_data.email_address TEXT noreply@example.com",
        "'phone':'06-12345678'|core_data.phone_number TEXT 06-12345678",
        "'phone':31612345678|core_data.phone_number NUMBER 31612345678",
        "'phone':'(555) 123.456'|core_data.phone_number TEXT (555) 123.456",
        "'firstName':'Ann'|core_data.first_name TEXT Ann",
        "'first_name':'Ann'|core_data.first_name TEXT Ann",
        "'lastName':'Lee'|core_data.last_name TEXT Lee",
        "'last_name':'Lee'|core_data.last_name TEXT Lee",
        "'name':'Ann Lee'|core_data.name TEXT Ann Lee",
        "'birthday':'1990-01-01'|core_data.birthday TEXT 1990-01-01",
        "'gender':'f'|core_data.gender TEXT f",
        "'title':'Dr'|core_data.title TEXT Dr",
        "'username':'ann'|core_data.username TEXT ann",
        "'avatar':'https://x/y.png'|core_data.avatar TEXT https://x/y.png",
        "'website':'https://x'|core_data.website TEXT https://x",
        "'description':'d'|core_data.description TEXT d",
        "'age':35|core_data.age NUMBER 35",
        "'createdAt':'2020-01-01'|core_data.created_at TEXT 2020-01-01",
        "'company':'Acme'|core_data.company TEXT Acme",
        "'company':{'name':'Acme'}|core_data.company TEXT Acme",
        "'company':{'id':5}|custom.company_id NUMBER 5",
        "'address':{'street':'Dam 1'}|core_data.address_street TEXT Dam 1",
        "'address':{'city':'Utrecht'}|core_data.address_city TEXT Utrecht",
        "'address':{'state':'UT'}|core_data.address_state TEXT UT",
        "'address':{'postalCode':'1000'}|core_data.address_postal_code TEXT 1000",
        "'address':{'country':'NL'}|core_data.address_country TEXT NL",
        "'address':{'floor':2}|custom.address_floor NUMBER 2",
        "'address':'Dam 1'|custom.address TEXT Dam 1",
        "'shoe_size':42.50|custom.shoe_size NUMBER 42.50",
        "'vip':true|custom.vip BOOLEAN true",
        "'vip':false|custom.vip BOOLEAN false",
        "'tags':['a', 1]|custom.tags JSON ['a', 1]",
        "'prefs':{'a':{'b':[]}}|custom.prefs JSON {'a':{'b':[]}}",
        "'custom.size':1|custom.size NUMBER 1",
        "'core_data.first_name':'Ann'|core_data.first_name TEXT Ann",
        "'foo.bar':1|custom.foo.bar NUMBER 1",
        "'a':1,'a':2|custom.a NUMBER 2",
      })
  void decode_trait_becomesAttribute(String trait, String expected) {
    Event event = Wire.event("{'type':'identify','userId':'u1','traits':{" + trait + "}}");
    assertThat(event.facts().attributes())
        .singleElement()
        .satisfies(update -> assertThat(text(update)).isEqualTo(expected));
    assertThat(Wire.properties(event)).isEqualTo("{" + trait + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'a':null",
        "'address':{'city':null}",
        "'':1",
        "'core_data.tracking_id':'mine'",
        "'email':'not an address'",
        "'email':''",
        "'email':5",
        "'email':true",
        "'email':{'a':'ann@example.com'}",
        "'email':'undefined'",
        "'core_data.email_address':'x'",
        "'phone':'call me'",
        "'phone':'0000000000'",
        "'phone':'12'",
        "'phone':['0612345678']",
        "'core_data.phone_number':'x'",
        "\"\""
      })
  void decode_traitThatSaysNothing_isNoAttribute(String trait) {
    Event event = Wire.event("{'type':'identify','userId':'u1','traits':{" + trait + "}}");
    assertThat(event.facts().attributes()).isEmpty();
  }

  @Test
  void decode_traitsOfContext_areAddedUnderTheEventsOwn() {
    Event event =
        Wire.event(
            "{'type':'identify','userId':'u1','traits':{'b':1},"
                + "'context':{'traits':{'a':1,'b':2}}}");
    assertThat(event.facts().attributes())
        .extracting(AttributesTest::text)
        .containsExactlyInAnyOrder("custom.a NUMBER 1", "custom.b NUMBER 1");
  }

  @Test
  void decode_identifyWithTraitsInContextAlone_keepsThemAsProperties() {
    Event event = Wire.event("{'type':'identify','userId':'u1','context':{'traits':{'a':1}}}");
    assertThat(Wire.properties(event)).isEqualTo("{'a':1}");
    assertThat(event.facts().attributes()).hasSize(1);
  }

  @Test
  void decode_traitsOfOtherTypes_setNoAttribute() {
    Event event =
        Wire.event(
            "{'type':'track','event':'E','userId':'u1','context':{'traits':{'a':1}},"
                + "'traits':{'b':1}}");
    assertThat(event.facts().attributes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'a':1e999999|number_out_of_range|traits.a",
        "'a':1E-999999|number_out_of_range|traits.a",
      })
  void decode_numberBeyondBounds_isRejected(String trait, String code, String field) {
    Rejection rejection =
        Wire.rejection("{'type':'identify','userId':'u1','traits':{" + trait + "}}");
    assertThat(rejection.code()).isEqualTo(code);
    assertThat(rejection.field()).isEqualTo(field);
  }

  @Test
  void decode_longValues_areRejectedWithTheirField() {
    assertThat(identify("'a':'" + "x".repeat(8_193) + "'").code()).isEqualTo("value_too_long");
    assertThat(identify("'a':['" + "x".repeat(8_189) + "x']").field()).isEqualTo("traits.a");
    assertThat(identify("'a':" + "9".repeat(65)).code()).isEqualTo("number_out_of_range");
    assertThat(identify("'" + "k".repeat(194) + "':1").code()).isEqualTo("name_too_long");
    assertThat(identify("'" + "k".repeat(194) + "':1").field()).isEqualTo("traits");
    String city = "'address':{'city':'" + "x".repeat(8_193) + "'}";
    assertThat(identify(city).field()).isEqualTo("traits.address.city");
  }

  @Test
  void decode_valuesAtTheBounds_areKept() {
    Event event =
        Wire.event(
            "{'type':'identify','userId':'u1','traits':{'a':'"
                + "\u00e9".repeat(8_192)
                + "','"
                + "k".repeat(193)
                + "':1}}");
    assertThat(event.facts().attributes()).hasSize(2);
  }

  @Test
  void decode_attributeCount_isBoundAt256() {
    assertThat(
            Wire.event("{'type':'identify','userId':'u1','traits':{" + traits(256) + "}}")
                .facts()
                .attributes())
        .hasSize(256);
    assertThat(identify(traits(257)).code()).isEqualTo("too_many_values");
  }

  private static String traits(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'t" + i + "':1")
        .collect(Collectors.joining(","));
  }

  private static Rejection identify(String traits) {
    return Wire.rejection("{'type':'identify','userId':'u1','traits':{" + traits + "}}");
  }

  private static String text(AttributeUpdate update) {
    String value = update.value().text().replace('"', '\'');
    return update.key() + " " + update.value().kind() + " " + value;
  }
}
