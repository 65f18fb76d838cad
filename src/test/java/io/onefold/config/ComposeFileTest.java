package io.onefold.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.config.cluster.MemberAddress;
import io.onefold.config.cluster.Peers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The compose file keeps to the schema of its specification, and its nodes form a cluster.
 *
 * <p>{@code compose-spec.json} is the schema of the Compose specification, under the Apache License
 * 2.0 beside it, unchanged as the npm package dclint 3.1.0 carries it: no package of Maven's does.
 */
class ComposeFileTest {

  private static final Path FILE = Path.of("config", "cluster", "compose.yaml");
  private static final List<String> NODES = List.of("onefold-1", "onefold-2", "onefold-3");
  private static final Pattern VARIABLE = Pattern.compile("[$]\\{([A-Z_]+):[?][^}]*}");

  private final JsonObject compose = new JsonObject(read());

  @Test
  void file_keepsToTheSchema() throws IOException {
    OutputUnit result = validator().validate(compose);
    assertThat(result.getErrors()).isNull();
    assertThat(result.getValid()).isTrue();
  }

  @Test
  void file_withSlips_isRefused() throws IOException {
    JsonObject unknown = compose.copy();
    service(unknown, "onefold-1").put("healthchek", new JsonObject());
    assertThat(validator().validate(unknown).getValid()).isFalse();
    JsonObject mistyped = compose.copy();
    service(mistyped, "redis").put("volumes", "redis:/data");
    assertThat(validator().validate(mistyped).getValid()).isFalse();
  }

  @Test
  void nodes_withTheirEnvironment_areMembersOfOneCluster() throws IOException {
    Set<Object> shared = new HashSet<>();
    for (String name : NODES) {
      OnefoldConfig config = DeployedNode.of(environment(name));
      assertThat(config.node().name()).isEqualTo(name);
      assertThat(config.cluster().enabled()).isTrue();
      assertThat(config.cluster().quorum()).isEqualTo(2);
      shared.add(
          List.of(config.cluster().join().peers(), config.redis().uri(), config.identity().key()));
    }
    assertThat(shared).hasSize(1);
  }

  @Test
  void nodes_listenWhereTheOthersLookForThem() throws IOException {
    for (String name : NODES) {
      OnefoldConfig config = DeployedNode.of(environment(name));
      String address =
          service(compose, name)
              .getJsonObject("networks")
              .getJsonObject("members")
              .getString("ipv4_address");
      assertThat(config.cluster().join().host()).isEqualTo(address);
      assertThat(config.cluster().join().peers())
          .isInstanceOfSatisfying(
              Peers.Listed.class,
              listed ->
                  assertThat(listed.members())
                      .hasSameSizeAs(NODES)
                      .contains(new MemberAddress(address, config.cluster().join().port())));
      assertThat(config.data().dir()).isEqualTo(Path.of("/data"));
    }
  }

  @Test
  void redis_isReachedByItsNameAndPassword() throws IOException {
    JsonObject redis = service(compose, "redis");
    assertThat(DeployedNode.of(environment("onefold-1")).redis().uri())
        .contains("redis://:" + environment("redis").get("REDISCLI_AUTH") + "@redis:6379");
    assertThat(redis.getJsonArray("networks")).containsExactly("members");
    assertThat(redis.getJsonArray("command").getString(2)).contains("--appendonly yes");
  }

  @Test
  void services_areWatchedAndCannotDoMuch() {
    for (String name : compose.getJsonObject("services").fieldNames()) {
      JsonObject service = service(compose, name);
      assertThat(service.getJsonObject("healthcheck").getJsonArray("test")).isNotEmpty();
      assertThat(service.getBoolean("read_only")).isTrue();
      assertThat(service.getJsonArray("cap_drop")).containsExactly("ALL");
      assertThat(service.getString("stop_grace_period")).isIn("30s", "60s");
    }
    assertThat(compose.getJsonObject("networks").getJsonObject("members").getBoolean("internal"))
        .isTrue();
  }

  @Test
  void nodes_shareNeitherPortsNorData() {
    Set<Object> taken = new HashSet<>();
    for (String name : NODES) {
      JsonArray ports = service(compose, name).getJsonArray("ports");
      JsonArray volumes = service(compose, name).getJsonArray("volumes");
      assertThat(ports).singleElement().asString().startsWith("127.0.0.1:").endsWith(":8080");
      assertThat(taken.add(ports) && taken.add(volumes)).isTrue();
      assertThat(compose.getJsonObject("volumes").fieldNames())
          .contains(volumes.getString(0).split(":")[0]);
    }
  }

  /** The environment of a service, with secrets of its operator. */
  private Map<String, String> environment(String name) {
    Map<String, String> environment = new HashMap<>();
    service(compose, name)
        .getJsonObject("environment")
        .forEach(
            set ->
                environment.put(
                    set.getKey(),
                    VARIABLE.matcher((String) set.getValue()).replaceAll(ComposeFileTest::secret)));
    return environment;
  }

  private static String secret(MatchResult variable) {
    String name = variable.group(1).toLowerCase(Locale.ROOT).replace('_', '-');
    return java.util.Objects.requireNonNull(DeployedNode.SECRETS.get(name), name);
  }

  private static JsonObject service(JsonObject compose, String name) {
    return compose.getJsonObject("services").getJsonObject(name);
  }

  private static Validator validator() throws IOException {
    try (InputStream in =
        ComposeFileTest.class.getResourceAsStream("/compose-spec/compose-spec.json")) {
      JsonObject schema = new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return Validator.create(
          JsonSchema.of(schema),
          new JsonSchemaOptions()
              .setBaseUri("https://onefold.example/")
              .setDraft(Draft.DRAFT7)
              .setOutputFormat(OutputFormat.Basic));
    }
  }

  /** With what YAML says by reference in its place. */
  private static Map<String, Object> read() {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(FILE));
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
