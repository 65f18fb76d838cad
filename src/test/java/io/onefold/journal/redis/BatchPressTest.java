package io.onefold.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.journal.Batch;
import io.onefold.journal.BatchCodec;
import io.onefold.journal.BatchCodec.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Batches as Redis holds them. */
class BatchPressTest {

  private final BatchPress press = new BatchPress();

  @Test
  void press_shortOrRandomBytes_leavesThemAlone() {
    byte[] shortOnes = new byte[BatchPress.BYTES_MIN - 1];
    byte[] random = new byte[10_000];
    new Random(1).nextBytes(random);
    assertThat(press.press(shortOnes)).isSameAs(shortOnes);
    assertThat(press.press(random)).isSameAs(random);
  }

  @Test
  void unpress_pressed_isTheSame() {
    for (int size = BatchPress.BYTES_MIN; size < 300_000; size = size * 3 + 1) {
      byte[] encoded = BatchCodec.encode(batch(size));
      byte[] pressed = press.press(encoded);
      assertThat(pressed.length).isLessThan(encoded.length / 2);
      assertThat(press.unpress(pressed)).isEqualTo(encoded);
    }
  }

  @Test
  void unpress_anyFlippedBitOrCut_isNeverAnotherBatch() {
    Batch batch = batch(2_000);
    byte[] pressed = press.press(BatchCodec.encode(batch));
    for (int bit = 0; bit < pressed.length * 8; bit++) {
      byte[] damaged = pressed.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertSameOrDamaged(press.unpress(damaged), batch);
    }
    for (int length = 0; length < pressed.length; length++) {
      byte[] cut = Arrays.copyOf(pressed, length);
      assertThat(BatchCodec.decode(press.unpress(cut))).isInstanceOf(Decoded.Damaged.class);
    }
  }

  private static void assertSameOrDamaged(byte[] unpressed, Batch batch) {
    switch (BatchCodec.decode(unpressed)) {
      case Decoded.Sound(Batch got, int crc) -> assertThat(got).isEqualTo(batch);
      case Decoded.Damaged(String what) -> assertThat(what).isNotEmpty();
    }
  }

  private static Batch batch(int size) {
    StringBuilder ops = new StringBuilder();
    Random random = new Random(size);
    while (ops.length() < size) {
      ops.append("page_viewed https://shop.example/products/").append(random.nextInt(1_000));
    }
    byte[] bytes = ops.toString().getBytes(StandardCharsets.UTF_8);
    return new Batch(5, 1, 7, 99, new UUID(1, 1), 1, new long[0], bytes);
  }
}
