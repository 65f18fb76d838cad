package io.onefold.http;

import static io.onefold.http.Replied.assertAccepted;
import static io.onefold.http.Replied.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.EventType;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Envelope;
import io.onefold.message.Message;
import io.onefold.route.FakeShards;
import io.onefold.route.OnLoop;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestIT {

  private static final String TRACK =
      "{\"event\":\"Bought\",\"anonymousId\":\"a1\",\"messageId\":\"m1\",\"properties\":{\"p\":1}}";

  private HttpNode node;

  @BeforeEach
  void start() {
    node = HttpNode.usual();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private List<Event> received() {
    return node.shards.received().stream()
        .map(envelope -> envelope.message())
        .map(
            message ->
                message instanceof Message.ApplyAt at
                    ? at.event()
                    : ((Message.Apply) message).event())
        .toList();
  }

  @Test
  void track_goodEvent_isCommittedThenAccepted() {
    assertAccepted(node.post("/v1/track", TRACK));

    Event event = received().getFirst();
    assertThat(event.name()).isEqualTo("Bought");
    assertThat(event.type()).isEqualTo(EventType.TRACK);
    assertThat(event.origin().accountId()).isEqualTo(HttpNode.ACCOUNT);
    assertThat(event.origin().source()).isEqualTo("tracking");
    assertThat(new String(event.propertiesJson(), StandardCharsets.UTF_8)).isEqualTo("{\"p\":1}");
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void everyType_onItsPath_isOfThatType(EventType type) {
    String body =
        "{\"userId\":\"u1\",\"previousId\":\"p1\",\"groupId\":\"g1\",\"event\":\"E\",\"name\":\"N\"}";

    assertAccepted(node.post("/v1/" + type.wireName(), body));

    assertThat(received()).extracting(Event::type).containsExactly(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/batch",
        "/v1/batch/",
        "/v1/import",
        "/v1/import/",
        "//v1/import/",
        "//v1//batch"
      })
  void batch_onEachPath_isAccepted(String path) {
    assertAccepted(node.post(path, "{\"batch\":[" + withType(TRACK) + "]}"));
    assertThat(received()).hasSize(1);
  }

  private static String withType(String event) {
    return "{\"type\":\"track\"," + event.substring(1);
  }

  @Test
  void batch_ofTwoThousand_staysInOrder() {
    String events =
        IntStream.range(0, 2_000)
            .mapToObj(
                n ->
                    "{\"type\":\"track\",\"event\":\"E\",\"anonymousId\":\"a"
                        + n % 7
                        + "\",\"messageId\":\""
                        + n
                        + "\"}")
            .collect(Collectors.joining(","));

    assertAccepted(node.post("/v1/batch", "{\"batch\":[" + events + "]}"));

    assertThat(received()).hasSize(2_000);
    for (int device = 0; device < 7; device++) {
      String id = "a" + device;
      assertThat(
              received().stream()
                  .filter(event -> event.route().value().equals(id))
                  .map(event -> Integer.parseInt(event.id().text())))
          .hasSizeGreaterThan(280)
          .isSorted();
    }
  }

  @Test
  void batch_withFaultyEvents_appliesTheOthersAndNamesThem() {
    HttpResponse<String> response =
        node.post(
            "/v1/batch",
            "{\"batch\":[" + withType(TRACK) + ",{\"type\":\"track\",\"event\":\"E\"},5]}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .startsWith("{\"success\":true,\"rejected\":[{\"index\":1,\"code\":\"")
        .contains("\"index\":2,\"code\":\"wrong_type\",\"message\":\"");
    assertThat(received()).hasSize(1);
    assertThat(node.meters.scrape()).contains("onefold_rejected_total{code=\"wrong_type\"} 1.0");
  }

  @Test
  void batch_ofFaultyEventsOnly_isAccepted() {
    HttpResponse<String> response = node.post("/v1/batch", "{\"batch\":[5]}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).startsWith("{\"success\":true,\"rejected\":[{\"index\":0,");
  }

  @Test
  void track_faultyEvent_isRefusedWithItsCode() {
    HttpResponse<String> response = node.post("/v1/track", "{\"event\":\"E\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).startsWith("{\"success\":false,\"code\":\"");
    assertThat(received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"event\":\"E\"} x", "{\"batch\":[{]}"})
  void track_brokenJson_isRefused(String body) {
    assertRefused(node.post("/v1/track", body), 400, "malformed_json");
  }

  @Test
  void batch_withoutBatch_isRefused() {
    HttpResponse<String> response = node.post("/v1/batch", "{}");

    assertRefused(response, 400, "batch_missing");
    assertThat(response.body()).contains("\"field\":\"batch\"");
  }

  @Test
  void batch_gzipped_isUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(("{\"batch\":[" + withType(TRACK) + "]}").getBytes(StandardCharsets.UTF_8));
    }

    assertAccepted(
        node.send(
            node.request("/v1/batch", "Authorization", HttpNode.basic(HttpNode.BROWSER))
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))));
  }

  @Test
  void anyReason_shardBusy_isUnavailableWithRetryAfter() {
    for (Answer.Reason reason : Answer.Reason.values()) {
      node.shards.answerAll(message -> new Answer.Busy(reason));

      HttpResponse<String> response = node.post("/v1/track", TRACK);

      assertRefused(response, 503, reason.code());
      assertThat(response.headers().firstValue("retry-after"))
          .hasValueSatisfying(seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 5));
    }
  }

  @Test
  void track_noAnswerInTime_isUnavailable() {
    try (HttpNode impatient =
        new HttpNode(HttpNode.Options.USUAL.withRequestTimeout(Duration.ofMillis(30)))) {
      impatient.shards.stayQuiet();

      assertRefused(impatient.post("/v1/track", TRACK), 503, "timeout");
    }
  }

  @Test
  void track_profileLivesElsewhere_nextOneGoesThere() {
    ProfileId home = ProfileId.of(5, 3, 0, 0);
    node.shards.answerAll(message -> FakeShards.accepted(message, home, false));
    String identified = "{\"event\":\"E\",\"userId\":\"" + userOfOtherShardThan(3) + "\"}";

    assertAccepted(node.post("/v1/track", identified));
    assertAccepted(node.post("/v1/track", identified));

    assertThat(node.shards.received().getLast().toShard()).isEqualTo(3);
    assertThat(node.shards.received().getLast().message()).isInstanceOf(Message.ApplyAt.class);
  }

  private String userOfOtherShardThan(int shard) {
    return IntStream.range(0, 100)
        .mapToObj(n -> "u" + n)
        .filter(user -> node.hash(IdentifierType.CUSTOMER_ID, user).shard(HttpNode.SHARDS) != shard)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void track_answerIsOfTheWrongKind_isOurFailureAndTellsNothing() {
    node.shards.answerAll(message -> Answer.NOT_FOUND);

    HttpResponse<String> response = node.post("/v1/track", TRACK);

    assertRefused(response, 500, "internal_error");
    assertThat(response.body()).doesNotContain("NotFound").doesNotContain("Exception");
  }

  @Test
  void stop_requestOnItsWay_isAnsweredFirst() throws InterruptedException {
    node.shards.stayQuiet();
    CompletableFuture<HttpResponse<String>> response =
        CompletableFuture.supplyAsync(() -> node.post("/v1/track", TRACK));
    Envelope waiting = node.shards.nextParcel().envelopes().getFirst();

    Future<Void> stopped = node.stop();
    assertThat(stopped.isComplete()).isFalse();
    FakeShards.replyTo(waiting)
        .answer(FakeShards.accepted(waiting.message(), ProfileId.of(1, 0, 0, 0), false));

    assertAccepted(OnLoop.wait(response));
    OnLoop.wait(stopped);
  }
}
