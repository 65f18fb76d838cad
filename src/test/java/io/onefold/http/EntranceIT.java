package io.onefold.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import io.onefold.message.entrance.Answered;
import io.onefold.message.entrance.CallKind;
import io.onefold.message.entrance.Said;
import io.onefold.route.FakeShards;
import io.onefold.route.OnLoop;
import io.onefold.route.Placement;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A node answers by the bus as it answers over HTTP. */
class EntranceIT {

  private static final ProfileId PROFILE = ProfileId.of(1_000, 2, 1, 1);
  private static final UUID SELF = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();

  /** The profile's shard, 2, is another node's. */
  private static final Placement PLACEMENT =
      new Placement(
          SELF,
          List.of(Optional.of(SELF), Optional.of(SELF), Optional.of(OTHER), Optional.empty()));

  private HttpNode node;
  private BusCaller caller;
  private String entrance;

  @BeforeEach
  void start() {
    node = HttpNode.usual();
    node.shards.answerAll(EntranceIT::answer);
    entrance = node.openEntrance(PLACEMENT);
    caller = new BusCaller(node.vertx);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static Answer answer(Message message) {
    return switch (message) {
      case Message.Read _, Message.ReadAt _ ->
          new Answer.Document(PROFILE, "{\"known\":true}".getBytes(StandardCharsets.UTF_8));
      default -> FakeShards.accepted(message, PROFILE, false);
    };
  }

  private Answered call(String key, CallKind kind, String body) {
    return caller.call(key, kind, body.getBytes(StandardCharsets.UTF_8));
  }

  /** One call, and where it is made over HTTP. */
  record Case(CallKind kind, String path, String key, String body) {

    HttpResponse<String> overHttp(HttpNode node) {
      String authorization = HttpNode.basic(key);
      return kind == CallKind.PROFILE
          ? node.get("/v1/profiles/" + body, "Authorization", authorization)
          : node.post(path, body, "Authorization", authorization);
    }

    @Override
    public String toString() {
      return kind + " " + key + " " + body.substring(0, Math.min(60, body.length()));
    }
  }

  private static Case event(String body) {
    return new Case(CallKind.TRACK, "/v1/track", HttpNode.SERVER, body);
  }

  private static Case batch(String body) {
    return new Case(CallKind.BATCH, "/v1/batch", HttpNode.SERVER, body);
  }

  private static Case personalize(String body) {
    return new Case(CallKind.PERSONALIZE, "/v1/personalize", HttpNode.BROWSER, body);
  }

  private static Case profile(String key, String identifier) {
    return new Case(CallKind.PROFILE, "", key, identifier);
  }

  static Stream<Case> cases() {
    String large = "x".repeat(HttpNode.BODY_BYTES_MAX);
    return Stream.of(
        event("{\"event\":\"Viewed\",\"userId\":\"7\"}"),
        event("{\"event\":\"Viewed\"}"),
        event("{\"userId\":\"7\"}"),
        event("{\"event\":"),
        event(""),
        event("{\"event\":\"" + large + "\",\"userId\":\"7\"}"),
        new Case(CallKind.TRACK, "/v1/track", "nobodys-key", "{}"),
        new Case(CallKind.IDENTIFY, "/v1/identify", HttpNode.SERVER, "{\"userId\":\"7\"}"),
        new Case(CallKind.PAGE, "/v1/page", HttpNode.SERVER, "{\"anonymousId\":\"a\"}"),
        new Case(CallKind.SCREEN, "/v1/screen", HttpNode.SERVER, "{\"anonymousId\":\"a\"}"),
        new Case(CallKind.GROUP, "/v1/group", HttpNode.SERVER, "{\"groupId\":\"g\"}"),
        new Case(CallKind.ALIAS, "/v1/alias", HttpNode.SERVER, "{\"userId\":\"7\"}"),
        new Case(
            CallKind.ALIAS,
            "/v1/alias",
            HttpNode.SERVER,
            "{\"userId\":\"7\",\"previousId\":\"7\"}"),
        batch("{\"batch\":[{\"type\":\"track\",\"event\":\"A\",\"userId\":\"7\"}]}"),
        batch("{\"batch\":[{\"type\":\"page\",\"userId\":\"7\"},{\"type\":\"no\"}]}"),
        batch("{\"batch\":7}"),
        batch("[]"),
        personalize("{\"anonymousId\":\"a\"}"),
        personalize("{\"anonymousId\":\"a\",\"projection\":\"shop\"}"),
        personalize("{\"anonymousId\":\"a\",\"projection\":\"no\"}"),
        personalize("{\"projection\":\"shop\"}"),
        personalize("{\"anonymousId\":\"a\",\"event\":{\"anonymousId\":\"b\"}}"),
        profile(HttpNode.SECRET, "customer_id:7"),
        profile(HttpNode.SECRET, "profile_id:17"),
        profile(HttpNode.SECRET, "nonsense"),
        profile(HttpNode.SECRET, "email:no"),
        profile(HttpNode.SERVER, "customer_id:7"),
        profile(HttpNode.BROWSER, "customer_id:7"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void call_ofEachKind_isAnsweredAsOverHttp(Case each) {
    HttpResponse<String> response = each.overHttp(node);
    int reached = node.shards.received().size();
    Answered answered = call(each.key(), each.kind(), each.body());
    assertThat(new JsonObject(json(answered.said()))).isEqualTo(new JsonObject(response.body()));
    assertThat(status(answered.said())).isEqualTo(response.statusCode());
    assertThat(node.shards.received()).hasSize(2 * reached);
  }

  @Test
  void busyShards_makeTheCallBusy() {
    node.shards.answerAll(message -> new Answer.Busy(Answer.Reason.JOURNAL_AWAY));
    Said said = call(HttpNode.SERVER, CallKind.TRACK, "{\"event\":\"A\",\"userId\":\"7\"}").said();
    assertThat(said)
        .isInstanceOfSatisfying(
            Said.Busy.class,
            busy -> {
              assertThat(busy.code()).isEqualTo("journal_unavailable");
              assertThat(busy.retryAfterMs()).isBetween(1_000, 5_000);
            });
  }

  @Test
  void answer_saysWhereTheProfileLives_andThatItIsElsewhere() {
    Answered event = call(HttpNode.SERVER, CallKind.TRACK, "{\"event\":\"A\",\"userId\":\"7\"}");
    assertThat(event.shard()).isEqualTo(PROFILE.homeShard());
    assertThat(event.here()).isFalse();
    node.shards.answerAll(
        message -> FakeShards.accepted(message, ProfileId.of(1_000, 1, 1, 1), false));
    Answered other = call(HttpNode.SERVER, CallKind.TRACK, "{\"event\":\"A\",\"userId\":\"8\"}");
    assertThat(other.shard()).isOne();
    assertThat(other.here()).isTrue();
  }

  @Test
  void places_areToldToWhoeverHasAKey() {
    assertThat(call(HttpNode.BROWSER, CallKind.PLACES, "").said())
        .isEqualTo(new Said.Places(PLACEMENT.owners()));
    assertThat(call("nobodys-key", CallKind.PLACES, "").said()).isInstanceOf(Said.Refused.class);
  }

  @Test
  void damagedCalls_areIgnored_andTheNextOneIsHeard() {
    caller.send(new byte[0]);
    caller.send(new byte[] {99, 1, 2});
    caller.send("not a call".getBytes(StandardCharsets.UTF_8));
    assertThat(call(HttpNode.SERVER, CallKind.PLACES, "").said()).isInstanceOf(Said.Places.class);
  }

  @Test
  void stop_waitsForWhatWasTaken() throws InterruptedException {
    node.shards.stayQuiet();
    CompletableFuture<Answered> open =
        caller.start(
            HttpNode.SERVER,
            CallKind.TRACK,
            "{\"event\":\"A\",\"userId\":\"7\"}".getBytes(StandardCharsets.UTF_8));
    var parcel = node.shards.nextParcel();
    var stopped = node.vertx.undeploy(entrance);
    assertThat(stopped.isComplete()).isFalse();
    parcel
        .envelopes()
        .forEach(
            envelope ->
                FakeShards.replyTo(envelope)
                    .answer(FakeShards.accepted(envelope.message(), PROFILE, false)));
    assertThat(OnLoop.wait(open).said()).isInstanceOf(Said.Accepted.class);
    OnLoop.wait(stopped);
  }

  @Test
  void calls_areMeasuredApartFromHttp() {
    call(HttpNode.SERVER, CallKind.TRACK, "{\"event\":\"A\",\"userId\":\"7\"}");
    assertThat(node.meters.scrape())
        .contains("onefold_entrance_latency_seconds_count{call=\"ingest\"} 1")
        .contains("onefold_http_latency_seconds_count{call=\"ingest\"} 0");
  }

  private static int status(Said said) {
    return switch (said) {
      case Said.Accepted _, Said.Document _, Said.Places _ -> 200;
      case Said.Refused refused -> refused.status();
      case Said.Busy _ -> 503;
      case Said.Failed _ -> 500;
    };
  }

  /** As the same would be said over HTTP. */
  private static String json(Said said) {
    return switch (said) {
      case Said.Document(byte[] json) -> new String(json, StandardCharsets.UTF_8);
      case Said.Accepted(List<Said.Fault> faults) -> accepted(faults).encode();
      case Said.Refused(int _, String code, String message, String field) ->
          refused(code, message, field).encode();
      case Said.Busy _, Said.Failed _, Said.Places _ -> throw new AssertionError(said);
    };
  }

  private static JsonObject accepted(List<Said.Fault> faults) {
    JsonObject json = new JsonObject().put("success", true);
    JsonArray rejected = new JsonArray();
    for (Said.Fault fault : faults) {
      JsonObject one =
          new JsonObject()
              .put("index", fault.index())
              .put("code", fault.code())
              .put("message", fault.message());
      rejected.add(fault.field().isEmpty() ? one : one.put("field", fault.field()));
    }
    return faults.isEmpty() ? json : json.put("rejected", rejected);
  }

  private static JsonObject refused(String code, String message, String field) {
    JsonObject json =
        new JsonObject()
            .put("success", false)
            .put("code", code)
            .put("message", message)
            .put("error", message);
    return field.isEmpty() ? json : json.put("field", field);
  }
}
