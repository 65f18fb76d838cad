package io.onefold.client;

import static io.onefold.client.ClientScene.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.message.entrance.Call;
import io.onefold.message.entrance.Said;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which node a call goes to. */
class RoutesTest {

  private static final int NODES = 3;

  /** Shard 4 is the second node's: 4 mod 3. */
  private static final int SHARD = 4;

  private static final int OWNER = 1;

  private ClientScene scene = new ClientScene(NODES, PATIENT);

  @AfterEach
  void stop() {
    scene.close();
  }

  /** Everybody lives on one shard. */
  private void everybodyOnOneShard() {
    scene.nodes.script((node, call) -> Optional.of(scene.nodes.committed(node, SHARD, call)));
  }

  private List<Integer> nodesAsked(int last) {
    List<FakeNodes.Heard> heard = scene.nodes.heard();
    return heard.subList(heard.size() - last, heard.size()).stream()
        .map(FakeNodes.Heard::node)
        .toList();
  }

  @Test
  void visitorSeenBefore_goesToTheNodeThatHasItsShard() {
    everybodyOnOneShard();
    scene.ready();
    for (int i = 0; i < 5; i++) {
      scene.track("ann");
    }
    assertThat(nodesAsked(4)).containsOnly(OWNER);
    assertThat(scene.client.figures().direct()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void visitorSeenBefore_isKnownByTheSameName_toEventsAndReads() {
    everybodyOnOneShard();
    scene.ready();
    scene.track("ann");
    scene.nodes.script(
        (node, call) ->
            Optional.of(
                FakeNodes.about(SHARD, true, call, new Said.Document(new byte[] {'{', '}'}))));
    for (int i = 0; i < NODES; i++) {
      scene.await(() -> scene.client.profile("customer_id:ann"));
    }
    assertThat(nodesAsked(NODES)).containsOnly(OWNER);
  }

  @Test
  void strangers_goToAllNodesInTurn() {
    scene.ready();
    for (int i = 0; i < NODES; i++) {
      scene.track("stranger-" + i);
    }
    assertThat(nodesAsked(NODES)).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void remembered_isNoMoreThanIsAllowed() {
    scene.close();
    scene = new ClientScene(NODES, PATIENT.withRemembered(1));
    everybodyOnOneShard();
    scene.ready();
    scene.track("ann");
    scene.track("bob");
    for (int i = 0; i < NODES; i++) {
      scene.track("ann-" + i); // each as unknown as the first time
    }
    assertThat(nodesAsked(NODES)).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void shardThatMoved_isFollowed_whenANodeSaysThatItIsNotItsOwn() {
    everybodyOnOneShard();
    scene.ready();
    scene.track("ann");
    scene.track("ann");
    assertThat(nodesAsked(1)).containsExactly(OWNER);
    int asked = scene.nodes.placesAsked();
    scene.nodes.own(shard -> 2);
    scene.track("ann"); // the former owner passes it on, and says so
    scene.track("ann"); // behind the answer about places, or not
    scene.track("ann");
    assertThat(scene.nodes.placesAsked()).isGreaterThan(asked);
    assertThat(nodesAsked(1)).containsExactly(2);
  }

  @Test
  void table_isAskedForAgainAndAgain() {
    scene.close();
    scene = new ClientScene(NODES, PATIENT.withRefresh(Duration.ofMillis(5)));
    everybodyOnOneShard();
    scene.track("ann");
    scene.nodes.own(shard -> 0);
    int asked = scene.nodes.placesAsked();
    while (scene.nodes.placesAsked() < asked + 3) {
      scene.track("ann");
    }
    scene.track("ann");
    assertThat(nodesAsked(1)).containsExactly(0);
  }

  @Test
  void answerAboutNobody_teachesNothing() {
    scene.ready();
    scene.nodes.answer((Call call) -> FakeNodes.ACCEPTED);
    for (int i = 0; i < NODES; i++) {
      scene.track("ann");
    }
    assertThat(nodesAsked(NODES)).containsExactlyInAnyOrder(0, 1, 2);
  }
}
