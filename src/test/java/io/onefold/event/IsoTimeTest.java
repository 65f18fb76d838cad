package io.onefold.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IsoTimeTest {

  private static final DateTimeFormatter JDK =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final long YEAR_0_MS = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
  private static final long YEAR_9999_MS = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00.000Z",
    "1969-12-31T23:59:59.999Z",
    "2000-02-29T23:59:59.001Z",
    "1900-02-28T12:00:00.000Z",
    "1900-03-01T12:00:00.000Z",
    "2026-12-31T23:59:59.990Z",
    "2100-03-01T00:00:00.009Z",
    "0000-01-01T00:00:00.000Z",
    "0000-02-29T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z",
  })
  void write_edgeOfCalendar_givesSameText(String text) {
    assertThat(iso(Instant.parse(text).toEpochMilli())).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    Long.MAX_VALUE + ",9999-12-31T23:59:59.999Z",
    Long.MIN_VALUE + ",0000-01-01T00:00:00.000Z",
  })
  void write_yearWithoutFourDigits_givesNearest(long ms, String text) {
    assertThat(iso(ms)).isEqualTo(text);
  }

  @Test
  void write_anyTime_agreesWithJdk() {
    long seed = 20_261_125;
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      long ms = random.nextLong(YEAR_0_MS, YEAR_9999_MS + 1);
      assertThat(iso(ms))
          .as("seed %d, %d ms", seed, ms)
          .isEqualTo(JDK.format(Instant.ofEpochMilli(ms)));
    }
  }

  private static String iso(long ms) {
    byte[] bytes = new byte[IsoTime.BYTES + 1];
    IsoTime.write(ms, bytes, 1);
    return new String(bytes, 1, IsoTime.BYTES, StandardCharsets.US_ASCII);
  }
}
