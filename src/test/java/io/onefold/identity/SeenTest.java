package io.onefold.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Limits;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeenTest {

  private static final long HOUR_MS = 3_600_000;
  private static final long NOW_MS = 1_795_000_000_000L;

  @Test
  void messageOf24HoursAgo_isRecognised() {
    Seen seen = new Seen();
    seen.add(77, NOW_MS - 24 * HOUR_MS);
    seen.forget(NOW_MS, 24);
    assertThat(seen.contains(77)).isTrue();
  }

  @Test
  void messageOf26HoursAgo_isForgotten() {
    Seen seen = new Seen();
    seen.add(77, NOW_MS - 26 * HOUR_MS);
    seen.add(99_999_999, NOW_MS);
    assertThat(seen.forget(NOW_MS, 24)).isEqualTo(1);
    assertThat(seen.contains(77)).isFalse();
    assertThat(seen.contains(99_999_999)).isTrue();
  }

  @Test
  void messageFromAClockAhead_isKept() {
    Seen seen = new Seen();
    seen.add(77, NOW_MS + HOUR_MS);
    seen.forget(NOW_MS, 24);
    assertThat(seen.contains(77)).isTrue();
  }

  @Test
  void bound_reached_oldestGoesFirst() {
    Seen seen = new Seen();
    for (int i = 0; i <= Limits.SEEN_PER_PROFILE_MAX; i++) {
      seen.add((long) i << 8, NOW_MS);
    }
    assertThat(seen.count()).isEqualTo(Limits.SEEN_PER_PROFILE_MAX);
    assertThat(seen.contains(0)).isFalse();
    assertThat(seen.contains((long) Limits.SEEN_PER_PROFILE_MAX << 8)).isTrue();
  }

  @Test
  void writtenAndRead_isTheSame() {
    Seen seen = new Seen();
    Random random = new Random(5);
    for (int i = 0; i < 100; i++) {
      seen.add(random.nextLong(), NOW_MS);
    }
    PackedWriter out = new PackedWriter(16);
    seen.write(out);
    Seen read = Seen.read(new PackedReader(out.toBytes()));
    Random again = new Random(5);
    for (int i = 0; i < 100; i++) {
      assertThat(read.contains(again.nextLong())).isTrue();
    }
    assertThat(read.count()).isEqualTo(100);
  }
}
