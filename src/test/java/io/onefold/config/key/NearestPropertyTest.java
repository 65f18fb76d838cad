package io.onefold.config.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestPropertyTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void distance_ofRandomWords_equalsPlainRecursion(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      String a = word(random);
      String b = word(random);
      assertThat(Nearest.distance(a, b)).as("%s to %s", a, b).isEqualTo(plain(a, b));
    }
  }

  @Test
  void to_severalEquallyNear_isFirstInOrder() {
    assertThat(Nearest.to("cat", List.of("rat", "bat", "dog"))).contains("bat");
  }

  @Test
  void to_noCandidates_isNone() {
    assertThat(Nearest.to("cat", List.of())).isEmpty();
  }

  /** The definition, word for word. */
  private static int plain(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.length() + b.length();
    }
    String restA = a.substring(1);
    String restB = b.substring(1);
    int replaced = plain(restA, restB) + (a.charAt(0) == b.charAt(0) ? 0 : 1);
    return Math.min(replaced, 1 + Math.min(plain(restA, b), plain(a, restB)));
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    int letters = random.nextInt(6);
    for (int i = 0; i < letters; i++) {
      word.append((char) ('a' + random.nextInt(3)));
    }
    return word.toString();
  }
}
