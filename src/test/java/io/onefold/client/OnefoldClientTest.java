package io.onefold.client;

import static io.onefold.client.ClientScene.KEY;
import static io.onefold.client.ClientScene.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onefold.message.entrance.CallKind;
import io.onefold.message.entrance.Said;
import io.onefold.route.OnLoop;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client says to nodes, and what it makes of what they say. */
class OnefoldClientTest {

  private final ClientScene scene = new ClientScene(1, PATIENT);
  private final OnefoldClient client = scene.client;

  @AfterEach
  void stop() {
    scene.close();
  }

  private FakeNodes.Heard heard() {
    return scene.nodes.heard().getLast();
  }

  private static Said document(String json) {
    return new Said.Document(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void track_event_isSentAsItIs_withAnIdOfItsOwn() {
    JsonObject event = ClientScene.event("7").put("properties", new JsonObject().put("total", 5));
    assertThat(scene.await(() -> client.track(event))).isEqualTo(new Accepted(List.of()));
    assertThat(heard().key()).isEqualTo(KEY);
    assertThat(heard().call().kind()).isEqualTo(CallKind.TRACK);
    JsonObject sent = heard().json();
    assertThat(sent.getString("messageId")).hasSizeBetween(34, 100);
    sent.remove("messageId");
    assertThat(sent).isEqualTo(event);
  }

  @Test
  void track_twoEvents_haveDifferentIds() {
    scene.track("7");
    scene.track("7");
    assertThat(scene.nodes.heard())
        .extracting(heard -> heard.json().getString("messageId"))
        .doesNotHaveDuplicates();
  }

  @Test
  void track_eventWithId_keepsIt() {
    scene.await(() -> client.track(ClientScene.event("7").put("messageId", "m-1")));
    assertThat(heard().json().getString("messageId")).isEqualTo("m-1");
    scene.await(() -> client.track(ClientScene.event("7").put("uuid", "u-1")));
    assertThat(heard().json().containsKey("messageId")).isFalse();
    scene.await(() -> client.track(ClientScene.event("7").put("messageId", " ")));
    assertThat(heard().json().getString("messageId")).isNotBlank();
  }

  @Test
  void eachKindOfEvent_isSentAsSuch() {
    JsonObject event = ClientScene.event("7");
    scene.await(() -> client.identify(event));
    scene.await(() -> client.page(event));
    scene.await(() -> client.screen(event));
    scene.await(() -> client.group(event));
    scene.await(() -> client.alias(event));
    assertThat(scene.nodes.heard())
        .extracting(heard -> heard.call().kind())
        .containsExactly(
            CallKind.IDENTIFY, CallKind.PAGE, CallKind.SCREEN, CallKind.GROUP, CallKind.ALIAS);
  }

  @Test
  void batch_givesEachEventAnId_andSaysWhichAreWrong() {
    scene.nodes.answer(
        call -> new Said.Accepted(List.of(new Said.Fault(1, "no_identifier", "who?", "userId"))));
    List<JsonObject> events = List.of(ClientScene.event("7"), ClientScene.event(""));
    assertThat(scene.await(() -> client.batch(events)))
        .isEqualTo(new Accepted(List.of(new RejectedEvent(1, "no_identifier", "who?", "userId"))));
    JsonArray batch = heard().json().getJsonArray("batch");
    assertThat(batch).hasSize(2);
    assertThat(Stream.of(0, 1).map(i -> batch.getJsonObject(i).getString("messageId")))
        .doesNotHaveDuplicates()
        .doesNotContainNull();
  }

  @Test
  void personalize_query_isSentAsOverHttp() {
    scene.nodes.answer(call -> document("{\"segments\":[\"vip\"]}"));
    PersonalizeQuery query =
        PersonalizeQuery.of("dev-1")
            .withProjection("shop")
            .withEvent(new JsonObject().put("event", "Viewed"));
    PersonalizeResult result = scene.await(() -> client.personalize(query));
    assertThat(((Decision) result).toJson().getJsonArray("segments")).containsExactly("vip");
    JsonObject sent = heard().json();
    assertThat(sent.getString("anonymousId")).isEqualTo("dev-1");
    assertThat(sent.getString("projection")).isEqualTo("shop");
    assertThat(sent.getJsonObject("event").getString("messageId")).isNotBlank();
  }

  @Test
  void profile_found_isShown() {
    scene.nodes.answer(call -> document("{\"known\":true}"));
    ProfileResult result = scene.await(() -> client.profile("email:ann@example.com"));
    assertThat(((Found) result).toJson().getBoolean("known")).isTrue();
    assertThat(new String(heard().call().body(), StandardCharsets.UTF_8))
        .isEqualTo("email:ann@example.com");
  }

  @Test
  void profile_unknown_isNotFound() {
    scene.nodes.answer(call -> new Said.Refused(404, "profile_not_found", "nobody", ""));
    assertThat(scene.await(() -> client.profile("email:a@b.eu"))).isEqualTo(new NotFound());
  }

  @Test
  void refusedCalls_areRejected() {
    scene.nodes.answer(call -> new Said.Refused(401, "unknown_key", "no such key", ""));
    Rejected rejected = new Rejected("unknown_key", "no such key", "");
    assertThat(scene.track("7")).isEqualTo(rejected);
    assertThat(scene.await(() -> client.profile("email:a@b.eu"))).isEqualTo(rejected);
    assertThat(scene.await(() -> client.personalize(PersonalizeQuery.of("d")))).isEqualTo(rejected);
  }

  @Test
  void nodeThatFails_failsTheFuture() {
    scene.nodes.answer(call -> new Said.Failed("4711"));
    assertThatThrownBy(() -> scene.track("7")).rootCause().isInstanceOf(NodeFailed.class);
    scene.nodes.answer(call -> document("{}"));
    assertThatThrownBy(() -> scene.track("7")).rootCause().isInstanceOf(NodeFailed.class);
  }

  @Test
  void bodyBeyondBound_isRejectedUnsent() {
    ClientOptions small = PATIENT.withUnanswered(10, 2_000);
    try (ClientScene own = new ClientScene(1, small)) {
      JsonObject large = ClientScene.event("7").put("name", "x".repeat(2_000));
      assertThat(own.await(() -> own.client.track(large)))
          .isInstanceOfSatisfying(
              Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo("too_large"));
      assertThat(own.nodes.heard()).isEmpty();
    }
  }

  @Test
  void callsOfOneTurn_goTogether_inTheirOrder() {
    scene.ready();
    int before = scene.nodes.deliveries();
    OnLoop.wait(
        scene.loop.start(
            () -> {
              client.track(ClientScene.event("1"));
              client.track(ClientScene.event("2"));
              return client.track(ClientScene.event("3"));
            }));
    assertThat(scene.nodes.deliveries() - before).isOne();
    List<FakeNodes.Heard> heard = scene.nodes.heard();
    assertThat(heard.subList(heard.size() - 3, heard.size()))
        .extracting(each -> each.json().getString("userId"))
        .containsExactly("1", "2", "3");
  }

  @Test
  void figures_addUp() {
    scene.track("7");
    scene.nodes.answer(call -> new Said.Failed("4711"));
    assertThatThrownBy(() -> scene.track("7")).rootCause().isInstanceOf(NodeFailed.class);
    ClientFigures figures = client.figures();
    assertThat(figures.calls()).isEqualTo(2);
    assertThat(figures.answered()).isEqualTo(1);
    assertThat(figures.failed()).isEqualTo(1);
  }

  @Test
  void close_endsWhatIsOpen_andWhatComesLater() {
    scene.nodes.script((node, call) -> java.util.Optional.empty());
    var open = scene.loop.start(() -> client.track(ClientScene.event("7")));
    OnLoop.wait(client.close());
    Busy closed = new Busy(Busy.CLIENT_CLOSED, Duration.ofSeconds(1));
    assertThat(OnLoop.wait(open)).isEqualTo(closed);
    assertThat(scene.track("7")).isEqualTo(closed);
  }

  @Test
  void options_neverShowTheKey() {
    assertThat(PATIENT.toString()).doesNotContain(KEY);
    assertThatThrownBy(() -> PATIENT.withSilence(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
