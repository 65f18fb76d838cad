package io.onefold.journal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.event.Hash128;
import io.onefold.journal.SuppressionChange;
import io.onefold.journal.Suppressions;
import io.onefold.journal.SuppressionsContract;
import io.onefold.journal.embedded.RedisScene;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Suppression lists in a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisSuppressionsIT extends SuppressionsContract {

  private RedisScene scene;
  private RedisSuppressions suppressions;

  @BeforeAll
  void start() {
    scene = new RedisScene();
    suppressions = new RedisSuppressions(scene.connections(), scene.keys());
  }

  @AfterAll
  void stop() {
    scene.close();
  }

  @BeforeEach
  void empty() {
    scene.wipe();
  }

  @Override
  protected Suppressions suppressions() {
    return suppressions;
  }

  @Override
  protected void wipe() {
    scene.wipe();
  }

  @Test
  void read_anyFlippedBitOfAnEntry_isNamedByShard() {
    SuppressionChange change = SuppressionChange.suppress(new Hash128(7, 8), 1_700_000_000_000L);
    await(suppressions.write(SHARD, List.of(change)));
    byte[] key = scene.keys().suppressed(SHARD);
    byte[] name = SuppressionCodec.name(change.subject());
    byte[] value = SuppressionCodec.value(change).getBytes(StandardCharsets.US_ASCII);
    for (int bit = 0; bit < 8 * (name.length + value.length); bit++) {
      byte[] both = Arrays.copyOf(name, name.length + value.length);
      System.arraycopy(value, 0, both, name.length, value.length);
      both[bit / 8] ^= (byte) (1 << bit % 8);
      scene.send(Command.DEL, key);
      scene.send(
          Command.HSET,
          key,
          Arrays.copyOf(both, name.length),
          Arrays.copyOfRange(both, name.length, both.length));
      assertThatThrownBy(() -> await(suppressions.read(SHARD)))
          .as("bit %d", bit)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("SUPPRESSIONS_CORRUPT shard=5");
    }
  }

  @Test
  void write_overADamagedEntry_healsIt() {
    SuppressionChange change = SuppressionChange.suppress(new Hash128(7, 8), 9);
    byte[] key = scene.keys().suppressed(SHARD);
    scene.send(Command.HSET, key, SuppressionCodec.name(change.subject()), "nonsense");
    await(suppressions.write(SHARD, List.of(change)));
    assertThat(await(suppressions.read(SHARD)).latest()).containsExactly(change);
  }
}
