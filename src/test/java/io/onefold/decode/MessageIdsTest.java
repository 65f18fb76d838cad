package io.onefold.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageIdsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'messageId':'m1'|m1",
        "'messageId':' m1 '|m1",
        "'messageId':17|17",
        "'uuid':'p1'|p1",
        "'messageId':'m1','uuid':'p1'|m1",
        "'messageId':''|assigned",
        "'messageId':null|assigned",
        "'foo':1|assigned",
      })
  void decode_messageId_isKeptOrAssigned(String field, String expected) {
    Event event = Wire.event("{'type':'page','userId':'u1'," + field + "}");
    assertThat(event.id().text()).isEqualTo(expected);
    assertThat(event.id().fingerprint()).isEqualTo(Wire.HASHER.fingerprint(Wire.ORIGIN, expected));
  }

  @Test
  void decode_longMessageId_isTheSameBeyond100Characters() {
    Event one = page("x".repeat(100));
    Event other = page("x".repeat(100) + "y");
    assertThat(other.id()).isEqualTo(one.id());
    assertThat(page("x".repeat(99) + "\ud83d\ude00").id().text()).isEqualTo("x".repeat(99));
  }

  private static Event page(String messageId) {
    return Wire.event("{'type':'page','userId':'u1','messageId':'" + messageId + "'}");
  }
}
