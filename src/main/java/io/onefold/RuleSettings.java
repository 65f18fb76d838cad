package io.onefold;

import io.onefold.config.AccountConfig;
import io.onefold.config.OnefoldConfig;
import io.onefold.config.SigningSecret;
import io.onefold.config.rules.Blocked;
import io.onefold.config.rules.CapsConfig;
import io.onefold.config.rules.RulesConfig;
import io.onefold.config.rules.Spelling;
import io.onefold.config.rules.TypeConfig;
import io.onefold.decode.id.BlockedValues;
import io.onefold.decode.id.IdentifierNormaliser;
import io.onefold.decode.id.IdentifierRules;
import io.onefold.decode.id.SpellingRules;
import io.onefold.decode.id.UserHashes;
import io.onefold.event.IdentifierType;
import io.onefold.identity.DevicePolicy;
import io.onefold.identity.RuleBook;
import io.onefold.identity.Rules;
import io.onefold.identity.TypeRule;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the configured identifier rules mean for those who decode events, and for the shards.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class RuleSettings {

  private static final int UNGUESSABLE_BYTES = 32;

  private RuleSettings() {}

  /** The rules of each account. */
  static Map<Integer, RulesConfig> byAccount(OnefoldConfig config) {
    Map<Integer, RulesConfig> rules = new TreeMap<>();
    config.accounts().forEach(account -> rules.put(account.id(), config.rules(account)));
    return rules;
  }

  /**
   * How events of each account are decoded. Accounts with the same rules share what these need.
   *
   * @param accounts as they were at the start: what signs for people does not change with the rules
   */
  static Map<Integer, IdentifierRules> identifiers(
      List<AccountConfig> accounts, Map<Integer, RulesConfig> rules) {
    Map<String, IdentifierNormaliser> byRegion = new HashMap<>();
    Map<RulesConfig, IdentifierNormaliser> normalisers = new HashMap<>();
    Map<Integer, IdentifierRules> identifiers = new HashMap<>();
    for (AccountConfig account : accounts) {
      RulesConfig own = rules.get(account.id());
      IdentifierNormaliser normaliser =
          normalisers.computeIfAbsent(own, absent -> normaliser(own, byRegion));
      identifiers.put(
          account.id(),
          new IdentifierRules(normaliser, own.order(), vouching(own, account.signingSecret())));
    }
    return identifiers;
  }

  /** What shards decide by, with the version of each account's rules. */
  static RuleBook book(
      RulesConfig standard, Map<Integer, RulesConfig> rules, Map<Integer, Integer> versions) {
    Map<Integer, Rules> byAccount = new HashMap<>();
    rules.forEach((account, own) -> byAccount.put(account, rules(versions.get(account), own)));
    return new RuleBook(rules(Rules.STANDARD.version(), standard), byAccount);
  }

  static Rules rules(int version, RulesConfig config) {
    Map<IdentifierType, TypeRule> types = new EnumMap<>(Rules.STANDARD.types());
    config.types().forEach((type, rule) -> types.put(type, typeRule(rule)));
    DevicePolicy devices =
        switch (config.devicePolicy()) {
          case KEEP -> DevicePolicy.KEEP;
          case REASSIGN_LATEST -> DevicePolicy.REASSIGN_LATEST;
          case ISOLATE -> DevicePolicy.ISOLATE;
        };
    CapsConfig caps = config.caps();
    return new Rules(
        version,
        types,
        devices,
        new Rules.Caps(caps.identifiersMax(), caps.mergesMax(), caps.mergesPerHourMax()));
  }

  private static TypeRule typeRule(TypeConfig config) {
    TypeRule.Beyond beyond =
        switch (config.beyond()) {
          case REFUSE -> TypeRule.Beyond.REFUSE;
          case REPLACE_OLDEST -> TypeRule.Beyond.REPLACE_OLDEST;
        };
    return new TypeRule(
        config.unique(),
        config.limit(),
        config.window().toMillis(),
        beyond,
        config.quarantineAbove());
  }

  private static IdentifierNormaliser normaliser(
      RulesConfig rules, Map<String, IdentifierNormaliser> byRegion) {
    return byRegion
        .computeIfAbsent(
            rules.defaultRegion(), region -> new IdentifierNormaliser(region, BlockedValues.NONE))
        .with(spelling(rules), blocked(rules));
  }

  private static SpellingRules spelling(RulesConfig rules) {
    List<Spelling> email = rules.types().get(IdentifierType.EMAIL).normalise();
    List<Spelling> customer = rules.types().get(IdentifierType.CUSTOMER_ID).normalise();
    return new SpellingRules(
        customer.contains(Spelling.LOWER_CASE),
        email.contains(Spelling.GMAIL),
        email.contains(Spelling.PLUS_TAG));
  }

  private static BlockedValues blocked(RulesConfig rules) {
    Map<IdentifierType, Set<String>> texts = new EnumMap<>(IdentifierType.class);
    Map<IdentifierType, List<Pattern>> patterns = new EnumMap<>(IdentifierType.class);
    rules
        .types()
        .forEach(
            (type, rule) -> {
              Set<String> values = new HashSet<>(rules.blockedValues());
              values.addAll(rule.blockedValues());
              List<String> all = List.copyOf(values);
              texts.put(type, Set.copyOf(Blocked.texts(all)));
              patterns.put(type, Blocked.patterns(all));
            });
    return new BlockedValues(texts, patterns);
  }

  /**
   * Where a browser's word is not enough and there is no secret yet, nobody can vouch for anybody:
   * the secret is one that nobody knows.
   */
  private static Optional<UserHashes> vouching(RulesConfig rules, Optional<SigningSecret> secret) {
    return switch (rules.browserMerges()) {
      case OPEN -> Optional.empty();
      case SIGNED ->
          Optional.of(
              new UserHashes(secret.map(SigningSecret::bytes).orElseGet(RuleSettings::noSecret)));
    };
  }

  private static byte[] noSecret() {
    byte[] bytes = new byte[UNGUESSABLE_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
