package io.onefold.shard;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.identity.Fresh;
import java.util.random.RandomGenerator;

/**
 * Draws new ids for one shard.
 *
 * <p><b>Threading.</b> As the generator; used on the shard's thread only.
 *
 * @param random unpredictable in a real node, seeded in a simulation
 */
public record RandomFresh(int shard, RandomGenerator random) implements Fresh {

  @Override
  public ProfileId profileId(long nowMs) {
    return ProfileId.of(nowMs, shard, random.nextLong(), random.nextLong());
  }

  @Override
  public Hash128 nonce() {
    return new Hash128(random.nextLong(), random.nextLong());
  }
}
