package io.onefold.http;

import static io.onefold.http.Replied.assertAccepted;
import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.event.IdentifierType;
import io.onefold.message.Message;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events of people who were erased are accepted, and go no further than the edge. */
class ForgottenIT {

  private HttpNode node;

  @BeforeEach
  void start() {
    node = HttpNode.usual();
    node.forgotten.add(node.hash(IdentifierType.EMAIL, "ann@x.nl"));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void eventsByTheirRoute_areAcceptedAndDropped() {
    assertAccepted(
        node.post(
            "/v1/batch",
            """
            {"batch":[
              {"type":"identify","traits":{"email":"Ann@X.nl"}},
              {"type":"page","anonymousId":"d1"}
            ]}
            """));

    assertThat(node.shards.received()).hasSize(1);
    assertThat(node.meters.scrape()).contains("onefold_events_dropped_total 1.0");
  }

  @Test
  void personalizedEvent_ofTheirRoute_isAnsweredWithNothing() {
    HttpResponse<String> response =
        node.post(
            "/v1/personalize",
            """
            {"anonymousId":"d1","event":{"type":"identify","traits":{"email":"ann@x.nl"}}}
            """);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"attributes\":{}");
    assertThat(node.shards.received()).isEmpty();
  }

  @Test
  void otherIdentifier_isTakenOffWithWhatShowsIt() {
    assertAccepted(
        node.post(
            "/v1/identify",
            """
            {"userId":"u1","traits":{"email":"ANN@x.nl","plan":"gold"}}
            """));

    Message.Apply apply = (Message.Apply) node.shards.received().getLast().message();
    assertThat(apply.event().identifiers())
        .extracting(identifier -> identifier.value())
        .containsExactly("u1");
    assertThat(new String(apply.event().propertiesJson(), StandardCharsets.UTF_8))
        .isEqualTo("{\"email\":null,\"plan\":\"gold\"}");
    assertThat(apply.event().facts().attributes())
        .extracting(update -> update.value().text())
        .containsExactly("gold");
  }
}
