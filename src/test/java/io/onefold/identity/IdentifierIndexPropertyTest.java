package io.onefold.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Hash128;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdentifierIndexPropertyTest {

  private static final int STEPS = 50_000;

  @Test
  void randomPuts_againstMap_agree() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    IdentifierIndex index = new IdentifierIndex();
    Map<Hash128, ProfileId> plain = new HashMap<>();
    for (int i = 0; i < STEPS; i++) {
      Hash128 hash = hash(random);
      ProfileId id = ProfileId.of(1 + random.nextInt(1_000), 1, random.nextLong(), 1);
      index.put(hash, id);
      plain.put(hash, id);
      Hash128 other = hash(random);
      assertThat(index.get(other)).as("seed %d", seed).isEqualTo(plain.get(other));
    }
    assertThat(index.size()).as("seed %d", seed).isEqualTo(plain.size());
    plain.forEach((hash, id) -> assertThat(index.get(hash)).as("seed %d", seed).isEqualTo(id));
    assertThat(restored(index)).as("seed %d", seed).isEqualTo(plain.size());
  }

  @Test
  void randomPutsAndRemovals_againstMap_agree() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    IdentifierIndex index = new IdentifierIndex();
    Map<Hash128, ProfileId> plain = new HashMap<>();
    for (int i = 0; i < STEPS; i++) {
      Hash128 hash = crowded(random);
      if (random.nextInt(5) < 2) {
        index.remove(hash);
        plain.remove(hash);
      } else {
        ProfileId id = ProfileId.of(1 + random.nextInt(1_000), 1, random.nextLong(), 1);
        index.put(hash, id);
        plain.put(hash, id);
      }
      Hash128 other = crowded(random);
      assertThat(index.get(other)).as("seed %d", seed).isEqualTo(plain.get(other));
      if (i % 100 == 0) {
        assertThat(restored(index)).as("seed %d", seed).isEqualTo(plain.size());
      }
    }
    assertThat(index.size()).as("seed %d", seed).isEqualTo(plain.size());
    plain.forEach((hash, id) -> assertThat(index.get(hash)).as("seed %d", seed).isEqualTo(id));
  }

  @Test
  void put_changesOnlyItsRegionsVersion() {
    IdentifierIndex index = new IdentifierIndex();
    index.put(new Hash128(0, 1), ProfileId.of(1, 0, 0, 0));
    assertThat(index.version(0)).isEqualTo(1);
    for (int region = 1; region < IdentifierIndex.REGIONS; region++) {
      assertThat(index.version(region)).isZero();
    }
  }

  /** A few thousand hashes, so that some are put twice, many in the first places of the table. */
  private static Hash128 hash(Random random) {
    long hi =
        random.nextInt(100) < 20 ? random.nextInt(64) : random.nextInt(4_000) * 0x9E3779B97F4A7C15L;
    return new Hash128(hi, random.nextInt(3));
  }

  /** Half of them belong in the first places of the table, half in the last, around its end. */
  private static Hash128 crowded(Random random) {
    return new Hash128(random.nextBoolean() ? random.nextInt(20) : -1 - random.nextInt(20), 7);
  }

  private static int restored(IdentifierIndex index) {
    IdentifierIndex copy = new IdentifierIndex();
    for (int region = 0; region < IdentifierIndex.REGIONS; region++) {
      PackedWriter out = new PackedWriter(64);
      index.writeRegion(region, out);
      copy.readRegion(new PackedReader(out.toBytes()), out.length());
    }
    return copy.size();
  }
}
