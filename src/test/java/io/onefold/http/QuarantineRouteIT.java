package io.onefold.http;

import static io.onefold.http.Replied.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onefold.event.Hash128;
import io.onefold.event.Identifier;
import io.onefold.event.IdentifierType;
import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Answer.Quarantine.Mark;
import io.onefold.message.Message;
import io.onefold.message.QuarantinePage;
import io.onefold.message.QuarantinePage.Place;
import io.onefold.message.View;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /v1/quarantine} as its callers see it. */
class QuarantineRouteIT {

  private static final String PATH = "/v1/quarantine";
  private static final ProfileId ANN = ProfileId.of(1, 0, 0, 1);
  private static final int HELD = 150;

  private HttpNode node;

  @BeforeEach
  void start() {
    node = HttpNode.usual();
    node.shards.answerAll(QuarantineRouteIT::answer);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  /** Each shard says the same; of the newest nobody knows what it is. */
  private static Answer answer(Message message) {
    return switch (message) {
      case Message.ReadQuarantine(QuarantinePage page, var to) ->
          new Answer.Quarantine.Marks(
              page.accountId() == HttpNode.ACCOUNT ? marks(page) : List.of());
      case Message.ReadAt(var profile, View.Holding(int account, Hash128 hash), var to) ->
          new Answer.Quarantine.Holder(
              profile,
              Optional.of(
                  new Identifier(IdentifierType.EMAIL, "office" + hash.lo() + "@x.nl", hash)));
      default -> throw new AssertionError(message);
    };
  }

  private static List<Mark> marks(QuarantinePage page) {
    return IntStream.range(0, HELD)
        .map(i -> HELD - i)
        .mapToObj(
            i ->
                new Mark(
                    new Place(1_800_000_000_000L + i, new Hash128(i, i)),
                    HttpNode.ACCOUNT,
                    i == HELD ? Optional.empty() : Optional.of(ANN)))
        .filter(mark -> mark.place().compareTo(page.before()) < 0)
        .limit(page.countMax())
        .toList();
  }

  private JsonNode list(String query) throws IOException {
    HttpResponse<String> response = node.get(PATH + query);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new ObjectMapper().readTree(response.body());
  }

  @Test
  void item_heldOrNot_saysWhatIsKnown() throws IOException {
    JsonNode items = list("?limit=8").path("items");

    assertThat(items.get(0).toString())
        .isEqualTo("{\"at\":\"2027-01-15T08:00:00.150Z\",\"holder\":null}");
    assertThat(items.get(4).toString())
        .isEqualTo(
            "{\"type\":\"email\",\"value\":\"office149@x.nl\",\"at\":\"2027-01-15T08:00:00.149Z\","
                + "\"holder\":\""
                + ANN.text()
                + "\"}");
  }

  @Test
  void pages_ofAHundredUnlessAskedOtherwise_goOnWhereTheyEnded() throws IOException {
    JsonNode first = list("");
    assertThat(first.path("items")).hasSize(100);
    JsonNode second = list("?limit=1000&before=" + first.path("next").asText());

    assertThat(second.path("next").isNull()).isTrue();
    String endOfFirst = first.path("items").get(99).path("at").asText();
    assertThat(second.path("items").get(0).path("at").asText()).isLessThan(endOfFirst);
  }

  @ParameterizedTest
  @CsvSource({"?limit=0,limit", "?limit=1001,limit", "?limit=x,limit", "?before=x,before"})
  void query_thatIsNotAllowed_isRefused(String query, String field) throws IOException {
    HttpResponse<String> response = node.get(PATH + query);
    assertRefused(response, 400, "invalid_parameter");
    assertThat(new ObjectMapper().readTree(response.body()).path("field").asText())
        .isEqualTo(field);
  }

  @Test
  void keysThatMayNotRead_areTurnedAway() {
    for (String key : List.of(HttpNode.BROWSER, HttpNode.SERVER)) {
      assertRefused(node.get(PATH, "Authorization", HttpNode.basic(key)), 403, "forbidden_key");
    }
    assertRefused(node.get(PATH, "X-Other", "x"), 401, "missing_key");
    assertRefused(node.post(PATH, "{}"), 405, "method_not_allowed");
  }

  @Test
  void busyShard_isBusy() {
    node.shards.answerAll(message -> new Answer.Busy(Answer.Reason.JOURNAL_AWAY));
    assertRefused(node.get(PATH), 503, "journal_unavailable");
  }
}
