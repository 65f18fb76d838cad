package io.onefold.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onefold.RunningNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the outside may ask and send, against a node as a user runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgesIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROFILES = "/v1/profiles/";

  private Path dir;
  private RunningNode node;

  @BeforeAll
  void start(@TempDir Path dataDir) {
    dir = dataDir;
    node = RunningNode.start(dir);
  }

  @AfterAll
  void stop() {
    node.close();
  }

  private void restart() {
    node.close();
    node = RunningNode.start(dir);
  }

  private static JsonNode json(RunningNode.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode get(String path) {
    return json(node.get(RunningNode.SECRET, path));
  }

  private JsonNode send(String key, String path, String singleQuoted) {
    return json(node.post(key, path, singleQuoted.replace('\'', '"')));
  }

  private void identify(String messageId, String userId, String device) {
    send(
        RunningNode.SERVER,
        "/v1/identify",
        """
        {'messageId':'%s','userId':'%s','anonymousId':'%s',
         'traits':{'email':'%2$s@x.nl','lastName':'Secretname'}}
        """
            .formatted(messageId, userId, device));
  }

  private int count(String stat) {
    return get("/v1/stats").get(stat).asInt();
  }

  /** Hazard 17. */
  @Hazard(17)
  @Test
  void browser_withAWriteKey_readsNobodysProfile() {
    identify("r1", "ann-17", "phone-17");
    String id = get(PROFILES + "customer_id:ann-17").get("profile_id").asText();
    String trackingId = get(PROFILES + "customer_id:ann-17").get("tracking_id").asText();

    for (String key : List.of(RunningNode.WRITE, RunningNode.SERVER)) {
      for (String name :
          List.of(
              "customer_id:ann-17",
              "email:ann-17@x.nl",
              "anonymous_id:phone-17",
              "profile_id:" + id,
              "tracking_id:" + trackingId)) {
        for (String part : List.of("", "/identity", "/timeline", "/export")) {
          assertThat(node.get(key, PROFILES + name + part).status())
              .as("%s%s with %s", name, part, key)
              .isEqualTo(403);
        }
      }
      assertThat(node.get(key, "/v1/profiles?q=Secretname").status()).isIn(403, 404);
    }
    for (String asked :
        List.of(
            "{'anonymousId':'phone-17'}",
            "{'anonymousId':'other-17','event':{'type':'identify','userId':'ann-17'}}",
            "{'anonymousId':'other-17','userId':'ann-17'}",
            "{'anonymousId':'customer_id:ann-17'}")) {
      assertThat(send(RunningNode.WRITE, "/v1/personalize", asked).toString())
          .as(asked)
          .doesNotContain("x.nl", "Secretname", id, trackingId, "ann-17");
    }
  }

  /** Hazard 19. */
  @Hazard(19)
  @Test
  void erasedPerson_comesBack_isAcceptedAndNothingIsKept() {
    int ofOthers = count("events");
    identify("e1", "eve-19", "phone-19");
    assertThat(get(PROFILES + "customer_id:eve-19").get("profile_id").asText()).isNotEmpty();
    json(node.delete(RunningNode.SECRET, PROFILES + "customer_id:eve-19"));
    assertNothingIsKept();

    identify("e2", "eve-19", "phone-19");
    send(RunningNode.WRITE, "/v1/page", "{'messageId':'e3','anonymousId':'phone-19'}");
    assertNothingIsKept();
    restart();
    assertNothingIsKept();
    identify("e1", "eve-19", "phone-19");
    identify("e4", "eve-19", "phone-19");
    send(
        RunningNode.SERVER,
        "/v1/identify",
        "{'messageId':'e5','anonymousId':'new-19','traits':{'email':'eve-19@x.nl'}}");
    assertNothingIsKept();

    assertThat(count("events")).isEqualTo(ofOthers);
    assertThat(node.get(RunningNode.SECRET, "/metrics").body())
        .contains("onefold_events_dropped_total 3.0");
  }

  private void assertNothingIsKept() {
    for (String name :
        List.of("customer_id:eve-19", "email:eve-19@x.nl", "anonymous_id:phone-19")) {
      assertThat(node.get(RunningNode.SECRET, PROFILES + name).status()).as(name).isEqualTo(404);
    }
  }

  /** Hazard 25. */
  @Hazard(25)
  @Test
  void batch_withOneBrokenEvent_losesThatOneOnly() {
    JsonNode answer =
        send(
            RunningNode.SERVER,
            "/v1/batch",
            """
            {'batch':[
              {'type':'identify','messageId':'b1','userId':'ann-25','anonymousId':'phone-25'},
              {'type':'track','messageId':'b2','userId':'ann-25','event':['broken']},
              {'type':'page','messageId':'b3'},
              {'type':'page','messageId':'b4','anonymousId':'phone-25'}]}
            """);

    assertThat(answer.get("success").asBoolean()).isTrue();
    assertThat(answer.get("rejected"))
        .extracting(one -> one.get("index").asInt() + " " + one.get("code").asText())
        .containsExactly("1 wrong_type", "2 no_identifier");
    assertThat(answer.get("rejected")).allMatch(one -> !one.get("message").asText().isEmpty());
    assertThat(eventsOnceSettled("customer_id:ann-25")).isEqualTo(2);
    assertThat(get(PROFILES + "anonymous_id:phone-25").get("profile_id"))
        .isEqualTo(get(PROFILES + "customer_id:ann-25").get("profile_id"));
  }

  /** The phone's own events are the person's as soon as the two are one, which is soon. */
  private int eventsOnceSettled(String person) {
    long untilNs = System.nanoTime() + 10_000_000_000L;
    int events = 0;
    while (events < 2 && System.nanoTime() < untilNs) {
      events = get(PROFILES + person).at("/metrics/event_count").asInt();
    }
    return events;
  }
}
