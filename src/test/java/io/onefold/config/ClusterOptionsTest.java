package io.onefold.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.config.cluster.BusTlsConfig;
import io.onefold.config.cluster.CopiesConfig;
import io.onefold.config.cluster.CopiesConfig.Acknowledge;
import io.onefold.config.cluster.CopiesConfig.Degraded;
import io.onefold.config.cluster.JoinConfig;
import io.onefold.config.cluster.MemberAddress;
import io.onefold.config.cluster.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every option of the cluster: its key, its default, and that file and environment reach it. */
class ClusterOptionsTest {

  private static final Peers NOBODY = new Peers.Listed(List.of());

  /** One key below {@code cluster}; {@code text} sets it to {@code value}. */
  record Option(
      String key,
      Function<ClusterConfig, Object> get,
      Object byDefault,
      String text,
      Object value) {

    @Override
    public String toString() {
      return key;
    }
  }

  static Stream<Option> options() {
    return Stream.concat(join(), copies());
  }

  private static Stream<Option> join() {
    return Stream.of(
        new Option("host", c -> c.join().host(), "127.0.0.1", "10.0.0.1", "10.0.0.1"),
        new Option("port", c -> c.join().port(), 5701, "6000", 6000),
        new Option("bus-port", c -> c.join().busPort(), 5702, "0", 0),
        new Option(
            "members",
            c -> c.join().peers(),
            NOBODY,
            "['a:1', '[::1]:2']",
            new Peers.Listed(List.of(new MemberAddress("a", 1), new MemberAddress("::1", 2)))),
        new Option(
            "kubernetes-service",
            c -> c.join().peers(),
            NOBODY,
            "nodes.onefold.svc",
            new Peers.Service("nodes.onefold.svc")),
        new Option(
            "join-timeout",
            c -> c.join().timeout(),
            Duration.ofSeconds(60),
            "5m",
            Duration.ofMinutes(5)));
  }

  private static Stream<Option> copies() {
    return Stream.of(
        new Option(
            "acknowledge",
            c -> c.copies().acknowledge(),
            Acknowledge.REDIS,
            "both",
            Acknowledge.BOTH),
        new Option("backups", c -> c.copies().backups(), 1, "3", 3),
        new Option("quorum", c -> c.copies().quorum(), 0, "2", 2),
        new Option(
            "degraded", c -> c.copies().degraded(), Degraded.REFUSE, "allow", Degraded.ALLOW),
        new Option(
            "lease",
            c -> c.copies().lease(),
            Duration.ofSeconds(3),
            "4500ms",
            Duration.ofMillis(4_500)),
        new Option(
            "backlog-bytes", c -> c.copies().backlogBytesMax(), 512L << 20, "1GB", 1L << 30));
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_unset_hasDefault(Option option) {
    assertThat(option.get.apply(ConfigFixtures.valid("").cluster())).isEqualTo(option.byDefault);
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_inGroupOfFile_isTaken(Option option) {
    String text = "cluster:\n  " + option.key + ": " + option.text + "\n";
    assertThat(option.get.apply(ConfigFixtures.valid(text).cluster())).isEqualTo(option.value);
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_inEnvironment_goesBeforeFile(Option option) {
    OnefoldConfig config =
        ConfigFixtures.valid(
            "cluster." + option.key + ": ['no:0']\n",
            Map.of("ONEFOLD_CLUSTER_" + variable(option.key), option.text));
    assertThat(option.get.apply(config.cluster())).isEqualTo(option.value);
  }

  @Test
  void shippedFile_showsEveryKey() throws IOException {
    String file = Files.readString(ConfigLoader.DEFAULT_FILE);
    String group = file.substring(file.indexOf("\ncluster:\n"));
    assertThat(Stream.concat(options().map(Option::key), Stream.of("enabled")))
        .allSatisfy(key -> assertThat(group).containsPattern("(?m)^  (# )?" + key + ": "));
    assertThat(Stream.of("enabled", "certificate", "key", "ca"))
        .allSatisfy(key -> assertThat(group).containsPattern("(?m)^    (# )?" + key + ": "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enabled: perhaps",
        "host: 0.0.0.0",
        "host: '::'",
        "host: 0",
        "host: '0.0.0'",
        "host: node-1",
        "host: localhost",
        "host: '[::1]'",
        "host: 224.0.0.1",
        "host: 10.0.0.256",
        "port: 0",
        "bus-port: 65536",
        "members: a",
        "members: ['a:0']",
        "members: ['a:65536']",
        "members: ['::1:5701']",
        "members: ['a:1', 'a:1']",
        "members: [7]",
        "kubernetes-service: 'Not a name'",
        "join-timeout: 0",
        "acknowledge: disk",
        "backups: 0",
        "backups: 4",
        "quorum: -1",
        "degraded: perhaps",
        "lease: 5s",
        "backlog-bytes: 1MB"
      })
  void value_notAllowed_isNamedOnceAlsoWhereThereIsNoCluster(String line) {
    String key = "cluster." + line.substring(0, line.indexOf(':'));
    assertThat(ConfigFixtures.wrongKeys("cluster:\n  " + line)).containsExactly(key);
    if (!key.endsWith("enabled")) {
      assertThat(ConfigFixtures.wrongKeys("cluster:\n  enabled: true\n  " + line))
          .containsExactly(key);
    }
  }

  @Test
  void tls_enabled_needsItsThreeFiles() {
    assertThat(ConfigFixtures.wrongKeys("cluster: {tls: {enabled: true}}"))
        .containsExactly("cluster.tls.ca", "cluster.tls.certificate", "cluster.tls.key");
    assertThat(ConfigFixtures.wrongKeys("cluster: {tls: {trust-all: true}}"))
        .containsExactly("cluster.tls.trust-all");
  }

  @Test
  void tls_inFileAndEnvironment_isTaken() {
    String files = "cluster: {tls: {certificate: c.pem, key: k.pem, ca: a.pem}}";
    assertThat(ConfigFixtures.valid(files).cluster().tls()).isEmpty();
    assertThat(
            ConfigFixtures.valid(
                    files,
                    Map.of(
                        "ONEFOLD_CLUSTER_TLS_ENABLED", "true",
                        "ONEFOLD_CLUSTER_TLS_KEY", "/run/key.pem"))
                .cluster()
                .tls())
        .isEqualTo(
            Optional.of(
                new BusTlsConfig(Path.of("c.pem"), Path.of("/run/key.pem"), Path.of("a.pem"))));
  }

  @Test
  void options_ofTable_coverEveryComponent() {
    // The two ways to name the peers are two keys.
    int components =
        JoinConfig.class.getRecordComponents().length
            + CopiesConfig.class.getRecordComponents().length
            + 1;
    assertThat(options()).hasSize(components);
  }

  private static String variable(String key) {
    return key.replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
