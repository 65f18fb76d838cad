package io.onefold.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.ProfileId;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table against a map, with ids that collide. */
final class FirstRecordsPropertyTest {

  private static final byte[] NOTHING = {};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void table_afterPutsAndRemoves_agreesWithMap(long seed) {
    Random random = new Random(seed);
    TextArena arena = new TextArena();
    FirstRecords table = new FirstRecords(arena);
    Map<ProfileId, Integer> model = new HashMap<>();
    for (int step = 0; step < 20_000; step++) {
      ProfileId profile = new ProfileId(random.nextInt(4), random.nextInt(100));
      if (random.nextInt(5) < 2) {
        table.remove(profile);
        model.remove(profile);
      } else {
        int record = arena.add(profile, TextArena.NONE, NOTHING, NOTHING);
        table.put(profile, record);
        model.put(profile, record);
      }
      assertThat(table.size()).as("seed %d, step %d", seed, step).isEqualTo(model.size());
      ProfileId asked = new ProfileId(random.nextInt(4), random.nextInt(100));
      assertThat(table.get(asked))
          .as("seed %d, step %d", seed, step)
          .isEqualTo(model.getOrDefault(asked, TextArena.NONE));
    }
    model.forEach((profile, record) -> assertThat(table.get(profile)).isEqualTo(record));
  }
}
