package io.onefold.http;

import static io.onefold.http.Replied.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onefold.event.EventType;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Answer.Trial;
import io.onefold.message.Message;
import io.onefold.message.Refusal;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code POST /v1/resolve?dry_run=true} in front of shards that answer as they are told. */
class ResolveIT {

  private static final ProfileId ANN = ProfileId.of(1_000, 2, 1, 1);
  private static final ProfileId BEN = ProfileId.of(2_000, 3, 1, 1);
  private static final String PATH = "/v1/resolve?dry_run=true";

  private HttpNode node;

  @BeforeEach
  void start() {
    node = HttpNode.usual();
    node.shards.answerAll(ResolveIT::answer);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static Answer answer(Message message) {
    return switch (message) {
      case Message.Standing _ -> Trial.Standing.leadingTo(Optional.of(ANN));
      case Message.Read _ -> new Trial.Copy(ANN, new byte[] {1});
      case Message.Rehearse rehearse -> report(rehearse);
      default -> throw new AssertionError(message);
    };
  }

  private static Answer report(Message.Rehearse asked) {
    return new Trial.Report(
        Trial.Fate.APPLIED,
        asked.event().route(),
        Optional.of(ANN),
        false,
        4,
        List.of(
            new Trial.Prospect(
                asked.event().identifiers().getFirst(),
                Trial.State.HELD,
                Optional.of(ANN),
                Trial.Outcome.HELD,
                Optional.empty(),
                Optional.empty()),
            new Trial.Prospect(
                asked.event().identifiers().getLast(),
                Trial.State.OWNED_BY_OTHER,
                Optional.of(BEN),
                Trial.Outcome.REFUSE,
                Optional.of(Refusal.DEVICE),
                Optional.empty())));
  }

  private HttpResponse<String> post(String path, String body) {
    return node.post(path, body, "Authorization", HttpNode.basic(HttpNode.SECRET));
  }

  @Test
  void event_rehearsed_isAnsweredWithWhatItWouldDo() throws IOException {
    HttpResponse<String> response =
        post(
            PATH,
            """
            {"type":"identify","userId":"u1","anonymousId":"d1","traits":{"email":"null"}}
            """);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode json = new ObjectMapper().readTree(response.body());
    JsonNode expected =
        new ObjectMapper()
            .readTree(
                """
                {"success":true,"dry_run":true,"event":"applied","route":"customer_id:u1",
                 "profile":{"profile_id":"%1$s","would_be_born":false},
                 "identifiers":[
                  {"identifier":"customer_id:u1","strength":"person","state":"held","owner":"%1$s",
                   "outcome":"held","reason":null,"survivor":null},
                  {"identifier":"anonymous_id:d1","strength":"device","state":"owned_by_other",
                   "owner":"%2$s","outcome":"refuse","reason":"device_joins_two_people",
                   "survivor":null},
                  {"identifier":"email:null","strength":"person","state":"blocked","owner":null,
                   "outcome":"none","reason":"blocked_value","survivor":null}],
                 "rule_version":4}
                """
                    .formatted(ANN.text(), BEN.text()));
    assertThat(json).isEqualTo(expected);
    Message.Rehearse asked = (Message.Rehearse) node.shards.received().getLast().message();
    assertThat(asked.event().type()).isEqualTo(EventType.IDENTIFY);
    assertThat(asked.known())
        .allSatisfy(known -> assertThat(known.standing().owner()).contains(ANN));
  }

  @Test
  void event_withoutType_isATrackCall() {
    post(PATH, "{\"event\":\"Seen\",\"userId\":\"u1\",\"anonymousId\":\"d1\"}");

    Message.Rehearse asked = (Message.Rehearse) node.shards.received().getLast().message();
    assertThat(asked.event().type()).isEqualTo(EventType.TRACK);
    assertRefused(post(PATH, "{\"userId\":\"u1\"}"), 400, "name_missing");
    assertRefused(post(PATH, "{\"type\":\"dance\",\"userId\":\"u1\"}"), 400, "unknown_type");
    assertRefused(post(PATH, "{\"type\":\"page\",\"userId\":\"null\"}"), 400, "no_identifier");
    assertRefused(post(PATH, "{"), 400, "malformed_json");
  }

  @Test
  void aliasToItself_saysNothing() {
    HttpResponse<String> response =
        post(PATH, "{\"type\":\"alias\",\"userId\":\"u1\",\"previousId\":\"u1\"}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"event\":\"says_nothing\"");
  }

  @Test
  void withoutDryRun_isRefused() {
    String body = "{\"type\":\"page\",\"userId\":\"u1\"}";
    assertRefused(post("/v1/resolve", body), 400, "invalid_parameter");
    assertRefused(post("/v1/resolve?dry_run=false", body), 400, "invalid_parameter");
    assertThat(node.shards.received()).isEmpty();
  }

  @Test
  void keysThatMayNotRead_areRefused() {
    String body = "{\"type\":\"page\",\"userId\":\"u1\"}";
    assertRefused(node.post(PATH, body), 403, "forbidden_key");
    assertRefused(node.get(PATH), 405, "method_not_allowed");
  }

  @Test
  void busyShard_isBusy() {
    node.shards.answerAll(message -> new Answer.Busy(Answer.Reason.NOT_SERVING));
    assertRefused(post(PATH, "{\"type\":\"page\",\"userId\":\"u1\"}"), 503, "not_ready");
  }
}
