package io.onefold.journal.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.journal.CheckpointId;
import io.onefold.journal.manifest.Manifest.Chunk;
import io.onefold.journal.manifest.Manifest.Part;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bytes of manifests. */
class ManifestCodecTest {

  private static final Manifest SAMPLE =
      new Manifest(
          "main",
          17,
          new CheckpointId(4, 107, 0x9af01c22),
          300,
          Map.of("key", "k1", "shards", "64"),
          List.of(
              new Part("names", 3, List.of(new Chunk("4-107:names:0", 900, 0x01020304))),
              new Part("empty", 1, List.of())));

  /** Format 2 as it was written first: checkpoints of this form have to stay readable. */
  private static final String STORED_FORMAT_2 =
      "4f46434d02046d61696e11046b9af01c2202036b6579026b310673686172647302363402"
          + "056e616d657300000003010d342d3130373a6e616d65733a3084070102030405656d7074"
          + "7900000001003bcc49ee7e0cdc3ff8c88d0fcd7bd5b67c15bb369e7671c2eadbf8d230fb"
          + "9a1e";

  /** Format 3, which added the version of the suppression list, here 300. */
  private static final String STORED_FORMAT_3 =
      "4f46434d03046d61696e11046b9af01c22ac0202036b6579026b31067368617264730236"
          + "3402056e616d657300000003010d342d3130373a6e616d65733a3084070102030405656d"
          + "707479000000010025f0459be1541cfc30407c2e188dcef8ed51e63ff48c6ff1b79d91a5"
          + "debcc8de";

  @Test
  void decode_encoded_isTheSame() {
    assertThat(ManifestCodec.decode(ManifestCodec.encode(SAMPLE)))
        .isEqualTo(new ManifestCodec.Decoded.Sound(SAMPLE));
  }

  @Test
  void decode_storedFixtureOfFormat2_isRead() {
    Manifest withoutVersion =
        new Manifest(
            SAMPLE.cluster(),
            SAMPLE.shard(),
            SAMPLE.id(),
            0,
            SAMPLE.attributes(),
            SAMPLE.sections());
    assertThat(ManifestCodec.decode(HexFormat.of().parseHex(STORED_FORMAT_2)))
        .isEqualTo(new ManifestCodec.Decoded.Sound(withoutVersion));
  }

  @Test
  void decode_storedFixtureOfFormat3_isRead() {
    assertThat(ManifestCodec.decode(HexFormat.of().parseHex(STORED_FORMAT_3)))
        .isEqualTo(new ManifestCodec.Decoded.Sound(SAMPLE));
  }

  @Test
  void decode_anyFlippedBit_isDamage() {
    byte[] sound = ManifestCodec.encode(SAMPLE);
    for (int bit = 0; bit < sound.length * 8; bit++) {
      byte[] damaged = sound.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(ManifestCodec.decode(damaged))
          .as("bit %d", bit)
          .isInstanceOf(ManifestCodec.Decoded.Damaged.class);
    }
  }

  @Test
  void decode_anyCut_isDamage() {
    byte[] sound = ManifestCodec.encode(SAMPLE);
    for (int length = 0; length < sound.length; length++) {
      assertThat(ManifestCodec.decode(Arrays.copyOf(sound, length)))
          .as("length %d", length)
          .isInstanceOf(ManifestCodec.Decoded.Damaged.class);
    }
  }

  @Test
  void chunkNames_order_isByEpochThenSeq() {
    CheckpointId id = new CheckpointId(4, 107, 0);
    assertThat(ChunkNames.isBefore(ChunkNames.name(id, "a", 0, 7), id)).isFalse();
    assertThat(ChunkNames.isBefore("4-106:a:0", id)).isTrue();
    assertThat(ChunkNames.isBefore("3-900:a:0", id)).isTrue();
    assertThat(ChunkNames.isBefore("5-1:a:0", id)).isFalse();
  }
}
