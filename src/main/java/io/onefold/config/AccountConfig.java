package io.onefold.config;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import io.onefold.config.rules.RulesConfig;
import io.onefold.config.rules.RulesConfig.BrowserMerges;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One customer of the node, with data that no other one sees.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param id fixed for the life of the data: part of every identifier's hash
 * @param name in logs and metrics
 * @param currency ISO 4217; of amounts that come without one
 * @param keys at least one
 * @param signingSecret of its back end, which vouches for the people that browsers name
 * @param rules by which its people are told apart, where they are not the node's
 * @param profile goes before what is said for the node
 */
public record AccountConfig(
    int id,
    String name,
    String currency,
    List<ApiKeyConfig> keys,
    Optional<SigningSecret> signingSecret,
    Optional<RulesConfig> rules,
    SurvivorshipConfig profile) {

  /** What two bytes hold. */
  public static final int ID_MAX = 65_535;

  private static final Key<Integer> ID = Key.of("id", 1, Kinds.whole(1, ID_MAX));
  private static final Key<String> NAME =
      Key.of(
          "name",
          "",
          Kinds.text(
              Pattern.compile("[a-z0-9-]{1,40}"), "1 to 40 small letters, digits and dashes"));
  private static final Key<String> CURRENCY =
      Key.of("currency", "", Kinds.text(AccountConfig::isCurrency, "an ISO 4217 code such as EUR"));
  private static final Key<Optional<String>> SIGNING_SECRET =
      Key.secret(
          "signing-secret",
          Optional.empty(),
          Kinds.optional(
              Kinds.text(
                  SigningSecret::isLongEnough,
                  SigningSecret.CHARS_MIN + " to " + SigningSecret.CHARS_MAX + " characters")));
  private static final String KEYS = "keys";
  private static final String RULES = "identity";

  public AccountConfig {
    ID.require(id);
    NAME.require(name);
    CURRENCY.require(currency);
    keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("account " + name + " has no key");
    }
  }

  /**
   * Empty if something is wrong with it, which has been noted then.
   *
   * @param taken what accounts before have used and no two may share
   * @param otherwise the rules of the node
   */
  static Optional<AccountConfig> read(Section section, Set<String> taken, RulesConfig otherwise) {
    Optional<Integer> id = section.require(ID);
    Optional<String> name = section.require(NAME);
    Optional<String> currency = section.require(CURRENCY);
    List<ApiKeyConfig> keys = readKeys(section, taken);
    SurvivorshipConfig profile = SurvivorshipConfig.read(section.section("profile"));
    if (id.isPresent() && !taken.add("id " + id.get())) {
      section.complain(ID.name(), id.get() + ", used twice", "an id that no other account has");
    }
    if (name.isPresent() && !taken.add("name " + name.get())) {
      section.complain(
          NAME.name(), name.get() + ", used twice", "a name that no other account has");
    }
    Optional<SigningSecret> secret = section.read(SIGNING_SECRET).map(SigningSecret::of);
    Optional<RulesConfig> rules = readRules(section, otherwise);
    if (secret.isEmpty() && rules.orElse(otherwise).browserMerges() == BrowserMerges.SIGNED) {
      section.complain(
          SIGNING_SECRET.name(), "missing", "a secret, since browser-merges is signed");
    }
    return id.isPresent() && name.isPresent() && currency.isPresent() && !keys.isEmpty()
        ? Optional.of(
            new AccountConfig(id.get(), name.get(), currency.get(), keys, secret, rules, profile))
        : Optional.empty();
  }

  private static Optional<RulesConfig> readRules(Section section, RulesConfig otherwise) {
    return section.has(RULES)
        ? Optional.of(RulesConfig.read(section.section(RULES), otherwise))
            .filter(own -> !own.equals(otherwise))
        : Optional.empty();
  }

  private static List<ApiKeyConfig> readKeys(Section section, Set<String> taken) {
    List<Section> entries = section.list(KEYS).orElse(List.of());
    if (entries.isEmpty()) {
      section.complain(KEYS, "none", "a list of at least one key");
    }
    return entries.stream().flatMap(entry -> ApiKeyConfig.read(entry, taken).stream()).toList();
  }

  private static boolean isCurrency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(currency -> currency.getCurrencyCode().equals(code));
  }
}
