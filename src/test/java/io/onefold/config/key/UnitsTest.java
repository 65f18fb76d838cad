package io.onefold.config.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource({"50ms,50", "5s,5000", "3m,180000", "24h,86400000", "365d,31536000000", "0,0"})
  void duration_withUnit_isRead(String text, long ms) {
    assertThat(Units.duration(text)).contains(Duration.ofMillis(ms));
  }

  @ParameterizedTest
  @CsvSource({"1B,1", "1kb,1024", "512MB,536870912", "1GB,1073741824", "2TB,2199023255552", "0,0"})
  void bytes_withUnit_areRead(String text, long bytes) {
    assertThat(Units.bytes(text)).contains(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "ms", "-5s", "+5s", "5 s", "5.0s", "5S", "5w", "5MB5", "9999999999999s"})
  void duration_otherwise_isNone(String text) {
    assertThat(Units.duration(text)).isEmpty();
  }

  @Test
  void bytes_moreThanALong_areNone() {
    assertThat(Units.bytes("999999999999TB")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"50ms", "90s", "2m", "36h", "7d"})
  void show_ofDuration_isAsWritten(String text) {
    assertThat(Units.show(Units.duration(text).orElseThrow())).isEqualTo(text);
  }
}
