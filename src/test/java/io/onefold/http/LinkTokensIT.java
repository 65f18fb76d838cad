package io.onefold.http;

import static io.onefold.http.Replied.assertAccepted;
import static io.onefold.http.Replied.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onefold.decode.id.LinkPurpose;
import io.onefold.decode.id.LinkTokens;
import io.onefold.decode.id.LinkTokens.Opened;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import io.onefold.message.View;
import io.onefold.route.FakeShards;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /v1/link-tokens}, and the tokens on their way back. */
class LinkTokensIT {

  private static final ProfileId ANN = ProfileId.of(1_000, 2, 1, 1);
  private static final long DAY_MS = 86_400_000;
  private static final String PATH = "/v1/link-tokens";

  private HttpNode node;

  @BeforeEach
  void start() {
    node = HttpNode.usual();
    node.shards.answerAll(this::answer);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  /** Shards that know Ann by her address, and nobody else. */
  private Answer answer(Message message) {
    return switch (message) {
      case Message.Read(Hash128 identifier, View view, var _) ->
          identifier.equals(node.hash(IdentifierType.EMAIL, "ann@x.nl"))
                  && view.equals(new View.Parts(HttpNode.ACCOUNT))
              ? new Answer.Parts(ANN, List.of())
              : Answer.NOT_FOUND;
      case Message.Apply _, Message.ApplyAt _ -> FakeShards.accepted(message, ANN, false);
      default -> Answer.NOT_FOUND;
    };
  }

  private HttpResponse<String> post(String body) {
    return node.post(PATH, body, "Authorization", HttpNode.basic(HttpNode.SECRET));
  }

  private JsonNode tokens(String body) throws IOException {
    HttpResponse<String> response = post(body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode json = new ObjectMapper().readTree(response.body());
    assertThat(json.path("success").asBoolean()).isTrue();
    return json.path("tokens");
  }

  private Opened open(String token, LinkPurpose purpose, long nowMs) {
    return node.links.open(token, HttpNode.ACCOUNT, purpose, nowMs);
  }

  @Test
  void oneRecipient_getsATokenForFourteenDays() throws IOException {
    long beforeMs = System.currentTimeMillis();
    JsonNode made = tokens("{\"profile\":\"email:Ann@x.nl\"}").get(0);

    assertThat(made.path("profile").asText()).isEqualTo("email:Ann@x.nl");
    assertThat(made.path("profile_id").asText()).isEqualTo(ANN.text());
    String token = made.path("token").asText();
    assertThat(open(token, LinkPurpose.LINK, beforeMs)).isEqualTo(new Opened.Valid(ANN));
    assertThat(open(token, LinkPurpose.UNSUBSCRIBE, beforeMs)).isEqualTo(new Opened.WrongPurpose());
    long endsMs = Instant.parse(made.path("expires_at").asText()).toEpochMilli();
    assertThat(endsMs - beforeMs).isBetween(14 * DAY_MS, 14 * DAY_MS + 60_000);
    assertThat(open(token, LinkPurpose.LINK, endsMs - 1)).isEqualTo(new Opened.Valid(ANN));
    assertThat(open(token, LinkPurpose.LINK, endsMs)).isEqualTo(new Opened.Expired());
  }

  @Test
  void manyRecipients_whatIsWrongWithOne_costsTheOthersNothing() throws IOException {
    JsonNode made =
        tokens(
            """
            {"items":[
              {"profile":"email:ann@x.nl","purpose":"unsubscribe","expires_in":"36h"},
              {"profile":"email:nobody@x.nl"},
              {"profile":"email:ann@x.nl","purpose":"login"},
              {"profile":"email:ann@x.nl","expires_in":"31d"},
              {"profile":"email:ann@x.nl","expires_in":"0d"},
              {"profile":"email:ann@x.nl","expires_in":"soon"},
              {"profile":"ann"},
              17,
              {"profile":"email:ann@x.nl","expires_in":"30d"}
            ]}
            """);

    assertThat(made)
        .extracting(item -> item.path("code").asText())
        .containsExactly(
            "",
            "profile_not_found",
            "invalid_purpose",
            "invalid_expiry",
            "invalid_expiry",
            "invalid_expiry",
            "malformed_identifier",
            "malformed_identifier",
            "");
    assertThat(made.get(1).path("profile").asText()).isEqualTo("email:nobody@x.nl");
    assertThat(made.get(1).path("message").asText()).isNotEmpty();
    assertThat(made.get(2).path("field").asText()).isEqualTo("purpose");
    long nowMs = System.currentTimeMillis();
    assertThat(open(made.get(0).path("token").asText(), LinkPurpose.UNSUBSCRIBE, nowMs))
        .isEqualTo(new Opened.Valid(ANN));
    assertThat(made.get(0).path("token")).isNotEqualTo(made.get(8).path("token"));
    assertThat(node.meters.scrape()).contains("onefold_link_tokens_made_total 2.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'profile':'email:nobody@x.nl'}|404|profile_not_found|profile",
        "{'profile':'profile_id:nonsense'}|404|profile_not_found|profile",
        "{'profile':'ann'}|400|malformed_identifier|profile",
        "{'profile':'colour:red'}|400|unknown_identifier_type|profile",
        "{'profile':17}|400|malformed_identifier|profile",
        "{}|400|malformed_identifier|profile",
        "{'profile':'email:ann@x.nl','purpose':'login'}|400|invalid_purpose|purpose",
        "{'profile':'email:ann@x.nl','purpose':['link']}|400|invalid_purpose|purpose",
        "{'profile':'email:ann@x.nl','expires_in':'31d'}|400|invalid_expiry|expires_in",
        "{'profile':'email:ann@x.nl','expires_in':14}|400|invalid_expiry|expires_in",
        "{'profile':'email:ann@x.nl','expires_in':true}|400|invalid_expiry|expires_in"
      })
  void oneRecipient_whatIsWrong_isTheAnswer(String body, int status, String code, String field)
      throws IOException {
    HttpResponse<String> response = post(body.replace('\'', '"'));

    assertRefused(response, status, code);
    JsonNode json = new ObjectMapper().readTree(response.body());
    assertThat(json.path("field").asText()).isEqualTo(field);
    assertThat(json.path("message").asText()).isNotEmpty();
    assertThat(json.has("tokens")).isFalse();
    assertThat(node.meters.scrape()).contains("onefold_link_tokens_made_total 0.0");
  }

  @Test
  void listOfOne_whatIsWrong_staysInItsPlace() throws IOException {
    JsonNode made = tokens("{\"items\":[{\"profile\":\"email:nobody@x.nl\"}]}");
    assertThat(made.get(0).path("code").asText()).isEqualTo("profile_not_found");
    assertThat(made.get(0).path("field").asText()).isEqualTo("profile");
  }

  @Test
  void moreThanAThousand_areRefusedAtOnce() throws IOException {
    String items = IntStream.range(0, 1_000).mapToObj(i -> "{}").collect(Collectors.joining(","));
    assertThat(tokens("{\"items\":[" + items + "]}")).hasSize(1_000);
    assertRefused(post("{\"items\":[{}," + items + "]}"), 400, "too_many_values");
    assertThat(tokens("{\"items\":[]}")).isEmpty();
  }

  @Test
  void brokenBodies_areRefused() {
    assertRefused(post("{\"items\":7}"), 400, "wrong_type");
    assertRefused(post("{\"items\":["), 400, "malformed_json");
    assertThat(post("[]").statusCode()).isEqualTo(400);
  }

  @Test
  void keysThatMayNotRead_makeNoTokens() {
    String body = "{\"profile\":\"email:ann@x.nl\"}";
    assertRefused(node.post(PATH, body), 403, "forbidden_key");
    assertRefused(
        node.post(PATH, body, "Authorization", HttpNode.basic(HttpNode.SERVER)),
        403,
        "forbidden_key");
    assertRefused(node.post(PATH, body, "X-Other", "x"), 401, "missing_key");
    assertRefused(
        node.post(PATH + "?writeKey=" + HttpNode.SECRET, body, "X-Other", "x"), 401, "missing_key");
    assertRefused(node.get(PATH), 405, "method_not_allowed");
  }

  @Test
  void busyShard_isBusyForAll() {
    node.shards.answerAll(message -> new Answer.Busy(Answer.Reason.MERGING));
    assertRefused(post("{\"profile\":\"email:ann@x.nl\"}"), 503, "merging");
  }

  @Test
  void tokenOnAnEvent_namesItsRecipient_andBadOnesAreCounted() throws IOException {
    String good = tokens("{\"profile\":\"email:ann@x.nl\"}").get(0).path("token").asText();
    String unsubscribe =
        tokens("{\"profile\":\"email:ann@x.nl\",\"purpose\":\"unsubscribe\"}")
            .get(0)
            .path("token")
            .asText();
    long longAgoMs = System.currentTimeMillis() - 31 * DAY_MS;
    Hash128 nonce = new Hash128(1, 2);
    String expired =
        node.links.seal(ANN, HttpNode.ACCOUNT, LinkPurpose.LINK, longAgoMs, DAY_MS, nonce);
    String foreign =
        node.links.seal(ANN, HttpNode.ACCOUNT + 1, LinkPurpose.LINK, longAgoMs, 30 * DAY_MS, nonce);

    assertThat(sent("/v1/page", good)).contains(LinkTokens.identifier(ANN));
    assertThat(sent("/v1/page", unsubscribe)).hasSize(1);
    assertThat(sent("/v1/page", expired)).hasSize(1);
    assertThat(sent("/v1/page", foreign)).hasSize(1);
    assertThat(sent("/v1/page", "x" + good.substring(1))).hasSize(1);

    assertThat(node.meters.scrape())
        .contains("onefold_link_tokens_refused_total{reason=\"forged\"} 1.0")
        .contains("onefold_link_tokens_refused_total{reason=\"foreign\"} 1.0")
        .contains("onefold_link_tokens_refused_total{reason=\"expired\"} 1.0")
        .contains("onefold_link_tokens_refused_total{reason=\"wrong_purpose\"} 1.0");
  }

  private List<Identifier> sent(String path, String token) {
    assertAccepted(
        node.post(path, "{\"anonymousId\":\"d1\",\"context\":{\"linkToken\":\"" + token + "\"}}"));
    return switch (node.shards.received().getLast().message()) {
      case Message.Apply apply -> apply.event().identifiers();
      case Message.ApplyAt at -> at.event().identifiers();
      default -> throw new AssertionError("no event was sent");
    };
  }

  @Test
  void tokenOnAPersonalizedEvent_namesItsRecipient() throws IOException {
    String good = tokens("{\"profile\":\"email:ann@x.nl\"}").get(0).path("token").asText();
    node.shards.answerAll(message -> new Answer.Document(ANN, "{}".getBytes()));
    node.post(
        "/v1/personalize",
        "{\"anonymousId\":\"d1\",\"event\":{\"context\":{\"linkToken\":\"" + good + "\"}}}");

    Message.Apply apply = (Message.Apply) node.shards.received().getLast().message();
    assertThat(apply.event().identifiers()).endsWith(LinkTokens.identifier(ANN));
  }
}
