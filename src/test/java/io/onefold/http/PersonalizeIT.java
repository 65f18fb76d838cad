package io.onefold.http;

import static io.onefold.http.Replied.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.Event;
import io.onefold.event.EventType;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.message.After;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import io.onefold.message.View;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalizeIT {

  private static final String PATH = "/v1/personalize";
  private static final String SHOWN =
      "{\"success\":true,\"partial\":false,\"segments\":[\"vip\"],\"attributes\":{}}";

  private HttpNode node;

  @BeforeEach
  void start() {
    node = HttpNode.usual();
    node.shards.answerAll(
        message ->
            new Answer.Document(ProfileId.of(1, 0, 0, 0), SHOWN.getBytes(StandardCharsets.UTF_8)));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static void assertShown(HttpResponse<String> response, String json) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(json);
  }

  private Message.Apply applied() {
    return (Message.Apply) node.shards.received().getFirst().message();
  }

  @Test
  void call_withoutEvent_asksForTheDevice() {
    assertShown(node.post(PATH, "{\"anonymousId\":\" a1 \"}"), SHOWN);

    Message.Read read = (Message.Read) node.shards.received().getFirst().message();
    assertThat(read.identifier()).isEqualTo(node.hash(IdentifierType.ANONYMOUS_ID, "a1"));
    assertThat(read.view())
        .isInstanceOfSatisfying(
            View.Projected.class,
            view -> {
              assertThat(view.accountId()).isEqualTo(HttpNode.ACCOUNT);
              assertThat(view.projection().name()).isEqualTo("default");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":\"Viewed\",\"properties\":{\"a\":1}}",
        "{\"event\":\"Viewed\",\"anonymousId\":null}",
        "{\"event\":\"Viewed\",\"anonymousId\":\"undefined\"}",
        "{\"anonymousId\":\"a2\"},\"event\":{\"event\":\"Viewed\"}",
        "{\"anonymousId\":\"\",\"event\":\"Viewed\"}",
        "{ \"anonymousId\" : \"a1\", \"type\":\"track\", \"event\":\"Viewed\" }"
      })
  void event_withoutDeviceOrWithTheSame_isTheCallers(String event) {
    String body = "{\"event\":" + event + ",\"projection\":\"shop\",\"anonymousId\":\"a1\"}";

    assertShown(node.post(PATH, body), SHOWN);

    Event applied = applied().event();
    assertThat(applied.type()).isEqualTo(EventType.TRACK);
    assertThat(applied.name()).isEqualTo("Viewed");
    assertThat(applied.identifiers()).extracting(Identifier::value).containsExactly("a1");
    assertThat(applied().after())
        .isInstanceOfSatisfying(
            After.Show.class,
            show ->
                assertThat(((View.Projected) show.view()).projection().name()).isEqualTo("shop"));
  }

  @Test
  void event_withoutTypeAndName_isAPage() {
    assertShown(node.post(PATH, "{\"anonymousId\":\"a\\\"1\",\"event\":{ }}"), SHOWN);

    assertThat(applied().event().type()).isEqualTo(EventType.PAGE);
    assertThat(applied().event().route().value()).isEqualTo("a\"1");
  }

  @Test
  void event_thatNamesAPerson_isAppliedToThatPerson() {
    assertShown(
        node.post(
            PATH, "{\"anonymousId\":\"a1\",\"event\":{\"type\":\"identify\",\"userId\":\"u1\"}}"),
        SHOWN);

    assertThat(applied().event().route().type()).isEqualTo(IdentifierType.CUSTOMER_ID);
    assertThat(applied().event().identifiers()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":\"E\",\"anonymousId\":\"a2\"}",
        "{\"event\":\"E\",\"anonymousId\":\"a1\",\"anonymousId\":\"a2\"}",
        "{\"event\":\"E\",\"context\":{\"externalIds\":"
            + "[{\"id\":\"a2\",\"type\":\"anonymous_id\",\"collection\":\"users\",\"encoding\":\"none\"}]}}"
      })
  void event_ofAnotherDevice_isRefused(String event) {
    HttpResponse<String> response =
        node.post(PATH, "{\"anonymousId\":\"a1\",\"event\":" + event + "}");

    assertRefused(response, 400, "anonymous_id_differs");
    assertThat(node.shards.received()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{}|missing_anonymous_id",
        "{\"anonymousId\":\"  \"}|missing_anonymous_id",
        "{\"anonymousId\":{}}|wrong_type",
        "{\"anonymousId\":\"a1\",\"event\":5}|wrong_type",
        "{\"anonymousId\":\"a1\",\"projection\":\"secret\"}|unknown_projection",
        "{\"anonymousId\":\"a1\",\"event\":{\"type\":\"dance\"}}|unknown_type",
        "{\"anonymousId\":\"a1\"|malformed_json",
        "{\"anonymousId\":\"a1\"} x|malformed_json",
        "''|malformed_json",
        "[]|not_an_object"
      })
  void call_malformed_isRefusedWithTheReason(String body, String code) {
    assertRefused(node.post(PATH, body), 400, code);
  }

  @Test
  void brokenJson_refusal_saysWhere() {
    assertThat(node.post(PATH, "{\"anonymousId\":nobody}").body()).contains("line 1, column 1");
  }

  @Test
  void event_nestedTooDeeply_isRefusedForThat() {
    for (int levels : new int[] {16, 17, 18, 100}) {
      String deep = "[".repeat(levels) + "]".repeat(levels);
      String body = "{\"anonymousId\":\"a1\",\"event\":{\"properties\":{\"a\":" + deep + "}}}";
      assertRefused(node.post(PATH, body), 400, "too_deep");
    }
  }

  @Test
  void unknownProjection_refusal_namesTheAllowedOnes() {
    assertThat(node.post(PATH, "{\"anonymousId\":\"a1\",\"projection\":\"x\"}").body())
        .contains("projection must be one of default, shop")
        .contains("\"field\":\"projection\"");
  }

  @Test
  void device_withoutProfile_isShownEmpty() {
    node.shards.answerAll(message -> Answer.NOT_FOUND);

    HttpResponse<String> response = node.post(PATH, "{\"anonymousId\":\"a1\"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .startsWith("{\"success\":true,\"partial\":false,")
        .contains("\"segments\":[]")
        .contains("\"attributes\":{}");
  }

  @Test
  void deadline_beforeTheAnswer_isAnsweredPartiallyAndTheEventApplied()
      throws InterruptedException {
    try (HttpNode hasty = new HttpNode(HttpNode.Options.USUAL.withDeadline(Duration.ofMillis(5)))) {
      hasty.shards.stayQuiet();

      HttpResponse<String> response =
          hasty.post(PATH, "{\"anonymousId\":\"a1\",\"event\":{\"event\":\"E\"}}");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body())
          .startsWith("{\"success\":true,\"partial\":true,")
          .contains("\"segments\":[]")
          .contains("\"predictions\":{}")
          .contains("\"recommendations\":[]");
      assertThat(hasty.shards.nextParcel().envelopes()).hasSize(1);
      assertThat(hasty.meters.scrape()).contains("onefold_personalize_partial_total 1.0");
    }
  }

  @Test
  void shard_busy_isUnavailable() {
    node.shards.answerAll(message -> new Answer.Busy(Answer.Reason.MERGING));

    assertRefused(node.post(PATH, "{\"anonymousId\":\"a1\"}"), 503, "merging");
  }

  @Test
  void noKey_call_isUnauthorized() {
    assertRefused(node.post(PATH, "{\"anonymousId\":\"a1\"}", new String[0]), 401, "missing_key");
  }
}
