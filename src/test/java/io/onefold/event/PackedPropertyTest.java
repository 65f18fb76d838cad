package io.onefold.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedPropertyTest {

  @Test
  void numbers_writtenAndRead_areTheSame() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      PackedWriter out = new PackedWriter(1);
      out.varint(value).zigzag(value).i64(value).i32((int) value).u8((int) value & 0xff);
      PackedReader in = new PackedReader(out.toBytes());
      assertThat(in.varint()).as("seed %d", seed).isEqualTo(value);
      assertThat(in.zigzag()).as("seed %d", seed).isEqualTo(value);
      assertThat(in.i64()).as("seed %d", seed).isEqualTo(value);
      assertThat(in.i32()).as("seed %d", seed).isEqualTo((int) value);
      assertThat(in.u8()).as("seed %d", seed).isEqualTo((int) value & 0xff);
      assertThat(in.hasMore()).isFalse();
    }
  }

  @Test
  void profileId_textAndParts_comeBack() {
    ProfileId id = ProfileId.of(1_795_000_000_000L, 16_383, -1L, 42);
    assertThat(id.createdAtMs()).isEqualTo(1_795_000_000_000L);
    assertThat(id.homeShard()).isEqualTo(16_383);
    assertThat(ProfileId.parse(id.text())).contains(id);
    assertThat(ProfileId.parse(id.text().toUpperCase(java.util.Locale.ROOT))).isEmpty();
    assertThat(ProfileId.parse("g".repeat(32))).isEmpty();
  }

  @Test
  void olderProfile_beats_younger() {
    ProfileId older = ProfileId.of(1_000, 5, 9, 9);
    ProfileId younger = ProfileId.of(1_001, 0, 0, 0);
    assertThat(older.beats(younger)).isTrue();
    assertThat(younger.beats(older)).isFalse();
    assertThat(older.beats(older)).isFalse();
  }

  @Test
  void shardOfAnyHash_isWithinTheCount() {
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      assertThat(new Hash128(random.nextLong(), 0).shard(64)).isBetween(0, 63);
    }
    assertThat(new Hash128(Long.MIN_VALUE, 0).shard(7)).isBetween(0, 6);
  }
}
