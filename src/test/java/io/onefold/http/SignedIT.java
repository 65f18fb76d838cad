package io.onefold.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.decode.id.BlockedValues;
import io.onefold.decode.id.IdentifierNormaliser;
import io.onefold.decode.id.IdentifierRules;
import io.onefold.decode.id.UserHashes;
import io.onefold.event.IdentifierType;
import io.onefold.message.Answer;
import io.onefold.message.Message;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose word is taken for people, by the key that a request came with. */
class SignedIT {

  private static final UserHashes HASHES = new UserHashes(new byte[32]);

  private final HttpNode node =
      new HttpNode(
          HttpNode.Options.USUAL.withRules(
              new IdentifierRules(
                  new IdentifierNormaliser("NL", BlockedValues.NONE),
                  IdentifierRules.STANDARD_ORDER,
                  Optional.of(HASHES))));

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void browser_withoutHash_namesItsDeviceOnly_andIsCounted() {
    assertThat(routeOf(HttpNode.BROWSER, "")).isEqualTo(IdentifierType.ANONYMOUS_ID);
    assertThat(routeOf(HttpNode.BROWSER, "00")).isEqualTo(IdentifierType.ANONYMOUS_ID);
    assertThat(node.meters.scrape())
        .contains("onefold_identifiers_unvouched_total{reason=\"unsigned\"} 1.0")
        .contains("onefold_identifiers_unvouched_total{reason=\"wrong_hash\"} 1.0");
  }

  @Test
  void browser_withHash_namesThePerson() {
    assertThat(routeOf(HttpNode.BROWSER, HASHES.of(IdentifierType.CUSTOMER_ID, "u1")))
        .isEqualTo(IdentifierType.CUSTOMER_ID);
    assertThat(node.meters.scrape())
        .contains("onefold_identifiers_unvouched_total{reason=\"unsigned\"} 0.0");
  }

  @Test
  void backEnd_withoutHash_namesThePerson() {
    assertThat(routeOf(HttpNode.SERVER, "")).isEqualTo(IdentifierType.CUSTOMER_ID);
    assertThat(routeOf(HttpNode.SECRET, "")).isEqualTo(IdentifierType.CUSTOMER_ID);
  }

  @Test
  void personalize_withoutHash_isCountedToo() {
    node.shards.answerAll(message -> new Answer.NotFound());
    String call = "{\"anonymousId\":\"a1\",\"event\":{\"type\":\"identify\",\"userId\":\"u1\"}}";
    assertThat(
            node.post("/v1/personalize", call, "Authorization", HttpNode.basic(HttpNode.BROWSER))
                .statusCode())
        .isEqualTo(200);
    assertThat(lastRoute()).isEqualTo(IdentifierType.ANONYMOUS_ID);
    assertThat(node.meters.scrape())
        .contains("onefold_identifiers_unvouched_total{reason=\"unsigned\"} 1.0");
  }

  private IdentifierType lastRoute() {
    return switch (node.shards.received().getLast().message()) {
      case Message.Apply apply -> apply.event().route().type();
      case Message.ApplyAt apply -> apply.event().route().type();
      case Message message -> throw new AssertionError(message);
    };
  }

  private IdentifierType routeOf(String key, String userHash) {
    String event =
        "{\"event\":\"E\",\"anonymousId\":\"a1\",\"userId\":\"u1\",\"context\":{\"userHash\":\"%s\"}}"
            .formatted(userHash);
    assertThat(node.post("/v1/track", event, "Authorization", HttpNode.basic(key)).statusCode())
        .isEqualTo(200);
    return lastRoute();
  }
}
