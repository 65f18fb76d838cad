package io.onefold.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.EventTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The request arrives at 12:30:00 on 15 January 2026. */
class TimesTest {

  private static final String DAY = "2026-01-15T";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"|0",
        "'timestamp':'2026-01-15T12:29:00Z'|-60000",
        "'timestamp':'2026-01-15T12:29:00Z','sentAt':'2026-01-15T12:29:10Z'|-10000",
        "'timestamp':'2020-01-01T00:00:00Z','sentAt':'2020-01-01T00:00:10Z'|-10000",
        "'timestamp':'2026-01-15T12:29:00Z','originalTimestamp':'2026-01-15T12:28:00Z',"
            + "'sentAt':'2026-01-15T12:29:10Z'|-70000",
        "'timestamp':1768480140000|-60000",
        "'timestamp':'1768480140000'|-60000",
        "'timestamp':''|0",
        "'timestamp':null|0",
        "'sentAt':'2026-01-15T12:29:10Z'|0",
        "'timestamp':'2026-01-15T12:29:00Z','sentAt':''|-60000",
        "'timestamp':0|-1768480200000",
        "'timestamp':'2026-01-16T12:30:00Z'|86400000",
      })
  void decode_times_areCorrectedByTheSendersClock(String fields, long expectedMs) {
    String comma = fields.isEmpty() ? "" : ",";
    Event event = Wire.event("{'type':'page','userId':'u1'" + comma + fields + "}");
    assertThat(event.time().receivedAtMs()).isEqualTo(Wire.NOW_MS);
    assertThat(event.time().atMs() - Wire.NOW_MS).isEqualTo(expectedMs);
  }

  @Test
  void decode_before1970_isRejected() {
    Rejection rejection =
        Wire.rejection("{'type':'page','userId':'u1','timestamp':'1969-12-31T23:59:59.999Z'}");
    assertThat(rejection.code()).isEqualTo("time_before_1970");
    assertThat(rejection.field()).isEqualTo("timestamp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"timestamp", "originalTimestamp", "sentAt"})
  void decode_unreadableTime_isRejectedWithItsField(String field) {
    Rejection rejection =
        Wire.rejection("{'type':'page','userId':'u1','" + field + "':'yesterday'}");
    assertThat(rejection.code()).isEqualTo("wrong_type");
    assertThat(rejection.field()).isEqualTo(field);
    assertThat(rejection.message()).contains("ISO 8601", "epoch milliseconds");
  }

  @Test
  void decode_unreadableSentAtOfTheBatch_correctsNothing() {
    String event = "{'type':'page','userId':'u1','timestamp':'2026-01-15T12:29:00Z'}";
    String body = "{'batch':[" + event + "],'sentAt':'never'}";
    Event read = Wire.events(Wire.batchBody(body)).events().getFirst();
    assertThat(read.time().atMs() - Wire.NOW_MS).isEqualTo(-60_000);
  }

  @Test
  void decode_moreThanADayAhead_isRejected() {
    Rejection rejection =
        Wire.rejection("{'type':'page','userId':'u1','timestamp':'2026-01-16T12:30:00.001Z'}");
    assertThat(rejection.code()).isEqualTo("time_in_future");
    assertThat(rejection.field()).isEqualTo("timestamp");
  }

  @Test
  void decode_batch_keepsItsOrderWithinTheMillisecond() {
    String event = "{'type':'page','userId':'u1','timestamp':'2026-01-15T12:29:40Z'}";
    String batch = "{'batch':[" + String.join(",", event, "5", event, event) + "]}";
    assertThat(Wire.events(Wire.batchBody(batch)).events())
        .extracting(Event::time)
        .containsExactly(
            new EventTime(Wire.NOW_MS - 20_000, Wire.NOW_MS, EventTime.place(Wire.MICROS, 0)),
            new EventTime(Wire.NOW_MS - 20_000, Wire.NOW_MS, EventTime.place(Wire.MICROS, 2)),
            new EventTime(Wire.NOW_MS - 20_000, Wire.NOW_MS, EventTime.place(Wire.MICROS, 3)))
        .extracting(EventTime::arrival)
        .isSorted();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "12:29:59|12:29:50|12:29:40|-19000",
        "\"\"|12:29:50|12:29:40|-10000",
        "\"\"|\"\"|12:29:40|0"
      })
  void decode_sentAt_isTheNearestToTheEvent(
      String ofEvent, String ofBatch, String ofHeader, long expectedMs) {
    String event =
        "{'type':'page','userId':'u1','timestamp':'2026-01-15T12:29:40Z'" + sentAt(ofEvent) + "}";
    byte[] body = Wire.json("{'batch':[" + event + "]" + sentAt(ofBatch) + "}");
    EventDecoder decoder = new EventDecoder(DecodeLimits.DEFAULT, Wire.HASHER);

    Decoded decoded = decoder.decode(body, Wire.context(Optional.empty(), DAY + ofHeader + "Z"));

    long atMs = Wire.events(decoded).events().getFirst().time().atMs();
    assertThat(atMs - Wire.NOW_MS).isEqualTo(expectedMs);
  }

  private static String sentAt(String time) {
    return time.isEmpty() ? "" : ",'sentAt':'" + DAY + time + "Z'";
  }
}
