package io.onefold.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.config.key.Mistake;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is complained about, and that nothing is forgotten. */
class MistakesTest {

  @Test
  void load_mistakesOfEverySort_allReportedTogether() {
    String text =
        """
        http:
          host: 0.0.0.0
          port: 99999
          prot: 80
        limits:
          batch-body: 8MB
          event: lots
        identity:
          key: too short
          blocked-values: ["/(/"]
          browser-merges: closed
        personalize:
          projections:
            A B: {segments: perhaps}
        colour: blue
        """;
    assertThat(ConfigFixtures.mistakes(text, Map.of("ONEFOLD_NODE_EVENT_LOOPS", "-1")))
        .extracting(Mistake::key)
        .containsExactly(
            "accounts",
            "colour",
            "http.port",
            "http.prot",
            "identity.blocked-values",
            "identity.browser-merges",
            "identity.key",
            "limits.decompressed",
            "limits.event",
            "node.event-loops",
            "personalize.projections",
            "personalize.projections.A B.segments");
  }

  @Test
  void mistake_ofRange_saysValueAndBoundsAndFile() {
    assertThat(ConfigFixtures.mistakes("http: {port: 99999}"))
        .containsExactly(
            new Mistake("http.port", "99999", "a whole number from 0 to 65535", "test.yaml"));
  }

  @Test
  void mistake_ofEnvironment_saysVariable() {
    assertThat(ConfigFixtures.mistakes("", Map.of("ONEFOLD_HTTP_PORT", "http")))
        .containsExactly(
            new Mistake(
                "http.port", "http", "a whole number from 0 to 65535", "ONEFOLD_HTTP_PORT"));
  }

  @Test
  void mistake_ofSecret_doesNotShowIt() {
    String text =
        """
        identity.key: hunter2
        redis.uri: "http://:hunter2@redis"
        accounts:
          - {id: 1, name: a, currency: EUR, keys: [{kind: secret, name: n, sha256: hunter2}]}
        """;
    assertThat(ConfigFixtures.mistakes(text))
        .hasSize(3)
        .allSatisfy(mistake -> assertThat(mistake.toString()).doesNotContain("hunter2"));
  }

  @Test
  void unknownKey_isReportedWithNearest() {
    assertThat(ConfigFixtures.mistakes("limits: {bach-body: 1MB}").getFirst().allowed())
        .isEqualTo("did you mean limits.batch-body?");
  }

  @Test
  void unknownVariable_nearlyAKey_isReported() {
    assertThat(ConfigFixtures.mistakes("", Map.of("ONEFOLD_HTPP_PORT", "1")))
        .extracting(Mistake::key, Mistake::allowed)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "ONEFOLD_HTPP_PORT", "did you mean ONEFOLD_HTTP_PORT?"));
  }

  @Test
  void unknownVariable_likeNoKey_isReportedWithAllOtherMistakes() {
    Map<String, String> environment =
        Map.of("ONEFOLD_COLOUR", "blue", "ONEFOLD_METRICS_PORT", "9090", "ONEFOLD_PORT_X", "1");
    assertThat(ConfigFixtures.mistakes("http.port: x", environment))
        .extracting(Mistake::key)
        .containsExactly("ONEFOLD_COLOUR", "ONEFOLD_METRICS_PORT", "ONEFOLD_PORT_X", "http.port");
    assertThat(ConfigFixtures.mistakes("", Map.of("ONEFOLD_COLOUR", "x")).getFirst().allowed())
        .contains("name of a setting");
  }

  @Test
  void unknownVariable_ofPlatform_isLeftAlone() {
    Map<String, String> environment =
        Map.of(
            "ONEFOLD_SERVICE_HOST", "10.0.0.1",
            "ONEFOLD_SERVICE_PORT_HTTP", "8080",
            "ONEFOLD_PORT", "tcp://10.0.0.1:8080",
            "ONEFOLD_PORT_8080_TCP", "tcp://10.0.0.1:8080",
            "ONEFOLD_LOG_LEVEL", "DEBUG",
            "HTTP_PORT", "x");
    assertThat(ConfigFixtures.valid("", environment)).isEqualTo(ConfigFixtures.valid(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SERVICE_HOST=10.0.0.2",
        "SERVICE_PORT=9090",
        "SERVICE_PORT_WEB=9090",
        "PORT=tcp://10.0.0.2:9090",
        "PORT_9090_TCP=tcp://10.0.0.2:9090",
        "PORT_9090_TCP_ADDR=10.0.0.2",
        "PORT_9090_UDP_PROTO=udp"
      })
  void unknownVariable_ofPlatformForANeighbour_isLeftAlone(String set) {
    String[] parts = set.split("=");
    for (String service : List.of("METRICS", "READ_ONLY")) {
      Map<String, String> environment = Map.of("ONEFOLD_" + service + "_" + parts[0], parts[1]);
      assertThat(ConfigFixtures.valid("", environment)).isEqualTo(ConfigFixtures.valid(""));
    }
  }

  @Test
  void variable_ofPlatformWithTheNameOfASetting_isAMistake() {
    Map<String, String> environment =
        Map.of(
            "ONEFOLD_REDIS_PORT", "tcp://10.0.0.2:6379", "ONEFOLD_REDIS_SERVICE_HOST", "10.0.0.2");
    assertThat(ConfigFixtures.mistakes("", environment))
        .extracting(Mistake::key)
        .containsExactly("redis.port");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limits.request-timeout: 5",
        "limits.request-timeout: 5 s",
        "limits.request-timeout: 5MB",
        "limits.body: 1024",
        "limits.body: 1.5MB",
        "limits.body: -1MB",
        "limits.body: 999999999999TB",
        "limits.body: 512ms",
        "history.retention: 0",
        "history.enabled: off the record",
        "shards.count: 0",
        "shards.count: 16385",
        "shards.count: 64.0",
        "shards.count: 99999999999999999999",
        "node.name: 7",
        "node.name: ' '",
        "http.host: 'a b'",
        "http.cors-origins: 'https://a.example/path'",
        "http.cors-origins: [https://a.example, 7]",
        "redis.uri: 'localhost:6379'",
        "redis.fsync: EVERYSEC",
        "redis.fsync: sometimes",
        "identity.default-region: nl",
        "identity.default-region: XX",
        "identity.blocked-values: ['']",
        "limits.event: 33KB",
        "cluster.name: One Fold",
        "data.dir: ' '",
        "http: 8080",
        "personalize.projections: [default]",
        "personalize.projections: {x: {attributes: [' ']}}"
      })
  void value_notAllowed_isTheOnlyMistake(String line) {
    assertThat(ConfigFixtures.mistakes(line)).hasSize(1);
  }

  @Test
  void decompressed_lessThanBody_isRefused() {
    assertThat(ConfigFixtures.wrongKeys("limits: {body: 5MB, batch-body: 1MB, decompressed: 4MB}"))
        .containsExactly("limits.decompressed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http: [", "a: 1\na: 2", "\tx: 1", "a: 1\n---\nb: 2"})
  void text_notYaml_isReportedWithItsPlace(String text) {
    List<Mistake> mistakes = ConfigFixtures.mistakes(text);
    assertThat(mistakes).hasSize(1);
    assertThat(mistakes.getFirst().toString()).startsWith("line ").contains("test.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"just text", "[1, 2]", "7"})
  void text_noMapping_isReported(String text) {
    assertThat(ConfigFixtures.wrongKeys(text)).containsExactly("the file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "http:\n", "http: {port: }", "--- \n"})
  void text_withoutValues_isDefault(String text) {
    assertThat(ConfigFixtures.valid(text)).isEqualTo(ConfigFixtures.valid(""));
  }

  @Test
  void report_hasOneLineAMistake() {
    assertThat(new Loaded.Invalid(ConfigFixtures.mistakes("{a: 1, b: 2}")).report().lines())
        .hasSize(3)
        .first()
        .isEqualTo("The configuration cannot be used:");
  }
}
