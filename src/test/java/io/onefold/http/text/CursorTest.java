package io.onefold.http.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Hash128;
import io.onefold.message.HistoryPage.Position;
import io.onefold.message.QuarantinePage.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void parse_whatFormatWrote_isTheSamePlace() {
    Position place = new Position(1_795_350_524_143L, -2, Long.MIN_VALUE + 17);

    assertThat(Cursor.format(place)).matches("[A-Za-z0-9_-]{32}");
    assertThat(Cursor.parse(Cursor.format(place))).contains(place);
    assertThat(Cursor.parse(Cursor.format(Position.END))).contains(Position.END);
  }

  @Test
  void parseQuarantine_whatFormatWrote_isTheSamePlace() {
    Place place = new Place(1_795_350_524_143L, new Hash128(-2, Long.MIN_VALUE + 17));

    assertThat(Cursor.parseQuarantine(Cursor.format(place))).contains(place);
    assertThat(Cursor.parseQuarantine("x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "======================", "AAAAAAAAAAAAAAAAAAAAAAA", "é"})
  void parse_anythingElse_isEmpty(String text) {
    assertThat(Cursor.parse(text)).isEmpty();
  }
}
