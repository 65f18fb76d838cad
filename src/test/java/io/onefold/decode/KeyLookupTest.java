package io.onefold.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLookupTest {

  private static final byte[] WITH_KEY = Wire.json("{'batch':[],'writeKey':'body'}");
  private static final byte[] WITHOUT_KEY = Wire.json("{'batch':[]}");

  private final KeyLookup lookup = new KeyLookup(DecodeLimits.DEFAULT);

  @Test
  void find_severalPlaces_firstOneDecides() {
    String basic = basic("basic:");
    assertThat(lookup.find(basic, "header:x", WITH_KEY, "query")).contains("basic");
    assertThat(lookup.find(null, "header:x", WITH_KEY, "query")).contains("header");
    assertThat(lookup.find(null, null, WITH_KEY, "query")).contains("body");
    assertThat(lookup.find(null, null, WITHOUT_KEY, "query")).contains("query");
    assertThat(lookup.find(null, null, WITHOUT_KEY, null)).isEmpty();
  }

  @Test
  void find_inABodyWithATooDeepEvent_findsWhatStandsBehindIt() {
    String deep = "[".repeat(99) + "]".repeat(99);
    byte[] body = Wire.json("{'batch':[{'properties':" + deep + "}],'writeKey':'body'}");
    assertThat(lookup.find(null, null, body, null)).contains("body");
  }

  @ParameterizedTest
  @ValueSource(strings = {"key:", "key", "key:password", "key: "})
  void inHeaders_basic_isUserPart(String credentials) {
    assertThat(KeyLookup.inHeaders(basic(credentials), null)).contains("key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer key", "bearer key", "BEARER  key "})
  void inHeaders_bearer_isToken(String header) {
    assertThat(KeyLookup.inHeaders(header, null)).contains("key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic", "Basic ", "Basic !!", "Basic Og==", "Bearer ", "Digest key"})
  void inHeaders_noKeyInAuthorization_nextPlaceDecides(String header) {
    assertThat(KeyLookup.inHeaders(header, "id")).contains("id");
    assertThat(KeyLookup.inHeaders(header, " ")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'writeKey':'a','batch':[]}|a",
        "{'batch':[{'writeKey':'x'}],'api_key':'a'}|a",
        "{'batch':[{}],'token':'a'}|a",
        "{'token':'c','api_key':'b','writeKey':'a'}|a",
        "{'writeKey':'','api_key':'b'}|b",
        "{'writeKey':'a','writeKey':'b'}|b",
        "{'writeKey':'a','batch':[{|a",
      })
  void inBody_keyOfOutermostObject_isFound(String body, String expected) {
    assertThat(lookup.inBody(Wire.json(body))).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "5",
        "{}",
        "{'batch':[{'writeKey':'x'}]}",
        "{'context':{'token':'x'}}",
        "{'writeKey':5}",
        "{'writeKey':null}",
        "{'writeKey':{'a':'b'}}",
        "no json"
      })
  void inBody_noKey_isEmpty(String body) {
    assertThat(lookup.inBody(Wire.json(body))).isEmpty();
  }

  @Test
  void inBody_anyBody_isTheKeyThatDecodingReturns() {
    String body = "{'batch':[{'type':'page','anonymousId':'a1'}],'writeKey':'wk'}";
    Decoded.Events events = Wire.events(Wire.batchBody(body));
    assertThat(events.bodyKey()).isEqualTo(lookup.inBody(Wire.json(body))).contains("wk");
  }

  private static String basic(String credentials) {
    byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void find_nothingAnywhere_isEmpty() {
    assertThat(lookup.find("", "", new byte[0], "")).isEqualTo(Optional.empty());
  }
}
