package io.onefold.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AliasTest {

  @ParameterizedTest
  @CsvSource({
    "a1, 'customer_id:u1,anonymous_id:a1'",
    "anonymous_id:a1, 'customer_id:u1,anonymous_id:a1'",
    "email:Ann@Example.com, 'customer_id:u1,email:ann@example.com'",
    "customer_id:u0, 'customer_id:u1,customer_id:u0'",
    "source_id:shop:5, 'customer_id:u1,source_id:shop:5'",
    "device:5, 'customer_id:u1,anonymous_id:device:5'"
  })
  void decode_alias_bindsPreviousIdToUser(String previousId, String expected) {
    Event event = Wire.event("{'type':'alias','userId':'u1','previousId':'" + previousId + "'}");
    assertThat(event.type()).isEqualTo(EventType.ALIAS);
    assertThat(String.join(",", Wire.who(event))).isEqualTo(expected);
  }

  @Test
  void decode_aliasWithAnonymousId_bindsAllThree() {
    Event event = Wire.event("{'type':'alias','userId':'u1','previousId':'p1','anonymousId':'a1'}");
    assertThat(Wire.who(event))
        .containsExactly("customer_id:u1", "anonymous_id:p1", "anonymous_id:a1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'u1'", "' u1 '", "'customer_id:u1'"})
  void decode_aliasToItself_isAcceptedWithoutAnEvent(String previousId) {
    Decoded.Events events =
        Wire.events(
            Wire.single(EventType.ALIAS, "{'userId':'u1','previousId':" + previousId + "}"));
    assertThat(events.events()).isEmpty();
    assertThat(events.rejections()).isEmpty();
    assertThat(events.noOpCount()).isEqualTo(1);
  }

  @Test
  void decode_aliasOfWhatIsNoId_saysWhy() {
    Rejection rejection =
        Wire.rejection("{'type':'alias','userId':'u1','previousId':'email:nobody'}");
    assertThat(rejection.message()).startsWith("previousId is not a valid email: an alias");
    assertThat(rejection.field()).isEqualTo("previousId");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'type':'alias','userId':'u1'}|previous_id_missing|previousId",
        "{'type':'alias','userId':'u1','previousId':''}|previous_id_missing|previousId",
        "{'type':'alias','userId':'u1','previousId':'undefined'}|previous_id_missing|previousId",
        "{'type':'alias','previousId':'p1'}|user_id_missing|userId",
        "{'type':'alias','userId':'null','previousId':'null'}|user_id_missing|userId",
        "{'type':'alias','previousId':'p1','anonymousId':'a1'}|user_id_missing|userId",
      })
  void decode_aliasWithoutBothIds_isRejected(String event, String code, String field) {
    Rejection rejection = Wire.rejection(event);
    assertThat(rejection.code()).isEqualTo(code);
    assertThat(rejection.field()).isEqualTo(field);
  }
}
