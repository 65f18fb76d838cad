package io.onefold.http;

import static io.onefold.http.Replied.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onefold.event.Event;
import io.onefold.event.EventType;
import io.onefold.event.Hash128;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.HistoryPage;
import io.onefold.message.HistoryPage.Position;
import io.onefold.message.Message;
import io.onefold.message.RouteFilter;
import io.onefold.message.View;
import io.onefold.route.TestEvents;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadIT {

  private static final ProfileId PROFILE = ProfileId.of(1_000, 2, 1, 1);
  private static final ProfileId ABSORBED = ProfileId.of(2_000, 3, 1, 1);
  private static final byte[] JSON = "{\"profile_id\":\"é\"}".getBytes(StandardCharsets.UTF_8);

  private HttpNode node;

  @BeforeEach
  void start() {
    node = HttpNode.usual();
    node.shards.answerAll(message -> new Answer.Document(PROFILE, JSON));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private Message lastMessage() {
    return node.shards.received().getLast().message();
  }

  @Test
  void profile_found_isPassedThrough() {
    HttpResponse<String> response = node.get("/v1/profiles/email:Ann%40Example.com");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.body()).isEqualTo("{\"profile_id\":\"é\"}");
    Message.Read read = (Message.Read) lastMessage();
    assertThat(read.identifier()).isEqualTo(node.hash(IdentifierType.EMAIL, "ann@example.com"));
    assertThat(read.view())
        .isEqualTo(new View.Full(HttpNode.ACCOUNT, "email:Ann@Example.com", "EUR"));
  }

  @ParameterizedTest
  @CsvSource({
    "customer_id:u%2F1, CUSTOMER_ID, u/1",
    "customer_id:a+b, CUSTOMER_ID, a+b",
    "phone:06%2012345678, PHONE, +31612345678",
    "source_id:crm:17, SOURCE_ID, crm:17",
    "anonymous_id:a1, ANONYMOUS_ID, a1",
    "order_id:o-1, ORDER_ID, o-1"
  })
  void everyType_inThePath_isNormalised(String segment, IdentifierType type, String value) {
    node.get("/v1/profiles/" + segment);

    assertThat(((Message.Read) lastMessage()).identifier()).isEqualTo(node.hash(type, value));
  }

  @Test
  void emailSha256_ofAnAddress_findsTheSame() {
    String sha256 = "d8d8d8d8".repeat(8);

    node.get("/v1/profiles/email_sha256:" + sha256.toUpperCase(java.util.Locale.ROOT));

    assertThat(((Message.Read) lastMessage()).identifier())
        .isEqualTo(node.hasher.hashOfEmailSha256(HttpNode.ACCOUNT, sha256));
  }

  @Test
  void ownIds_inThePath_leadToTheHomeShard() {
    node.get("/v1/profiles/profile_id:" + PROFILE.text());
    assertThat(((Message.ReadAt) lastMessage()).profile()).isEqualTo(PROFILE);
    assertThat(node.shards.received().getLast().toShard()).isEqualTo(2);

    String token = node.tokens.seal(ABSORBED, new Hash128(5, 6));
    node.get("/v1/profiles/tracking_id:" + token + "/identity");
    assertThat(((Message.ReadAt) lastMessage()).profile()).isEqualTo(ABSORBED);
    assertThat(((Message.ReadAt) lastMessage()).view())
        .isEqualTo(new View.Identity(HttpNode.ACCOUNT, "tracking_id:" + token));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "profile_id:17",
        "profile_id:ffffffffffffffffffffffffffffffff",
        "tracking_id:abc",
        "tracking_id:00000000000000000000000000000000000000000000"
      })
  void ownIds_thatNobodyHas_areNotFound(String segment) {
    node.shards.answerAll(message -> Answer.NOT_FOUND);

    assertRefused(node.get("/v1/profiles/" + segment), 404, "profile_not_found");
  }

  @ParameterizedTest
  @CsvSource({
    "ann, malformed_identifier",
    ":ann, malformed_identifier",
    "email:%E4, malformed_identifier",
    "mail:ann@example.com, unknown_identifier_type",
    "email:ann, invalid_identifier",
    "email:, invalid_identifier",
    "email_sha256:12, invalid_identifier"
  })
  void identifier_malformed_isRefusedWithTheReason(String segment, String code) {
    HttpResponse<String> response = node.get("/v1/profiles/" + segment);

    assertRefused(response, 400, code);
    assertThat(response.body()).contains("\"field\":\"identifier\"");
    assertThat(node.shards.received()).isEmpty();
  }

  @Test
  void unknownType_refusal_namesTheAllowedOnes() {
    assertThat(node.get("/v1/profiles/mail:a").body())
        .contains("customer_id, email, phone, source_id, anonymous_id, order_id, email_sha256,")
        .contains("tracking_id, profile_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/timeline", "/identity"})
  void profile_unknown_isNotFound(String part) {
    node.shards.answerAll(message -> Answer.NOT_FOUND);

    assertRefused(node.get("/v1/profiles/email:ann@example.com" + part), 404, "profile_not_found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/profiles/email:ann@example.com",
        "/v1/profiles/email:ann@example.com/timeline",
        "/v1/stats",
        "/v1/search?q=ann"
      })
  void shard_busy_isUnavailable(String path) {
    node.shards.answerAll(message -> new Answer.Busy(Answer.Reason.NOT_SERVING));

    assertRefused(node.get(path), 503, "not_ready");
  }

  /** Two profiles that became one; event 3 had reached both of them. */
  private void haveHistories() {
    List<Event> kept = events(1, 3, 5, 7, 9);
    List<Event> joined = events(2, 3, 4, 6, 8);
    node.shards.answerAll(
        message ->
            switch (message) {
              case Message.Read _ ->
                  new Answer.Parts(
                      PROFILE,
                      List.of(
                          new Answer.Part(PROFILE, RouteFilter.ALL),
                          new Answer.Part(ABSORBED, RouteFilter.ALL)));
              case Message.ReadHistory read ->
                  page(read.profile().equals(PROFILE) ? kept : joined, read.page());
              default -> throw new AssertionError(message);
            });
  }

  private static List<Event> events(long... times) {
    return LongStream.of(times)
        .mapToObj(time -> TestEvents.at(new Hash128(1, 1), time, time))
        .toList()
        .reversed();
  }

  private static Answer page(List<Event> events, HistoryPage page) {
    return new Answer.Events(
        events.stream()
            .filter(event -> Position.of(event).compareTo(page.before()) < 0)
            .limit(page.countMax())
            .toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 9, 50})
  void timeline_pageByPage_showsEveryEventOnceNewestFirst(int limit) throws IOException {
    haveHistories();
    List<String> seen = new ArrayList<>();
    String next = "";
    int pages = 0;
    do {
      JsonNode page = timeline("?limit=" + limit + (next.isEmpty() ? "" : "&before=" + next));
      page.get("items").forEach(item -> seen.add(item.get("message_id").asText()));
      next = page.get("next").isNull() ? "" : page.get("next").asText();
      pages++;
    } while (!next.isEmpty());

    assertThat(seen).containsExactly("m9", "m8", "m7", "m6", "m5", "m4", "m3", "m2", "m1");
    assertThat(pages).isEqualTo((9 + limit - 1) / limit);
  }

  private JsonNode timeline(String query) throws IOException {
    HttpResponse<String> response = node.get("/v1/profiles/email:ann@example.com/timeline" + query);
    assertThat(response.statusCode()).isEqualTo(200);
    return new ObjectMapper().readTree(response.body());
  }

  @Test
  void timeline_item_hasItsFields() {
    haveHistories();

    assertThat(node.get("/v1/profiles/email:ann@example.com/timeline?limit=1").body())
        .startsWith(
            "{\"items\":[{\"message_id\":\"m9\",\"type\":\"track\",\"name\":\"Number 9\","
                + "\"at\":\"1970-01-01T00:00:00.009Z\",\"received_at\":\"1970-01-01T00:00:00.009Z\","
                + "\"source\":\"tracking\",\"properties\":{\"n\":1}}],\"next\":\"");
  }

  @Test
  void timeline_ofAType_asksForThatType() throws IOException {
    haveHistories();

    timeline("?type=identify");

    assertThat(((Message.ReadHistory) lastMessage()).page().type()).contains(EventType.IDENTIFY);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit, 1 to 500",
    "limit=501, limit, 1 to 500",
    "limit=x, limit, 1 to 500",
    "limit=%25zz, limit, 1 to 500",
    "before=x, before, next",
    "before=!!!!!!!!!!!!!!!!!!!!!!, before, next",
    "type=dance, type, identify"
  })
  void timeline_badParameter_isRefusedWithWhatIsAllowed(
      String query, String field, String allowed) {
    HttpResponse<String> response =
        node.get("/v1/profiles/email:ann@example.com/timeline?" + query);

    assertRefused(response, 400, "invalid_parameter");
    assertThat(response.body()).contains("\"field\":\"" + field + "\"").contains(allowed);
  }

  @Test
  void stats_allShards_areSummed() {
    node.shards.answerAll(message -> new Answer.Counts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));

    assertThat(node.get("/v1/stats").body())
        .isEqualTo(
            "{\"known\":4,\"unknown\":8,\"identifiers\":12,\"events\":16,\"merges\":20,"
                + "\"refusals\":24,\"segments\":0,\"splits\":28,"
                + "\"quarantined\":32,\"suppressed\":36,\"giant_components\":40,\"drift\":44}");
  }

  @Test
  void search_matches_areShown() {
    Answer.Match match = new Answer.Match(PROFILE, "Ann \"é\"", "", 1_000, true, 2);
    node.shards.answerAll(message -> new Answer.Matches(List.of(match)));

    assertThat(node.get("/v1/search?limit=5&q=a%C3%A9+b").body())
        .isEqualTo(
            "{\"items\":[{\"profile_id\":\""
                + PROFILE.text()
                + "\",\"name\":\"Ann \\\"é\\\"\",\"email\":null,"
                + "\"last_seen\":\"1970-01-01T00:00:01.000Z\",\"known\":true}]}");
    Message.Search search = (Message.Search) lastMessage();
    assertThat(search.text()).isEqualTo("aé b");
    assertThat(search.countMax()).isEqualTo(5);
    assertThat(search.accountId()).isEqualTo(HttpNode.ACCOUNT);
  }

  @ParameterizedTest
  @CsvSource({"q=, q", "limit=5, q", "q=a&limit=101, limit", "q=a&limit=, limit"})
  void search_badParameter_isRefused(String query, String field) {
    HttpResponse<String> response = node.get("/v1/search?" + query);

    assertRefused(response, 400, "invalid_parameter");
    assertThat(response.body()).contains("\"field\":\"" + field + "\"");
  }
}
