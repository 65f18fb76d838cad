package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onefold.decode.id.LinkKey;
import io.onefold.decode.id.LinkPurpose;
import io.onefold.decode.id.LinkTokens;
import io.onefold.event.Hash128;
import io.onefold.event.ProfileId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Links in mails, and events tried out, against a node as a user runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailLinksIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long DAY_MS = 86_400_000;
  private static final int DEV_ACCOUNT = 1;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private RunningNode node;
  private LinkTokens ofNode;

  @BeforeAll
  void start(@TempDir Path dataDir) throws IOException {
    node = RunningNode.start(dataDir);
    Secrets secrets = Secrets.kept(dataDir, new SecureRandom());
    ofNode = new LinkTokens(List.of(new LinkKey(secrets.links())));
  }

  @AfterAll
  void stop() {
    node.close();
  }

  private void send(String path, String body) {
    RunningNode.Answer answer = node.post(RunningNode.WRITE, path, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private void knownAs(String user) {
    send(
        "/v1/identify",
        "{\"userId\":\"%1$s\",\"traits\":{\"email\":\"%1$s@x.nl\"}}".formatted(user));
    long untilNs = System.nanoTime() + 30_000_000_000L;
    String email = "/v1/profiles/email:%s@x.nl".formatted(user);
    while (node.get(RunningNode.SECRET, email).status() != 200) { // it settles behind the answer
      assertThat(System.nanoTime()).as(email).isLessThan(untilNs);
    }
  }

  private void open(String device, String token) {
    send(
        "/v1/page",
        "{\"anonymousId\":\"%s\",\"context\":{\"linkToken\":\"%s\"}}".formatted(device, token));
  }

  private String token(String user) throws IOException {
    RunningNode.Answer answer =
        node.post(
            RunningNode.SECRET,
            "/v1/link-tokens",
            "{\"profile\":\"email:%s@x.nl\",\"purpose\":\"link\"}".formatted(user));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("tokens").get(0).path("token").asText();
  }

  /** The profile of an identifier, once nothing of it is on its way any more. */
  private String profile(String identifier) throws IOException {
    return get("/v1/profiles/" + identifier).path("profile_id").asText();
  }

  private JsonNode get(String path) throws IOException {
    RunningNode.Answer answer = node.get(RunningNode.SECRET, path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private String awaitUnited(String one, String other) throws IOException {
    long untilNs = System.nanoTime() + 30_000_000_000L;
    while (!profile(one).equals(profile(other))) {
      assertThat(System.nanoTime())
          .as("%s and %s do not come together", one, other)
          .isLessThan(untilNs);
    }
    return profile(one);
  }

  private JsonNode resolve(String body) throws IOException {
    RunningNode.Answer answer = node.post(RunningNode.SECRET, "/v1/resolve?dry_run=true", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void oneMail_openedInTwoBrowsers_isOnePerson() throws IOException {
    knownAs("ann");
    String token = token("ann");
    open("ann-phone", token);
    open("ann-laptop", token);

    String ann = profile("email:ann@x.nl");
    assertThat(awaitUnited("email:ann@x.nl", "anonymous_id:ann-phone")).isEqualTo(ann);
    assertThat(awaitUnited("email:ann@x.nl", "anonymous_id:ann-laptop")).isEqualTo(ann);
    JsonNode links = get("/v1/profiles/email:ann@x.nl/identity").path("links");
    assertThat(links)
        .filteredOn(link -> link.path("cause").path("rule").asText().equals("link_token"))
        .extracting(link -> link.path("to").asText())
        .containsExactlyInAnyOrder("anonymous_id:ann-phone", "anonymous_id:ann-laptop");
  }

  @Test
  void forwardedMail_openedByAnotherCustomer_isRefusedAndRecorded() throws IOException {
    knownAs("bea");
    knownAs("cas");
    send("/v1/page", "{\"userId\":\"cas\",\"anonymousId\":\"cas-phone\"}");
    awaitUnited("customer_id:cas", "anonymous_id:cas-phone");
    String token = token("bea");
    open("cas-phone", token);

    long untilNs = System.nanoTime() + 30_000_000_000L;
    while (!get("/v1/profiles/customer_id:cas/identity")
        .path("refusals")
        .toString()
        .contains("unique_identifier_differs")) {
      assertThat(System.nanoTime()).isLessThan(untilNs);
    }
    assertThat(profile("customer_id:cas")).isNotEqualTo(profile("customer_id:bea"));
    assertThat(profile("anonymous_id:cas-phone")).isEqualTo(profile("customer_id:cas"));
  }

  @Test
  void tokenForNobody_isNotFound_andInAListStandsInItsPlace() throws IOException {
    knownAs("hal");
    String nobody = "{\"profile\":\"email:nobody@x.nl\"}";
    RunningNode.Answer alone = node.post(RunningNode.SECRET, "/v1/link-tokens", nobody);
    assertThat(alone.status()).isEqualTo(404);
    assertThat(JSON.readTree(alone.body()).path("code").asText()).isEqualTo("profile_not_found");

    String list = "{\"items\":[" + nobody + ",{\"profile\":\"email:hal@x.nl\"}]}";
    RunningNode.Answer two = node.post(RunningNode.SECRET, "/v1/link-tokens", list);
    assertThat(two.status()).isEqualTo(200);
    JsonNode tokens = JSON.readTree(two.body()).path("tokens");
    assertThat(tokens.get(0).path("code").asText()).isEqualTo("profile_not_found");
    assertThat(tokens.get(1).path("token").asText()).isNotEmpty();
  }

  @Test
  void tokensThatAreNoGood_bindNobody() throws IOException {
    knownAs("dov");
    String dov = profile("email:dov@x.nl");
    ProfileId id = ProfileId.parse(dov).orElseThrow();
    long nowMs = System.currentTimeMillis();
    Hash128 nonce = new Hash128(5, 6);
    open("d-expired", ofNode.seal(id, DEV_ACCOUNT, LinkPurpose.LINK, nowMs - DAY_MS, 1, nonce));
    open("d-foreign", ofNode.seal(id, DEV_ACCOUNT + 1, LinkPurpose.LINK, nowMs, DAY_MS, nonce));
    open("d-purpose", ofNode.seal(id, DEV_ACCOUNT, LinkPurpose.UNSUBSCRIBE, nowMs, DAY_MS, nonce));
    String token = token("dov");
    StringBuilder tampered = new StringBuilder();
    for (int at = 0; at < token.length(); at++) {
      char other = ALPHABET.charAt((ALPHABET.indexOf(token.charAt(at)) + 1) % ALPHABET.length());
      String changed = token.substring(0, at) + other + token.substring(at + 1);
      tampered
          .append(at == 0 ? "" : ",")
          .append("{\"type\":\"page\",\"anonymousId\":\"d-tampered-%d\",".formatted(at))
          .append("\"context\":{\"linkToken\":\"%s\"}}".formatted(changed));
    }
    send("/v1/batch", "{\"batch\":[" + tampered + "]}");
    open("d-good", token);
    assertThat(awaitUnited("email:dov@x.nl", "anonymous_id:d-good")).isEqualTo(dov);

    for (String device : List.of("d-expired", "d-foreign", "d-purpose")) {
      assertThat(profile("anonymous_id:" + device)).isNotEqualTo(dov);
    }
    for (int at = 0; at < token.length(); at++) {
      assertThat(profile("anonymous_id:d-tampered-" + at)).as("position %d", at).isNotEqualTo(dov);
    }
    assertThat(node.get(RunningNode.SECRET, "/metrics").body())
        .contains("onefold_link_tokens_refused_total{reason=\"expired\"} 1.0")
        .contains("onefold_link_tokens_refused_total{reason=\"foreign\"} 1.0")
        .contains("onefold_link_tokens_refused_total{reason=\"wrong_purpose\"} 1.0")
        .contains(
            "onefold_link_tokens_refused_total{reason=\"forged\"} %d.0".formatted(token.length()));
  }

  @Test
  void event_triedOut_changesNothing_andSaysWhatThenHappens() throws IOException {
    knownAs("eva");
    send("/v1/page", "{\"anonymousId\":\"eva-phone\"}");
    String eva = profile("email:eva@x.nl");
    String phone = profile("anonymous_id:eva-phone");
    String login = "{\"type\":\"page\",\"userId\":\"eva\",\"anonymousId\":\"eva-phone\"}";

    JsonNode said = resolve(login);

    assertThat(said.path("profile").path("profile_id").asText()).isEqualTo(eva);
    assertThat(said.path("identifiers").get(0).path("outcome").asText()).isEqualTo("held");
    JsonNode device = said.path("identifiers").get(1);
    assertThat(device.path("state").asText()).isEqualTo("owned_by_other");
    assertThat(device.path("owner").asText()).isEqualTo(phone);
    assertThat(device.path("outcome").asText()).isEqualTo("merge");
    assertThat(device.path("survivor").asText()).isEqualTo(eva);
    assertThat(profile("anonymous_id:eva-phone")).isEqualTo(phone);

    send("/v1/page", login);
    assertThat(awaitUnited("email:eva@x.nl", "anonymous_id:eva-phone")).isEqualTo(eva);

    knownAs("fay");
    JsonNode refused =
        resolve("{\"type\":\"page\",\"userId\":\"fay\",\"anonymousId\":\"eva-phone\"}");
    assertThat(refused.path("identifiers").get(1).path("outcome").asText()).isEqualTo("refuse");
    assertThat(refused.path("identifiers").get(1).path("reason").asText())
        .isEqualTo("unique_identifier_differs");
    assertThat(refused.path("identifiers").get(1).path("survivor").isNull()).isTrue();

    JsonNode born = resolve("{\"type\":\"page\",\"userId\":\"gus\"}");
    assertThat(born.path("profile").path("would_be_born").asBoolean()).isTrue();
    assertThat(born.path("profile").path("profile_id").isNull()).isTrue();
    assertThat(node.get(RunningNode.SECRET, "/v1/profiles/customer_id:gus").status())
        .isEqualTo(404);
  }
}
