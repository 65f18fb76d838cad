package io.onefold.config;

import io.onefold.config.key.Mistake;
import io.onefold.config.key.Section;
import io.onefold.config.rules.RulesConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything an operator may decide, one record for each group of the file.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * <p><b>Bounds.</b> 1 to {@link AccountConfig#ID_MAX} accounts, no two with the same id.
 * Development keys only where nobody else can reach the node. In a cluster, a key and a Redis that
 * all members share.
 */
public record OnefoldConfig(
    NodeConfig node,
    HttpConfig http,
    DataConfig data,
    RedisConfig redis,
    ShardsConfig shards,
    JournalConfig journal,
    HistoryConfig history,
    IdentityConfig identity,
    SurvivorshipConfig profile,
    LimitsConfig limits,
    PersonalizeConfig personalize,
    List<AccountConfig> accounts,
    ClusterConfig cluster) {

  private static final String ACCOUNTS = "accounts";

  public OnefoldConfig {
    accounts = List.copyOf(accounts);
    if (accounts.stream().map(AccountConfig::id).distinct().count() != accounts.size()) {
      throw new IllegalArgumentException("two accounts have the same id");
    }
    List<String> refusals = new Reach(http, cluster).refusals(identity, redis, accounts);
    if (!refusals.isEmpty()) {
      throw new IllegalArgumentException("allowed is " + refusals.getFirst());
    }
  }

  /** The rules of one of the accounts. */
  public RulesConfig rules(AccountConfig account) {
    return account.rules().orElse(identity.rules());
  }

  /** What is allowed, and what whoever starts the node should still know; one sentence each. */
  public List<String> warnings() {
    return new Reach(http, cluster).warnings();
  }

  static Loaded read(Section root) {
    HttpConfig http = HttpConfig.read(root.section("http"));
    ClusterConfig cluster = ClusterConfig.read(root.section("cluster"));
    Reach reach = new Reach(http, cluster);
    IdentityConfig identity = readIdentity(root.section("identity"), reach);
    List<AccountConfig> accounts = readAccounts(root, identity.rules());
    reach.checkAccounts(root, ACCOUNTS, accounts);
    RedisConfig redis = readRedis(root.section("redis"), reach);
    NodeConfig node = NodeConfig.read(root.section("node"));
    DataConfig data = DataConfig.read(root.section("data"));
    ShardsConfig shards = ShardsConfig.read(root.section("shards"));
    JournalConfig journal = JournalConfig.read(root.section("journal"));
    HistoryConfig history = HistoryConfig.read(root.section("history"));
    SurvivorshipConfig profile = SurvivorshipConfig.read(root.section("profile"));
    LimitsConfig limits = LimitsConfig.read(root.section("limits"));
    PersonalizeConfig personalize = PersonalizeConfig.read(root.section("personalize"));
    List<Mistake> mistakes = root.mistakes();
    return mistakes.isEmpty()
        ? new Loaded.Config(
            new OnefoldConfig(
                node,
                http,
                data,
                redis,
                shards,
                journal,
                history,
                identity,
                profile,
                limits,
                personalize,
                accounts,
                cluster),
            root.settings())
        : new Loaded.Invalid(mistakes);
  }

  private static List<AccountConfig> readAccounts(Section root, RulesConfig rules) {
    Optional<List<Section>> entries = root.list(ACCOUNTS);
    if (entries.isEmpty()) {
      return List.of(DevelopmentKeys.account());
    }
    if (entries.get().isEmpty()) {
      root.complain(ACCOUNTS, "none", "a list of at least one account, or no such key");
    }
    Set<String> taken = new HashSet<>();
    return entries.get().stream()
        .flatMap(entry -> AccountConfig.read(entry, taken, rules).stream())
        .toList();
  }

  private static IdentityConfig readIdentity(Section section, Reach reach) {
    return reach.checkIdentity(section, IdentityConfig.read(section));
  }

  private static RedisConfig readRedis(Section section, Reach reach) {
    RedisConfig redis = RedisConfig.read(section);
    reach.checkRedis(section, redis);
    return redis;
  }
}
