package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.client.Accepted;
import io.onefold.client.ClientFigures;
import io.onefold.client.ClientOptions;
import io.onefold.client.Decision;
import io.onefold.client.EventResult;
import io.onefold.client.Found;
import io.onefold.client.NotFound;
import io.onefold.client.OnefoldClient;
import io.onefold.client.PersonalizeQuery;
import io.onefold.client.Rejected;
import io.onefold.example.CheckoutVerticle;
import io.onefold.example.Shop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs in a cluster of real nodes that use Onefold over the event bus: in a node's own Vert.x,
 * and in one beside the nodes. The last test leaves the cluster with a node less.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClientIT {

  private static final int VISITORS = 20;
  private static final int EVENTS_EACH = 40;
  private static final long BETWEEN_MS = 5;
  private static final long WAIT_S = 60;

  private ThreeNodes nodes;
  private Vertx beside;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    nodes = new ThreeNodes(directory);
    beside = Shop.open(nodes.guest(), RunningNode.SECRET).await(WAIT_S, TimeUnit.SECONDS);
  }

  @AfterAll
  void stop() throws Exception {
    beside.close().await(WAIT_S, TimeUnit.SECONDS);
    nodes.close();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(WAIT_S, TimeUnit.SECONDS);
    } catch (Exception late) {
      throw new AssertionError(late);
    }
  }

  private static JsonObject buy(Vertx vertx, String customer, String order) {
    JsonObject ordered =
        new JsonObject()
            .put("order", order)
            .put("customer", customer)
            .put("device", "device-of-" + customer)
            .put("total", 20.5);
    DeliveryOptions here = new DeliveryOptions().setLocalOnly(true).setSendTimeout(30_000);
    return await(
        vertx
            .eventBus()
            .<JsonObject>request(CheckoutVerticle.ADDRESS, ordered, here)
            .map(Message::body));
  }

  @Test
  @Order(1)
  void guest_isNoNode() {
    assertThat(nodes.members()).containsExactlyInAnyOrder("node-0", "node-1", "node-2");
    assertThat(nodes.belonging()).isEqualTo(3);
  }

  @Test
  @Order(2)
  void verticleBesideTheNodes_booksOrders_once() {
    assertThat(buy(beside, "ann", "A-1").getInteger("orders")).isOne();
    assertThat(buy(beside, "ann", "A-2").getInteger("orders")).isEqualTo(2);
    JsonObject again = buy(beside, "ann", "A-2");
    assertThat(again.getInteger("orders")).isEqualTo(2);
    assertThat(again.getDouble("spent")).isEqualTo(41.0);
  }

  @Test
  @Order(3)
  void verticleInANode_booksOrders() {
    await(nodes.vertx().deployVerticle(new CheckoutVerticle(RunningNode.SECRET)));
    assertThat(buy(nodes.vertx(), "bob", "B-1").getInteger("orders")).isOne();
    assertThat(buy(beside, "bob", "B-2").getInteger("orders")).isEqualTo(2);
  }

  @Test
  @Order(4)
  void visitorsSeenBefore_areOneHopAway() {
    OnefoldClient client = OnefoldClient.create(beside, ClientOptions.of(RunningNode.SERVER));
    for (int round = 0; round < 6; round++) {
      for (int visitor = 0; visitor < VISITORS; visitor++) {
        assertThat(await(client.track(event("hop-" + visitor)))).isInstanceOf(Accepted.class);
      }
    }
    ClientFigures figures = client.figures();
    assertThat(figures.direct()).isGreaterThanOrEqualTo(5L * VISITORS);
    await(client.close());
  }

  @Test
  @Order(5)
  void eachKindOfCall_isAnsweredByRealNodes() {
    OnefoldClient client = OnefoldClient.create(beside, ClientOptions.of(RunningNode.SECRET));
    JsonObject identify =
        new JsonObject()
            .put("userId", "carl")
            .put("anonymousId", "device-of-carl")
            .put("traits", new JsonObject().put("email", "carl@example.com"));
    assertThat(await(client.identify(identify))).isInstanceOf(Accepted.class);
    assertThat(await(client.profile("email:carl@example.com"))).isInstanceOf(Found.class);
    assertThat(await(client.profile("email:nobody@example.com"))).isEqualTo(new NotFound());
    assertThat(await(client.personalize(PersonalizeQuery.of("device-of-carl"))))
        .isInstanceOf(Decision.class);
    assertThat(await(client.batch(List.of(event("dan").put("type", "track"), new JsonObject()))))
        .isInstanceOfSatisfying(
            Accepted.class, accepted -> assertThat(accepted.rejected()).hasSize(1));
    assertThat(await(client.track(new JsonObject().put("event", "Nobody"))))
        .isInstanceOf(Rejected.class);
    await(client.close());
  }

  @Test
  @Order(6)
  void nodeKilled_whileEventsAreSent_losesAndDoublesNone() {
    ClientOptions patient =
        ClientOptions.of(RunningNode.SECRET).withDeadline(Duration.ofSeconds(WAIT_S / 2));
    OnefoldClient client = OnefoldClient.create(beside, patient);
    List<Future<EventResult>> sent = new ArrayList<>();
    Future<Void> all = send(client, sent, VISITORS * EVENTS_EACH / 3);
    await(all);
    for (Future<EventResult> each : sent) {
      assertThat(await(each)).isInstanceOf(Accepted.class);
    }
    for (int visitor = 0; visitor < VISITORS; visitor++) {
      Found found = (Found) await(client.profile("customer_id:kill-" + visitor));
      assertThat(found.toJson().getJsonObject("metrics").getInteger("event_count"))
          .as("visitor %d, %s", visitor, client.figures())
          .isEqualTo(EVENTS_EACH);
    }
    await(client.close());
  }

  /** Sends at a steady pace, whether answers come or not; a node is killed on the way. */
  private Future<Void> send(OnefoldClient client, List<Future<EventResult>> sent, int killAt) {
    Promise<Void> over = Promise.promise();
    beside.setPeriodic(
        BETWEEN_MS,
        timer -> {
          if (sent.size() == killAt) {
            Thread.ofVirtual().start(nodes::killOne);
          }
          sent.add(client.track(event("kill-" + sent.size() % VISITORS)));
          if (sent.size() == VISITORS * EVENTS_EACH) {
            beside.cancelTimer(timer);
            over.complete();
          }
        });
    return over.future();
  }

  private static JsonObject event(String customer) {
    return new JsonObject()
        .put("event", "Viewed")
        .put("userId", customer)
        .put("properties", new JsonObject().put("at", UUID.randomUUID().toString()));
  }
}
