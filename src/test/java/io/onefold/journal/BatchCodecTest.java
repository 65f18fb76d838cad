package io.onefold.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.journal.BatchCodec.Decoded;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The bytes of batches. */
class BatchCodecTest {

  private static final Batch SAMPLE =
      new Batch(
          17, 3, 104, 0x9af01c22, new UUID(1, 2), 5, new long[] {4, 300}, new byte[] {7, 8, 9});

  /** What format 1 is, for ever: journals of this form have to stay readable. */
  private static final String SAMPLE_HEX =
      "0100000011000000000000000300000000000000689af01c220000000000000001000000"
          + "0000000002000000050204ac0203070809efa8faa9";

  @Test
  void decode_encoded_isTheSameBatchWithItsCrc() {
    Random random = new Random(42);
    for (int i = 0; i < 500; i++) {
      Batch batch = random(random);
      assertThat(BatchCodec.decode(BatchCodec.encode(batch)))
          .isEqualTo(new Decoded.Sound(batch, batch.crc()));
    }
  }

  @Test
  void encode_sample_isAsEverBefore() {
    assertThat(HexFormat.of().formatHex(BatchCodec.encode(SAMPLE))).isEqualTo(SAMPLE_HEX);
  }

  @Test
  void decode_anyFlippedBit_isDamage() {
    byte[] sound = BatchCodec.encode(SAMPLE);
    for (int bit = 0; bit < sound.length * 8; bit++) {
      byte[] damaged = sound.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(BatchCodec.decode(damaged)).as("bit %d", bit).isInstanceOf(Decoded.Damaged.class);
    }
  }

  @Test
  void decode_anyCut_isDamage() {
    byte[] sound = BatchCodec.encode(SAMPLE);
    for (int length = 0; length < sound.length; length++) {
      assertThat(BatchCodec.decode(Arrays.copyOf(sound, length)))
          .as("length %d", length)
          .isInstanceOf(Decoded.Damaged.class);
    }
  }

  @Test
  void crc_anyFieldChanged_changes() {
    UUID writer = SAMPLE.writer();
    long[] deps = SAMPLE.deps();
    byte[] ops = SAMPLE.ops();
    assertThat(new Batch(18, 3, 104, 0x9af01c22, writer, 5, deps, ops).crc())
        .isNotEqualTo(SAMPLE.crc());
    assertThat(new Batch(17, 4, 104, 0x9af01c22, writer, 5, deps, ops).crc())
        .isNotEqualTo(SAMPLE.crc());
    assertThat(new Batch(17, 3, 105, 0x9af01c22, writer, 5, deps, ops).crc())
        .isNotEqualTo(SAMPLE.crc());
    assertThat(new Batch(17, 3, 104, 0, writer, 5, deps, ops).crc()).isNotEqualTo(SAMPLE.crc());
    assertThat(new Batch(17, 3, 104, 0x9af01c22, new UUID(1, 3), 5, deps, ops).crc())
        .isNotEqualTo(SAMPLE.crc());
  }

  @Test
  void batch_tooLarge_isRefused() {
    byte[] ops = new byte[Batch.BYTES_MAX + 1];
    assertThatThrownBy(() -> new Batch(1, 1, 1, 0, new UUID(1, 1), 1, new long[0], ops))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Batch random(Random random) {
    long[] deps = random.longs(2L * random.nextInt(5), 0, 1L << 40).toArray();
    byte[] ops = new byte[random.nextInt(2_000)];
    random.nextBytes(ops);
    return new Batch(
        random.nextInt(1 << 14),
        1 + random.nextLong(1L << 30),
        1 + random.nextLong(1L << 40),
        random.nextInt(),
        new UUID(random.nextLong(), random.nextLong()),
        random.nextInt(),
        deps,
        ops);
  }
}
