package io.onefold.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.Events;
import io.onefold.event.IdentifierType;
import io.onefold.event.PackedReader;
import io.onefold.identity.Decision;
import io.onefold.identity.Decisions;
import io.onefold.identity.Partition;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Terms;
import io.onefold.identity.TrackingTokens;
import io.onefold.identity.Turn;
import io.onefold.journal.Batch;
import io.onefold.journal.Tail;
import io.onefold.message.After;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import io.onefold.message.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommitsTest {

  private static final Tail TAIL = new Tail(3, 41, 77);
  private static final int SMALL = 100;
  private static final int ONE_EVENT_BYTES_MAX = 500;

  private final Shard shard =
      new Shard(
          new Partition(0),
          new Terms(1, new RandomFresh(0, new Random(1)), RuleBook.STANDARD),
          new TrackingTokens(new byte[16]));
  private int sent;

  @Test
  void idleShard_sealsAtOnce_behindTheTail() {
    Commits commits = commits(1 << 18);
    assertThat(commits.add(event())).isEmpty();
    Batch batch = commits.next().orElseThrow();
    assertThat(batch.seq()).isEqualTo(42);
    assertThat(batch.epoch()).isEqualTo(3);
    assertThat(batch.prevCrc()).isEqualTo(77);
    assertThat(commits.committed(42)).hasSize(1);
    assertThat(commits.clean()).isTrue();
  }

  @Test
  void busyShard_gathersBehindTheRunningAppend() {
    Commits commits = commits(1 << 18);
    commits.add(event());
    Batch first = commits.next().orElseThrow();
    commits.add(event());
    commits.add(event());
    assertThat(commits.next()).isEmpty();
    assertThat(commits.committed(first.seq())).hasSize(1);
    Batch second = commits.next().orElseThrow();
    assertThat(second.prevCrc()).isEqualTo(first.crc());
    assertThat(commits.committed(second.seq())).hasSize(2);
  }

  @Test
  void fullBatches_goOut_upToTheBound() {
    Commits commits = commits(SMALL);
    for (int i = 0; i < Commits.UNDER_WAY_MAX; i++) {
      commits.add(event());
      assertThat(commits.next()).isPresent();
    }
    commits.add(event());
    assertThat(commits.next()).isEmpty();
  }

  @Test
  void decisions_behindHangingAppends_gatherInBatchesOfTheirSize() {
    Commits commits = commits(SMALL);
    List<Batch> handedOut = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      commits.add(event());
      commits.next().ifPresent(handedOut::add);
    }
    assertThat(handedOut).hasSize(Commits.UNDER_WAY_MAX);
    List<Batch> all = commits.uncommitted();
    assertThat(all).startsWith(handedOut.toArray(Batch[]::new));
    assertThat(all).allMatch(batch -> batch.ops().length < SMALL + ONE_EVENT_BYTES_MAX);
    long gathered = all.stream().mapToLong(batch -> batch.ops().length).sum();
    assertThat(gathered - handedOut.stream().mapToLong(batch -> batch.ops().length).sum())
        .isEqualTo(commits.unsentBytes());
    assertThat(commits.committed(commits.sealedSeq())).hasSize(200);
    assertThat(commits.uncommitted()).isEmpty();
    assertThat(commits.unsentBytes()).isZero();
  }

  @Test
  void turnOfManyEvents_isCutBeforeAnEvent_andLeavesBehindTheLastBatch() {
    Commits commits = commits(SMALL);
    Turn turn = event();
    for (int i = 0; i < 20; i++) {
      turn.decisions().addAll(event().decisions());
    }
    commits.add(turn);
    commits.seal();
    List<Batch> batches = commits.uncommitted();
    assertThat(batches).hasSizeGreaterThan(10);
    assertThat(batches)
        .allMatch(batch -> batch.ops().length < SMALL + ONE_EVENT_BYTES_MAX)
        .allMatch(CommitsTest::beginsWithAnEvent);
    assertThat(commits.committed(commits.sealedSeq() - 1)).isEmpty();
    List<Commits.Effects> effects = commits.committed(commits.sealedSeq());
    assertThat(effects).hasSize(1);
    assertThat(effects.getFirst().fromSeq()).isEqualTo(batches.getFirst().seq());
    assertThat(effects.getFirst().seq()).isEqualTo(batches.getLast().seq());
  }

  @Test
  void emptyTurn_isNotHeld() {
    Commits commits = commits(1 << 18);
    commits.add(event());
    assertThat(commits.add(shard.tick(1_000))).isEmpty();
    assertThat(commits.held()).isEqualTo(1);
  }

  @Test
  void read_leavesAtOnce_whenAllIsCommitted() {
    assertThat(commits(1 << 18).add(read())).isPresent();
  }

  @Test
  void read_waits_forWhatItMayHaveSeen() {
    Commits commits = commits(1 << 18);
    commits.add(event());
    assertThat(commits.add(read())).isEmpty();
    long seq = commits.next().orElseThrow().seq();
    assertThat(commits.add(read())).isEmpty();
    List<Commits.Effects> free = commits.committed(seq);
    assertThat(free).hasSize(3).allMatch(effects -> effects.seq() == seq);
  }

  @Test
  void messagesOfOtherShards_areNamedInTheBatch() {
    Commits commits = commits(1 << 18);
    commits.handled(new Envelope(0, 7, 12, null));
    commits.handled(new Envelope(0, 7, 9, null));
    commits.handled(Envelope.fromEdge(0, null));
    commits.add(event());
    assertThat(commits.next().orElseThrow().deps()).containsExactly(7, 12);
    commits.committed(42);
    commits.add(event());
    assertThat(commits.next().orElseThrow().deps()).isEmpty();
  }

  /** A birth comes before the event that caused it, never at the end of a batch. */
  private static boolean beginsWithAnEvent(Batch batch) {
    PackedReader in = new PackedReader(batch.ops());
    Decision first = Decisions.read(in);
    Decision last = first;
    while (in.hasMore()) {
      last = Decisions.read(in);
    }
    return first instanceof Decision.Born && !(last instanceof Decision.Born);
  }

  private static Commits commits(int batchBytesMax) {
    return new Commits(0, TAIL, new UUID(1, 1), batchBytesMax);
  }

  private Turn event() {
    Event event =
        Events.track(
            "Seen",
            "m" + sent++,
            1_000,
            Events.identifier(IdentifierType.ANONYMOUS_ID, "d" + sent));
    return shard.handle(new Message.Apply(event, After.ACKNOWLEDGE, answer -> {}), 1_000);
  }

  private Turn read() {
    View view = new View.Parts(1);
    var unknown = Events.identifier(IdentifierType.EMAIL, "nobody@shop.test").hash();
    return shard.handle(new Message.Read(unknown, view, answer -> {}), 1_000);
  }
}
