package io.onefold.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Events;
import io.onefold.event.IdentifierType;
import io.onefold.identity.Partition;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Terms;
import io.onefold.identity.TrackingTokens;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DedupWindowTest {

  private static final long NOW_MS = 1_795_000_000_000L;
  private static final long ROUND_MS = 600_000;
  private static final long HOUR_MS = 3_600_000;

  private final Partition partition = new Partition(0);
  private final Shard shard =
      new Shard(
          partition,
          new Terms(1, new RandomFresh(0, new Random(1)), RuleBook.STANDARD),
          new TrackingTokens(new byte[16]));

  @Test
  void withinBudget_windowStays_andADayIsRemembered() {
    fill();
    DedupWindow window = new DedupWindow(partition, 24, 1 << 20, NOW_MS);
    for (long atMs = NOW_MS; atMs <= NOW_MS + 24 * HOUR_MS; atMs += ROUND_MS / 10) {
      window.tick(atMs);
    }
    assertThat(window.windowHours()).isEqualTo(24);
    assertThat(isDuplicate(0)).isTrue();
  }

  @Test
  void afterTheWindow_messagesAreForgotten() {
    fill();
    DedupWindow window = new DedupWindow(partition, 24, 1 << 20, NOW_MS);
    for (long atMs = NOW_MS; atMs <= NOW_MS + 27 * HOUR_MS; atMs += ROUND_MS / 10) {
      window.tick(atMs);
    }
    assertThat(isDuplicate(0)).isFalse();
  }

  @Test
  void overBudget_windowShrinks_anHourARound() {
    fill();
    DedupWindow window = new DedupWindow(partition, 24, 100, NOW_MS);
    window.tick(NOW_MS + ROUND_MS / 2);
    window.tick(NOW_MS + ROUND_MS);
    assertThat(window.windowHours()).isEqualTo(23);
  }

  private void fill() {
    for (int i = 0; i < 500; i++) {
      apply(i);
    }
  }

  private boolean isDuplicate(int i) {
    return apply(i) instanceof Answer.Accepted(var profile, var route, boolean duplicate)
        && duplicate;
  }

  private Answer apply(int i) {
    var device = Events.identifier(IdentifierType.ANONYMOUS_ID, "d" + i);
    var event = Events.track("Seen", "m" + i, NOW_MS, device);
    var turn = shard.handle(new Message.Apply(event, After.ACKNOWLEDGE, a -> {}), NOW_MS);
    return turn.replies().getFirst().answer();
  }
}
