package io.onefold.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.onefold.config.rules.CapsConfig;
import io.onefold.config.rules.RulesConfig;
import io.onefold.config.rules.RulesConfig.BrowserMerges;
import io.onefold.config.rules.RulesConfig.DevicePolicy;
import io.onefold.config.rules.Spelling;
import io.onefold.config.rules.TypeConfig;
import io.onefold.config.rules.TypeConfig.Beyond;
import io.onefold.event.IdentifierType;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules for identifiers: keys, defaults, what contradicts itself, and accounts of their own.
 */
class RuleOptionsTest {

  private static final String ACCOUNT =
      """
      accounts:
        - id: 7
          name: shop
          currency: EUR
          signing-secret: "%s"
          keys: [{kind: secret, name: k, sha256: "%s"}]
          identity: %s
      """;

  /** One key below {@code identity}; {@code text} sets it to {@code value}. */
  record Option(
      String key, Function<RulesConfig, Object> get, Object byDefault, String text, Object value) {

    @Override
    public String toString() {
      return key;
    }
  }

  static Stream<Option> options() {
    return Stream.concat(
        general(),
        Stream.of(
                ofType(IdentifierType.CUSTOMER_ID, 10, true, 1, 3),
                ofType(IdentifierType.EMAIL, 20, false, 5, 10),
                ofType(IdentifierType.PHONE, 30, false, 5, 10),
                ofType(IdentifierType.SOURCE_ID, 40, false, 20, 0),
                ofType(IdentifierType.ANONYMOUS_ID, 50, false, 100, 0),
                ofType(IdentifierType.ORDER_ID, 60, false, 200, 0))
            .flatMap(Function.identity()));
  }

  private static Stream<Option> general() {
    return Stream.of(
        new Option("default-region", RulesConfig::defaultRegion, "ZZ", "NL", "NL"),
        new Option(
            "browser-merges",
            RulesConfig::browserMerges,
            BrowserMerges.OPEN,
            "signed",
            BrowserMerges.SIGNED),
        new Option(
            "device-policy",
            RulesConfig::devicePolicy,
            DevicePolicy.KEEP,
            "reassign-latest",
            DevicePolicy.REASSIGN_LATEST),
        new Option("caps.identifiers", r -> r.caps().identifiersMax(), 500, "9", 9),
        new Option("caps.merges", r -> r.caps().mergesMax(), 200, "0", 0),
        new Option("caps.merges-per-hour", r -> r.caps().mergesPerHourMax(), 20, "1", 1),
        new Option(
            "blocked-values",
            RulesConfig::blockedValues,
            List.of(),
            "[nobody, '/test.*/']",
            List.of("/test.*/", "nobody")),
        new Option(
            "types.customer_id.normalise",
            r -> r.types().get(IdentifierType.CUSTOMER_ID).normalise(),
            List.of(Spelling.EXACT),
            "lower-case",
            List.of(Spelling.LOWER_CASE)),
        new Option(
            "types.email.normalise",
            r -> r.types().get(IdentifierType.EMAIL).normalise(),
            List.of(Spelling.TRIM_LOWER_CASE),
            "[plus-tag, gmail]",
            List.of(Spelling.TRIM_LOWER_CASE, Spelling.GMAIL, Spelling.PLUS_TAG)));
  }

  /** A type is unique or not, so that all its settings may be changed one by one. */
  private static Stream<Option> ofType(
      IdentifierType type, int priority, boolean unique, int limit, int quarantineAbove) {
    String group = "types." + type.wireName() + ".";
    Function<RulesConfig, TypeConfig> rule = rules -> rules.types().get(type);
    Stream<Option> always =
        Stream.of(
            new Option(
                group + "priority",
                rule.andThen(TypeConfig::priority),
                priority,
                Integer.toString(priority + 1),
                priority + 1),
            new Option(
                group + "unique",
                rule.andThen(TypeConfig::unique),
                unique,
                Boolean.toString(!unique),
                !unique),
            new Option(
                group + "quarantine-above",
                rule.andThen(TypeConfig::quarantineAbove),
                quarantineAbove,
                "77",
                77),
            new Option(
                group + "blocked-values",
                rule.andThen(TypeConfig::blockedValues),
                List.of(),
                "[x, '/y/']",
                List.of("/y/", "x")));
    return unique
        ? always
        : Stream.concat(
            always,
            Stream.of(
                new Option(group + "limit", rule.andThen(TypeConfig::limit), limit, "3", 3),
                new Option(
                    group + "window",
                    rule.andThen(TypeConfig::window),
                    Duration.ZERO,
                    "30d",
                    Duration.ofDays(30)),
                new Option(
                    group + "beyond",
                    rule.andThen(TypeConfig::beyond),
                    Beyond.REFUSE,
                    "replace-oldest",
                    Beyond.REPLACE_OLDEST)));
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_unset_hasDefault(Option option) {
    assertThat(option.get.apply(rules(""))).isEqualTo(option.byDefault);
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_inFile_isTaken(Option option) {
    assertThat(option.get.apply(rules("identity." + option.key + ": " + option.text)))
        .isEqualTo(option.value);
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_inEnvironment_goesBeforeFile(Option option) {
    String variable =
        "ONEFOLD_IDENTITY_" + option.key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    OnefoldConfig config =
        ConfigFixtures.valid(
            "identity." + option.key + ": {}\n", Map.of(variable, option.text.replace("'", "")));
    assertThat(option.get.apply(config.identity().rules())).isEqualTo(option.value);
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_asMapping_isRefused(Option option) {
    assertThat(ConfigFixtures.wrongKeys("identity." + option.key + ": {a: 1}\n"))
        .containsExactly("identity." + option.key);
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_ofAccount_goesBeforeTheNodes(Option option) {
    String nested = nested("identity." + option.key, option.text).substring("{identity: ".length());
    OnefoldConfig config = account(nested.substring(0, nested.length() - 1), "");
    assertThat(option.get.apply(config.rules(config.accounts().getFirst())))
        .isEqualTo(option.value);
    assertThat(config.identity().rules()).isEqualTo(RulesConfig.STANDARD);
  }

  @ParameterizedTest
  @MethodSource("options")
  void option_inShippedFile_isDocumented(Option option) throws IOException {
    String[] parts = option.key.split("\\.");
    assertThat(Files.readString(ConfigLoader.DEFAULT_FILE))
        .containsPattern("(?m)^ {2,6}" + parts[parts.length - 1] + ": ");
  }

  @Test
  void accountsRules_extendTheNodes_andBlockedValuesAddUp() {
    OnefoldConfig config =
        account(
            "{blocked-values: [b], types: {email: {blocked-values: [d], limit: 2}}}",
            """
            identity:
              device-policy: isolate
              blocked-values: [a]
              types: {email: {blocked-values: [c], quarantine-above: 4}, phone: {limit: 9}}
            """);
    RulesConfig own = config.rules(config.accounts().getFirst());
    assertThat(own.devicePolicy()).isEqualTo(DevicePolicy.ISOLATE);
    assertThat(own.blockedValues()).containsExactly("a", "b");
    TypeConfig email = own.types().get(IdentifierType.EMAIL);
    assertThat(email.blockedValues()).containsExactly("c", "d");
    assertThat(email.limit()).isEqualTo(2);
    assertThat(email.quarantineAbove()).isEqualTo(4);
    assertThat(own.types().get(IdentifierType.PHONE).limit()).isEqualTo(9);
  }

  @Test
  void accountsRules_sameAsTheNodes_areNone() {
    assertThat(account("{types: {email: {limit: 5}}}", "").accounts().getFirst().rules()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "types.email.priority: 10 | types.email.priority",
        "types.customer_id.priority: 20 | types.customer_id.priority",
        "types.email.priority: 0 | types.email.priority",
        "types.anonymous_id.priority: 35 | types.anonymous_id.priority",
        "types.order_id.priority: 45 | types.order_id.priority",
        "types.phone.priority: 55 | types.phone.priority",
        "types.email.limit: 0 | types.email.limit",
        "types.customer_id.limit: 2 | types.customer_id.limit",
        "types.customer_id.window: 1d | types.customer_id.window",
        "types.customer_id.beyond: replace-oldest | types.customer_id.beyond",
        "types.customer_id.normalise: [exact, lower-case] | types.customer_id.normalise",
        "types.customer_id.normalise: gmail | types.customer_id.normalise",
        "types.email.normalise: exact | types.email.normalise",
        "types.email.normalise: [] | types.email.normalise",
        "types.phone.normalise: exact | types.phone.normalise",
        "types.source_id.normalise: lower-case | types.source_id.normalise",
        "types.email.beyond: drop | types.email.beyond",
        "types.email.blocked-values: ['/(/'] | types.email.blocked-values",
        "types.link_token.limit: 3 | types.link_token",
        "types.e-mail.limit: 3 | types.e-mail",
        "device-policy: reassign_latest | device-policy",
        "caps.identifiers: 0 | caps.identifiers",
        "default-region: AQ | default-region"
      })
  void rules_withMistake_areRefused(String text, String key) {
    assertThat(ConfigFixtures.wrongKeys("identity." + text)).containsExactly("identity." + key);
  }

  @Test
  void rules_withMistakesEverywhere_areReportedTogether() {
    String text =
        """
        identity:
          device-policy: none
          types: {email: {unique: true, limit: 5, window: 1d}, phone: {priority: 10}}
        """
            + ACCOUNT.formatted(
                "short", ConfigFixtures.HASH_A, "{types: {order_id: {priority: 1}}, x: 1}");
    assertThat(ConfigFixtures.wrongKeys(text))
        .containsExactly(
            "accounts[0].identity.types.order_id.priority",
            "accounts[0].identity.x",
            "accounts[0].signing-secret",
            "identity.device-policy",
            "identity.types.email.limit",
            "identity.types.email.window",
            "identity.types.phone.priority");
  }

  @Test
  void priorities_ofPeople_mayBeExchanged() {
    RulesConfig rules =
        rules("identity.types: {customer_id: {priority: 20}, email: {priority: 10}}");
    assertThat(rules.order())
        .startsWith(IdentifierType.EMAIL, IdentifierType.CUSTOMER_ID, IdentifierType.PHONE);
  }

  @Test
  void uniqueType_withoutLimit_hasOne() {
    TypeConfig email = rules("identity.types.email.unique: true").types().get(IdentifierType.EMAIL);
    assertThat(email.unique()).isTrue();
    assertThat(email.limit()).isOne();
  }

  @Test
  void signedMerges_withoutSecret_areRefused() {
    String text =
        ACCOUNT
            .formatted("", ConfigFixtures.HASH_A, "{browser-merges: signed}")
            .replace("signing-secret: \"\"", "");
    assertThat(ConfigFixtures.wrongKeys(text)).containsExactly("accounts[0].signing-secret");
  }

  @Test
  void signingSecret_isShownNowhere() {
    OnefoldConfig config = account("{browser-merges: signed}", "");
    assertThat(config.accounts().getFirst().signingSecret()).isPresent();
    assertThat(config.toString()).doesNotContain("hunter2");
    assertThat(ConfigFixtures.settings(text("{}", "")).toString()).doesNotContain("hunter2");
    String shortOne = ACCOUNT.formatted("hunter2", ConfigFixtures.HASH_A, "{}");
    assertThat(ConfigFixtures.mistakes(shortOne)).hasSize(1);
    assertThat(ConfigFixtures.mistakes(shortOne).toString()).doesNotContain("hunter2");
  }

  @Test
  void developmentSecret_whereOthersReach_isRefused() {
    String text =
        "http.host: 0.0.0.0\n"
            + ACCOUNT.formatted(DevelopmentKeys.SIGNING, ConfigFixtures.HASH_A, "{}");
    assertThat(ConfigFixtures.wrongKeys(text)).containsExactly("accounts");
  }

  @Test
  void settings_ofTwoTexts_differInWhatChanged() {
    String one = "identity: {default-region: NL, types: {email: {limit: 5}}}";
    String other = "identity: {default-region: ZZ, types: {email: {limit: 6}}}\nhttp.port: 1";
    assertThat(ConfigFixtures.settings(one).differing(ConfigFixtures.settings(other)))
        .containsExactly("http.port", "identity.default-region", "identity.types.email.limit");
    assertThat(ConfigFixtures.settings(one).differing(ConfigFixtures.settings(one))).isEmpty();
  }

  @Test
  void records_builtByHand_holdNothingWrong() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CapsConfig(0, 1, 1));
    TypeConfig email = RulesConfig.STANDARD.types().get(IdentifierType.EMAIL);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new TypeConfig(
                    1, email.normalise(), true, 2, Duration.ZERO, Beyond.REFUSE, 0, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RulesConfig(
                    "ZZ",
                    BrowserMerges.OPEN,
                    DevicePolicy.KEEP,
                    CapsConfig.STANDARD,
                    List.of(),
                    Map.of()));
  }

  private static RulesConfig rules(String text) {
    return ConfigFixtures.valid(text).identity().rules();
  }

  private static String text(String identity, String rest) {
    return ACCOUNT.formatted("hunter2hunter2hunter2", ConfigFixtures.HASH_A, identity) + rest;
  }

  private static OnefoldConfig account(String identity, String rest) {
    return ConfigFixtures.valid(text(identity, rest));
  }

  /** {@code a.b: c} as {@code {a: {b: c}}}. */
  private static String nested(String key, String text) {
    List<String> parts = Arrays.asList(key.split("\\."));
    return "{" + String.join(": {", parts) + ": " + text + "}".repeat(parts.size());
  }
}
