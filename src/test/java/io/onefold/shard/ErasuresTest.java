package io.onefold.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import io.onefold.journal.MemoryStore;
import io.onefold.journal.MemorySuppressions;
import io.onefold.message.Act;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import org.junit.jupiter.api.Test;

/** Who follows erasures hears of each before its answer leaves, and of all after a restart. */
class ErasuresTest {

  private static final int ACCOUNT = 1;

  @Test
  void erasure_committed_isTold_andAgainAfterARestart() {
    MemoryStore store = new MemoryStore();
    MemorySuppressions list = new MemorySuppressions();
    Hash128 device = ShardRig.hash("d1");
    try (ShardRig rig = new ShardRig(store, list, false).start()) {
      ProfileId profile = rig.accepted(rig.track("d1", 10));
      assertThat(rig.erasures.suppressed).isEmpty();

      Answer answer =
          ShardRig.await(
              rig.ask(to -> new Message.ChangeAt(profile, new Act.Erase(ACCOUNT, "test"), to)));

      assertThat(answer).isInstanceOf(Answer.Changed.class);
      assertThat(rig.erasures.suppressed).containsExactly(device);
      rig.stop();
    }
    try (ShardRig rig = new ShardRig(store, list, false).start()) {
      assertThat(rig.erasures.suppressed).containsExactly(device);

      ShardRig.await(rig.ask(to -> new Message.Readmit(device, ACCOUNT, to)));

      assertThat(rig.erasures.suppressed).isEmpty();
    }
  }
}
