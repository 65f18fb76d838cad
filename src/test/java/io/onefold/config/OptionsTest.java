package io.onefold.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.profile.Survivorship;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option: its key, its default, and that file and environment reach it. */
class OptionsTest {

  private static final String HEX = "0123456789abcdef".repeat(4);

  /** One option; {@code text} sets it to {@code value}, which is not its default. */
  record Option(
      String key,
      Function<OnefoldConfig, Object> get,
      Object byDefault,
      String text,
      Object value) {

    @Override
    public String toString() {
      return key;
    }
  }

  static Stream<Option> options() {
    return Stream.of(
            nodeOptions(),
            redisOptions(),
            journalOptions(),
            identityOptions(),
            profileOptions(),
            limitsOptions(),
            bodyOptions())
        .flatMap(Function.identity());
  }

  private static Stream<Option> nodeOptions() {
    return Stream.of(
        new Option("node.name", c -> c.node().name(), "onefold-1", "blue", "blue"),
        new Option("node.event-loops", c -> c.node().eventLoops(), 0, "3", 3),
        new Option("http.host", c -> c.http().host(), "127.0.0.1", "'::1'", "::1"),
        new Option("http.port", c -> c.http().port(), 8080, "0", 0),
        new Option(
            "http.cors-origins",
            c -> c.http().corsOrigins(),
            List.of(),
            "['https://a.example', 'http://b.example:81']",
            List.of("https://a.example", "http://b.example:81")),
        new Option("data.dir", c -> c.data().dir(), Path.of("data"), "/tmp/d", Path.of("/tmp/d")),
        new Option("shards.count", c -> c.shards().count(), 64, "7", 7),
        new Option("cluster.name", c -> c.cluster().name(), "onefold", "red", "red"));
  }

  private static Stream<Option> redisOptions() {
    return Stream.of(
        new Option(
            "redis.uri",
            c -> c.redis().uri(),
            Optional.empty(),
            "'redis://h:1'",
            Optional.of("redis://h:1")),
        new Option("redis.port", c -> c.redis().port(), 0, "7000", 7000),
        new Option(
            "redis.fsync",
            c -> c.redis().fsync(),
            RedisConfig.Fsync.EVERYSEC,
            "always",
            RedisConfig.Fsync.ALWAYS),
        new Option("redis.memory-max", c -> c.redis().memoryBytesMax(), 0L, "2GB", 2L << 30));
  }

  private static Stream<Option> journalOptions() {
    return Stream.of(
        new Option(
            "journal.batch-bytes-max",
            c -> c.journal().batchBytesMax(),
            256L << 10,
            "64KB",
            64L << 10),
        new Option(
            "journal.checkpoint-interval",
            c -> c.journal().checkpointInterval(),
            Duration.ofSeconds(60),
            "2m",
            Duration.ofMinutes(2)),
        new Option(
            "journal.checkpoint-bytes",
            c -> c.journal().checkpointBytes(),
            64L << 20,
            "1GB",
            1L << 30),
        new Option("journal.checkpoints-kept", c -> c.journal().checkpointsKept(), 3, "2", 2),
        new Option("history.enabled", c -> c.history().enabled(), true, "false", false),
        new Option("history.budget", c -> c.history().budgetBytes(), 1L << 30, "5GB", 5L << 30),
        new Option(
            "history.retention",
            c -> c.history().retention(),
            Duration.ofDays(365),
            "30d",
            Duration.ofDays(30)));
  }

  private static Stream<Option> identityOptions() {
    return Stream.of(
        new Option(
            "identity.key",
            c -> c.identity().key(),
            Optional.empty(),
            "'" + HEX + "'",
            IdentityKey.parse(HEX)),
        new Option(
            "identity.dedup-window",
            c -> c.identity().dedupWindow(),
            Duration.ofHours(24),
            "30h",
            Duration.ofHours(30)),
        new Option(
            "identity.dedup-budget",
            c -> c.identity().dedupBudgetBytes(),
            512L << 20,
            "1MB",
            1L << 20),
        new Option(
            "personalize.deadline",
            c -> c.personalize().deadline(),
            Duration.ofMillis(50),
            "1s",
            Duration.ofSeconds(1)));
  }

  private static Stream<Option> profileOptions() {
    return Stream.of(
        new Option(
            "profile.source-order",
            c -> c.profile().sourceOrder(),
            Optional.empty(),
            "[crm, tracking]",
            Optional.of(List.of("crm", "tracking"))),
        new Option(
            "profile.survivorship",
            c -> c.profile().policies(),
            Map.of(),
            "{core_data.first_name: source-priority, custom: {tags: union}}",
            Map.of(
                "core_data.first_name", Survivorship.Policy.SOURCE_PRIORITY,
                "custom.tags", Survivorship.Policy.UNION)),
        new Option(
            "personalize.consent-purpose",
            c -> c.personalize().consentPurpose(),
            "personalization",
            "marketing",
            "marketing"));
  }

  private static Stream<Option> limitsOptions() {
    return Stream.of(
        new Option("limits.event", c -> c.limits().eventBytesMax(), 32L << 10, "16KB", 16L << 10),
        new Option("limits.batch-events", c -> c.limits().batchEventsMax(), 2_500, "10", 10),
        new Option("limits.depth", c -> c.limits().depthMax(), 16, "4", 4),
        new Option("limits.mailbox", c -> c.limits().mailboxMax(), 8_192, "100", 100),
        new Option(
            "limits.mailbox-bytes", c -> c.limits().mailboxBytesMax(), 16L << 20, "1MB", 1L << 20),
        new Option(
            "limits.request-timeout",
            c -> c.limits().requestTimeout(),
            Duration.ofSeconds(5),
            "500ms",
            Duration.ofMillis(500)),
        new Option(
            "limits.future",
            c -> c.limits().futureMax(),
            Duration.ofHours(24),
            "0",
            Duration.ZERO));
  }

  private static Stream<Option> bodyOptions() {
    return Stream.of(
        new Option("limits.body", c -> c.limits().bodyBytesMax(), 512L << 10, "1MB", 1L << 20),
        new Option(
            "limits.batch-body", c -> c.limits().batchBodyBytesMax(), 4L << 20, "2MB", 2L << 20),
        new Option(
            "limits.decompressed",
            c -> c.limits().decompressedBytesMax(),
            4L << 20,
            "8MB",
            8L << 20));
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_unset_hasDefault(Option option) {
    assertThat(option.get.apply(ConfigFixtures.valid(""))).isEqualTo(option.byDefault);
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_inGroupOfFile_isTaken(Option option) {
    String[] key = option.key.split("\\.");
    OnefoldConfig config =
        ConfigFixtures.valid(key[0] + ":\n  " + key[1] + ": " + option.text + "\n");
    assertThat(option.get.apply(config)).isEqualTo(option.value);
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_inEnvironment_goesBeforeFile(Option option) {
    String variable = "ONEFOLD_" + option.key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    String text = option.text.startsWith("'") ? option.text.replace("'", "") : option.text;
    OnefoldConfig config =
        ConfigFixtures.valid(option.key + ": nonsense\n", Map.of(variable, text));
    assertThat(option.get.apply(config)).isEqualTo(option.value);
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_asMapping_isRefused(Option option) {
    assertThat(ConfigFixtures.wrongKeys(option.key + ": {a: 1}\n")).containsExactly(option.key);
  }

  @Test
  void options_ofTable_coverEveryComponentThatIsNoList() {
    long components =
        Arrays.stream(OnefoldConfig.class.getRecordComponents())
            .filter(group -> group.getType().isRecord())
            .mapToLong(group -> group.getType().getRecordComponents().length)
            .sum();
    // Not in the table: the identifier rules and all of the cluster but its name, which have tables
    // of their own, and the projections.
    int ofCluster = ClusterConfig.class.getRecordComponents().length - 1;
    assertThat(options()).hasSize((int) components - ofCluster - 2);
  }
}
