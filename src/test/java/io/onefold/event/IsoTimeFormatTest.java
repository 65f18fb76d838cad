package io.onefold.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsoTimeFormatTest {

  private static final DateTimeFormatter PLAIN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00.000Z",
    "-1, 1969-12-31T23:59:59.999Z",
    "951782400000, 2000-02-29T00:00:00.000Z",
    "1709251199999, 2024-02-29T23:59:59.999Z",
    "4107542400000, 2100-03-01T00:00:00.000Z",
    "-9223372036854775808, 0000-01-01T00:00:00.000Z",
    "9223372036854775807, 9999-12-31T23:59:59.999Z"
  })
  void format_edges_areRight(long epochMs, String text) {
    assertThat(IsoTime.format(epochMs)).isEqualTo(text);
  }

  @Test
  void format_anyTime_isAsTheJdkWritesIt() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      long epochMs = random.nextLong(-62_167_219_200_000L, 253_402_300_800_000L);
      assertThat(IsoTime.format(epochMs))
          .as("seed %d", seed)
          .isEqualTo(PLAIN.format(Instant.ofEpochMilli(epochMs)));
    }
  }
}
