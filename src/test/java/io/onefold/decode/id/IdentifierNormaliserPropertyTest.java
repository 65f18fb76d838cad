package io.onefold.decode.id;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.IdentifierType;
import io.onefold.event.Limits;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierNormaliserPropertyTest {

  /** Pieces that normalising treats in different ways, beside plain letters. */
  private static final String[] PIECES = {
    " ",
    "\u00a0",
    "\u200b",
    "\t",
    "@",
    ".",
    "..",
    ":",
    "+",
    "-",
    "0",
    "31",
    "6",
    "12345678",
    "+31",
    "e\u0308",
    "\u0130",
    "\u03a3",
    "\u1e9b\u0323",
    "\u212b",
    "\ud83d\ude00",
    "\ud83d",
    "\u0958",
    "\u0338",
    "\uff11",
    "ann",
    "EXAMPLE.com",
    "null",
    "ext",
    "x",
    "\"",
    "'",
    "(",
    ")",
    "\u2126"
  };

  private final IdentifierNormaliser normaliser =
      new IdentifierNormaliser("NL", BlockedValues.NONE);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void normalise_validValue_changesNoMore(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      String raw = text(random);
      for (IdentifierType type : IdentifierType.values()) {
        if (normaliser.normalise(type, raw) instanceof Normalised.Valid once) {
          assertThat(once.value()).isNotEmpty();
          assertThat(once.value().length()).isLessThanOrEqualTo(Limits.IDENTIFIER_CHARS_MAX);
          assertThat(normaliser.normalise(type, once.value()))
              .as("seed %d, %s of <%s>", seed, type, raw)
              .isEqualTo(once);
        }
      }
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(8); left > 0; left--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
