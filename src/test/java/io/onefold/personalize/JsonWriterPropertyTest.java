package io.onefold.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onefold.event.Money;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any text and number comes back from a parser that is not ours. */
final class JsonWriterPropertyTest {

  private static final long SEED = 20_260_301;
  private static final int ROUNDS = 5_000;

  /** Where characters are treated differently, and their neighbours. */
  private static final char[] EDGES = {
    0, 0x1f, 0x20, '"', '\\', '/', '<', 0x7f, 0x80, 0x7ff, 0x800, 0x2027, 0x2028, 0x2029, 0x202a,
    0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xfffd, 0xffff
  };

  @Test
  void text_anyCharacters_comeBack() throws CharacterCodingException {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      String key = anyText(random);
      String value = anyText(random);
      byte[] bytes = new JsonWriter(16).object().key(key).text(value).endObject().toBytes();
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      JsonNode read = Samples.json(bytes);
      assertThat(read.size()).as("seed %d, round %d", SEED, round).isEqualTo(1);
      assertThat(read.path(wellFormed(key)).textValue())
          .as("seed %d, round %d", SEED, round)
          .isEqualTo(wellFormed(value));
    }
  }

  @Test
  void amount_anyLong_isPlainDecimal() {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      long amountE4 = random.nextLong() >> random.nextInt(Long.SIZE);
      assertThat(new String(new JsonWriter(1).amount(amountE4).toBytes(), StandardCharsets.UTF_8))
          .as("seed %d, round %d", SEED, round)
          .isEqualTo(Money.decimal(amountE4).toPlainString());
    }
  }

  private static String anyText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(40); left > 0; left--) {
      switch (random.nextInt(4)) {
        case 0 -> text.append(EDGES[random.nextInt(EDGES.length)]);
        case 1 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
        case 2 -> text.append((char) random.nextInt(0x3000));
        default -> text.append((char) (' ' + random.nextInt(95)));
      }
    }
    return text.toString();
  }

  /** The same text with the replacement character for half a surrogate pair. */
  private static String wellFormed(String text) {
    StringBuilder whole = new StringBuilder();
    text.codePoints()
        .map(point -> point >= 0xd800 && point <= 0xdfff ? 0xfffd : point)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }
}
