package io.onefold.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** UTF-8 against the JDK's. */
final class TextPropertyTest {

  private static final int SEEDS = 2_000;

  /** Begins of the ranges that take 1, 2, 3 and 4 bytes, and of the surrogates. */
  private static final int[] RANGES = {0, 0x80, 0x800, 0xd7f0, 0xdbf0, 0xdff0, 0xfff0, 0x1f600};

  @Test
  void write_anyString_isAsTheJdkEncodesIt() {
    for (long seed = 0; seed < SEEDS; seed++) {
      String text = text(new Random(seed));
      byte[] expected = text.getBytes(StandardCharsets.UTF_8);
      byte[] written = new byte[expected.length + 2];
      Text.write(text, written, 1);
      assertThat(Text.bytes(text)).as("seed %d", seed).isEqualTo(expected.length);
      assertThat(Arrays.copyOfRange(written, 1, written.length - 1))
          .as("seed %d", seed)
          .isEqualTo(expected);
      assertThat(Text.read(written, 1, expected.length))
          .as("seed %d", seed)
          .isEqualTo(new String(expected, StandardCharsets.UTF_8));
    }
  }

  @Test
  void hash_manyIds_differ() {
    Set<Long> hashes = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      hashes.add(Text.hash("order-" + i));
    }
    assertThat(hashes).hasSize(100_000).doesNotContain(0L);
  }

  @Test
  void currency_anyThreeLetters_readBack() {
    for (int code = 0; code <= 26 * 26 * 26; code++) {
      assertThat(Currency.code(Currency.text(code))).isEqualTo(code);
    }
    assertThat(Currency.text(Currency.code("EUR"))).isEqualTo("EUR");
    assertThat(Currency.code("eur")).isEqualTo(Currency.NONE);
    assertThat(Currency.code("EURO")).isEqualTo(Currency.NONE);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      int unit = RANGES[random.nextInt(RANGES.length)] + random.nextInt(32);
      if (random.nextBoolean()) {
        text.appendCodePoint(unit);
      } else {
        text.append((char) unit);
      }
    }
    return text.toString();
  }
}
