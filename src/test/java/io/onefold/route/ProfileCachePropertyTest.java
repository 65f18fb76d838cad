package io.onefold.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProfileCachePropertyTest {

  private static final int STEPS = 50_000;

  /** Whatever the cache still knows is what was learnt last. */
  @Test
  void find_afterAnySteps_isTheLastLearntOrNothing() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    ProfileCache cache = new ProfileCache(64);
    Map<Hash128, ProfileId> model = new HashMap<>();
    int hits = 0;
    for (int step = 0; step < STEPS; step++) {
      Hash128 route = new Hash128(random.nextLong(4), random.nextLong(128));
      switch (random.nextInt(3)) {
        case 0 -> {
          ProfileId profile = new ProfileId(random.nextLong(1, 1L << 40), random.nextLong());
          cache.learn(route, profile);
          model.put(route, profile);
        }
        case 1 -> {
          cache.forget(route);
          model.remove(route);
        }
        default -> hits += check(cache, model, route, seed);
      }
    }
    assertThat(hits).as("seed %d", seed).isPositive();
  }

  private static int check(
      ProfileCache cache, Map<Hash128, ProfileId> model, Hash128 route, long seed) {
    int at = cache.find(route);
    if (at == ProfileCache.NONE) {
      return 0;
    }
    assertThat(cache.profile(at)).as("seed %d", seed).isEqualTo(model.get(route));
    return 1;
  }

  @Test
  void find_justLearnt_isFound() {
    ProfileCache cache = new ProfileCache(2);
    ProfileId profile = new ProfileId(1, 2);

    cache.learn(new Hash128(0, 0), profile);

    assertThat(cache.profile(cache.find(new Hash128(0, 0)))).isEqualTo(profile);
    assertThat(cache.find(new Hash128(0, 1))).isEqualTo(ProfileCache.NONE);
  }
}
