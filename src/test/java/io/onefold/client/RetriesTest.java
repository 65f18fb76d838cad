package io.onefold.client;

import static io.onefold.client.ClientScene.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.message.entrance.Answered;
import io.onefold.message.entrance.Call;
import io.onefold.message.entrance.Said;
import io.onefold.route.OnLoop;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client does while nodes are silent, busy or gone. */
class RetriesTest {

  private static final int NODES = 3;
  private static final Duration SHORT = Duration.ofMillis(30);
  private static final Said BUSY = new Said.Busy("not_ready", 3_000);

  private ClientScene scene = new ClientScene(NODES, PATIENT.withSilence(SHORT));

  @AfterEach
  void stop() {
    scene.close();
  }

  private static Optional<Answered> said(Call call, Said said) {
    return Optional.of(FakeNodes.about(Answered.NOWHERE, false, call, said));
  }

  private List<String> messageIds() {
    return scene.nodes.heard().stream()
        .map(heard -> heard.json().getString("messageId"))
        .distinct()
        .toList();
  }

  @Test
  void silentNode_isPassedOver_withTheSameEvent() {
    scene.ready();
    int before = scene.nodes.heard().size();
    Set<Integer> silent = ConcurrentHashMap.newKeySet();
    scene.nodes.script(
        (node, call) -> {
          boolean first = silent.isEmpty() && silent.add(node);
          return first || silent.contains(node) ? Optional.empty() : said(call, FakeNodes.ACCEPTED);
        });
    assertThat(scene.track("ann")).isEqualTo(new Accepted(List.of()));
    List<FakeNodes.Heard> heard = scene.nodes.heard();
    List<FakeNodes.Heard> tries = heard.subList(before, heard.size());
    assertThat(tries).hasSizeGreaterThan(1);
    assertThat(tries.getLast().node()).isNotEqualTo(tries.getFirst().node());
    assertThat(tries)
        .extracting(each -> each.call().number() + each.json().getString("messageId"))
        .containsOnly(
            tries.getFirst().call().number() + tries.getFirst().json().getString("messageId"));
  }

  @Test
  void silentOwner_isNotAskedAgain_whileItIsDoubted() {
    scene.nodes.own(shard -> 0);
    scene.nodes.script((node, call) -> Optional.of(scene.nodes.committed(node, 1, call)));
    scene.ready();
    scene.track("ann");
    scene.nodes.script(
        (node, call) -> node == 0 ? Optional.empty() : said(call, FakeNodes.ACCEPTED));
    scene.nodes.own(shard -> shard % NODES); // others are there as well
    scene.track("bob");
    assertThat(scene.track("ann")).isEqualTo(new Accepted(List.of()));
    assertThat(scene.client.figures().resent()).isPositive();
  }

  @Test
  void busyNode_isAskedAgain_untilItIsNot() {
    AtomicInteger asked = new AtomicInteger();
    scene.nodes.script(
        (node, call) -> said(call, asked.incrementAndGet() < 5 ? BUSY : FakeNodes.ACCEPTED));
    assertThat(scene.track("ann")).isEqualTo(new Accepted(List.of()));
    assertThat(messageIds()).hasSize(1);
    assertThat(asked).hasValue(5);
  }

  @Test
  void busyUntilTheDeadline_isBusy_asTheNodeSaid() {
    scene.close();
    scene = new ClientScene(NODES, PATIENT.withDeadline(Duration.ofMillis(300)));
    scene.nodes.answer(call -> BUSY);
    assertThat(scene.track("ann")).isEqualTo(new Busy("not_ready", Duration.ofSeconds(3)));
    assertThat(scene.client.figures().busy()).isOne();
  }

  @Test
  void silenceUntilTheDeadline_isBusy_andWhatIsAnsweredLaterIsNotHeard() {
    scene.close();
    scene = new ClientScene(NODES, PATIENT.withSilence(SHORT).withDeadline(Duration.ofMillis(300)));
    scene.nodes.script((node, call) -> Optional.empty());
    assertThat(scene.track("ann")).isEqualTo(new Busy(Busy.TIMEOUT, Duration.ofSeconds(1)));
    assertThat(scene.nodes.heard()).hasSizeGreaterThan(1);
    scene.nodes.answer(call -> FakeNodes.ACCEPTED);
    assertThat(scene.track("bob")).isEqualTo(new Accepted(List.of()));
  }

  @Test
  void answeredTwice_theFirstAnswerCounts() {
    scene.nodes.script(
        (node, call) -> {
          said(call, FakeNodes.ACCEPTED);
          return said(call, FakeNodes.ACCEPTED);
        });
    scene.track("ann");
    scene.track("ann");
    assertThat(scene.client.figures().answered()).isEqualTo(2);
  }

  @Test
  void nodeThatIsGone_isPassedOver() {
    scene.close();
    scene = new ClientScene(NODES, PATIENT); // whose patience with silence is long
    scene.ready();
    scene.nodes.leave(0);
    scene.nodes.leave(1);
    for (int i = 0; i < NODES; i++) {
      assertThat(scene.track("stranger-" + i)).isEqualTo(new Accepted(List.of()));
    }
  }

  @Test
  void nobodyThereYet_isWaitedFor() {
    Vertx vertx = Vertx.vertx();
    try {
      OnLoop loop = new OnLoop(vertx);
      OnefoldClient client = loop.get(() -> OnefoldClient.create(vertx, PATIENT));
      var early = loop.start(() -> client.track(ClientScene.event("ann")));
      new FakeNodes(vertx, 1);
      assertThat(OnLoop.wait(early)).isEqualTo(new Accepted(List.of()));
    } finally {
      OnLoop.wait(vertx.close());
    }
  }
}
