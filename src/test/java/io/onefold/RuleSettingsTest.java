package io.onefold;

import static org.assertj.core.api.Assertions.assertThat;

import io.onefold.config.ConfigLoader;
import io.onefold.config.Loaded;
import io.onefold.config.OnefoldConfig;
import io.onefold.config.rules.RulesConfig;
import io.onefold.decode.id.IdentifierRules;
import io.onefold.decode.id.Normalised;
import io.onefold.event.IdentifierType;
import io.onefold.identity.DevicePolicy;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Rules;
import io.onefold.identity.TypeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the configured rules come to. */
class RuleSettingsTest {

  private static final String ACCOUNTS =
      """
      identity:
        default-region: NL
        blocked-values: [everywhere]
        types: {email: {limit: 2, window: 1d, beyond: replace-oldest, quarantine-above: 0}}
      accounts:
        - id: 7
          name: plain
          currency: EUR
          keys: [{kind: secret, name: k, sha256: "%s"}]
        - id: 9
          name: own
          currency: EUR
          keys: [{kind: secret, name: k, sha256: "%s"}]
          identity:
            default-region: DE
            device-policy: isolate
            caps: {identifiers: 5, merges: 4, merges-per-hour: 3}
            types:
              customer_id: {normalise: lower-case, unique: false, limit: 3}
              email: {normalise: [gmail, plus-tag], priority: 5, blocked-values: ["/info@.*/"]}
      """
          .formatted("a".repeat(64), "b".repeat(64));

  @TempDir Path directory;

  @Test
  void standardConfiguration_isTheStandardOfTheSteps() {
    assertThat(RuleSettings.rules(Rules.STANDARD.version(), RulesConfig.STANDARD))
        .isEqualTo(Rules.STANDARD);
    assertThat(RulesConfig.STANDARD.order())
        .isEqualTo(IdentifierRules.STANDARD_ORDER.subList(0, RulesConfig.TYPES.size()));
  }

  @Test
  void book_ofAccounts_hasTheRulesOfEach() throws IOException {
    OnefoldConfig config = config(ACCOUNTS);
    RuleBook book =
        RuleSettings.book(
            config.identity().rules(), RuleSettings.byAccount(config), Map.of(7, 4, 9, 6));

    Rules plain = book.of(7);
    assertThat(plain.version()).isEqualTo(4);
    assertThat(plain.devicePolicy()).isEqualTo(DevicePolicy.KEEP);
    assertThat(plain.type(IdentifierType.EMAIL))
        .isEqualTo(new TypeRule(false, 2, 86_400_000, TypeRule.Beyond.REPLACE_OLDEST, 0));
    assertThat(plain.type(IdentifierType.LINK_TOKEN))
        .isEqualTo(Rules.STANDARD.type(IdentifierType.LINK_TOKEN));

    Rules own = book.of(9);
    assertThat(own.version()).isEqualTo(6);
    assertThat(own.devicePolicy()).isEqualTo(DevicePolicy.ISOLATE);
    assertThat(own.caps()).isEqualTo(new Rules.Caps(5, 4, 3));
    assertThat(own.type(IdentifierType.EMAIL)).isEqualTo(plain.type(IdentifierType.EMAIL));
    assertThat(own.type(IdentifierType.CUSTOMER_ID))
        .isEqualTo(new TypeRule(false, 3, 0, TypeRule.Beyond.REFUSE, 3));
  }

  @Test
  void identifiers_ofAccounts_areSpeltByTheRulesOfEach() throws IOException {
    OnefoldConfig config = config(ACCOUNTS);
    Map<Integer, IdentifierRules> rules =
        RuleSettings.identifiers(config.accounts(), RuleSettings.byAccount(config));

    assertThat(normalised(rules.get(7), IdentifierType.PHONE, "06-12345678"))
        .isEqualTo(new Normalised.Valid("+31612345678"));
    assertThat(normalised(rules.get(9), IdentifierType.PHONE, "030 901820"))
        .isEqualTo(new Normalised.Valid("+4930901820"));
    assertThat(normalised(rules.get(7), IdentifierType.EMAIL, "a.b+c@gmail.com"))
        .isEqualTo(new Normalised.Valid("a.b+c@gmail.com"));
    assertThat(normalised(rules.get(9), IdentifierType.EMAIL, "a.b+c@gmail.com"))
        .isEqualTo(new Normalised.Valid("ab@gmail.com"));
    assertThat(normalised(rules.get(9), IdentifierType.CUSTOMER_ID, "U1"))
        .isEqualTo(new Normalised.Valid("u1"));
    assertThat(List.of(rules.get(7), rules.get(9)))
        .allSatisfy(
            own ->
                assertThat(normalised(own, IdentifierType.ORDER_ID, "Everywhere"))
                    .isEqualTo(Normalised.BLOCKED));
    assertThat(normalised(rules.get(7), IdentifierType.EMAIL, "info@shop.nl"))
        .isEqualTo(new Normalised.Valid("info@shop.nl"));
    assertThat(normalised(rules.get(9), IdentifierType.EMAIL, "info@shop.nl"))
        .isEqualTo(Normalised.BLOCKED);
    assertThat(rules.get(9).rank(IdentifierType.EMAIL))
        .isLessThan(rules.get(9).rank(IdentifierType.CUSTOMER_ID));
  }

  @Test
  void json_ofRules_isOneTextForTheSameRules() throws IOException {
    String one =
        RulesJson.canonical(
            config("identity: {blocked-values: [b, a, b], types: {email: {limit: 6}}}")
                .identity()
                .rules());
    String other =
        RulesJson.canonical(
            config("identity: {types: {email: {limit: 6, unique: false}}, blocked-values: [a, b]}")
                .identity()
                .rules());
    assertThat(one).isEqualTo(other).isNotEqualTo(RulesJson.canonical(RulesConfig.STANDARD));
    assertThat(one)
        .contains(
            "\"blocked_values\":[\"a\",\"b\"]",
            "\"device_policy\":\"keep\"",
            "\"email\":{\"priority\":20,\"normalise\":[\"trim-lower-case\"],\"unique\":false,"
                + "\"limit\":6,\"window_ms\":0,\"beyond\":\"refuse\",\"quarantine_above\":10,"
                + "\"blocked_values\":[]}");
  }

  private static Normalised normalised(IdentifierRules rules, IdentifierType type, String raw) {
    return rules.normaliser().normalise(type, raw);
  }

  private OnefoldConfig config(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("onefold.yaml"), text);
    return switch (ConfigLoader.load(List.of("--config", file.toString()), Map.of())) {
      case Loaded.Config(OnefoldConfig config, _) -> config;
      case Loaded.Invalid invalid -> throw new AssertionError(invalid.report());
    };
  }
}
