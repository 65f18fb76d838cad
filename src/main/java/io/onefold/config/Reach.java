package io.onefold.config;

import io.onefold.config.cluster.JoinConfig;
import io.onefold.config.key.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who can reach a node, and what may therefore not be left as it is for trying things out: keys
 * that everybody knows, a Redis that nobody else can reach, a bus that everybody can read.
 *
 * <p><b>Threading.</b> Immutable.
 */
record Reach(HttpConfig http, ClusterConfig cluster) {

  private static final String ACCOUNTS_ALLOWED =
      "accounts with keys of your own, or a loopback address as http.host:"
          + " everybody knows the development keys";
  private static final String KEY_ALLOWED =
      "the same key on all members, made by: openssl rand -hex 32."
          + " Only while http.host, cluster.host and all members are loopback addresses, they"
          + " share a development key that everybody knows";
  private static final String REDIS_ALLOWED =
      "the URI of a Redis that all members reach: the embedded one listens on 127.0.0.1 only";

  /** Whether nobody but this machine can reach the node, in whatever way. */
  boolean isLoopback() {
    return http.isLoopback() && cluster.isLoopback();
  }

  /** Why these cannot stand where others reach the node; empty if they can. */
  List<String> refusals(IdentityConfig identity, RedisConfig redis, List<AccountConfig> accounts) {
    List<String> refusals = new ArrayList<>();
    cluster.clashes().forEach(clash -> refusals.add(clash.key() + ": " + clash.allowed()));
    if (givesAccountsAway(accounts)) {
      refusals.add(ACCOUNTS_ALLOWED);
    }
    if (lacksKey(identity) || givesKeyAway(identity)) {
      refusals.add(KEY_ALLOWED);
    }
    if (lacksRedis(redis)) {
      refusals.add(REDIS_ALLOWED);
    }
    return refusals;
  }

  void checkAccounts(Section root, String key, List<AccountConfig> accounts) {
    if (givesAccountsAway(accounts)) {
      root.complain(key, "development keys with http.host " + http.host(), ACCOUNTS_ALLOWED);
    }
  }

  void checkRedis(Section section, RedisConfig redis) {
    if (lacksRedis(redis)) {
      section.complain("uri", "missing in a cluster beyond one machine", REDIS_ALLOWED);
    }
  }

  /** The same with the key that nodes of one machine share, if they were given none. */
  IdentityConfig checkIdentity(Section section, IdentityConfig identity) {
    if (givesKeyAway(identity)) {
      section.complain("key", "the development key where others reach the node", KEY_ALLOWED);
    }
    if (!lacksKey(identity)) {
      return identity;
    }
    if (!isLoopback()) {
      section.complain("key", "missing in a cluster", KEY_ALLOWED);
    }
    return identity.withKey(DevelopmentKeys.identity());
  }

  /** What is allowed, and what somebody should still know. */
  List<String> warnings() {
    Optional<JoinConfig> open =
        cluster.enabled() && !cluster.isLoopback() && cluster.tls().isEmpty()
            ? Optional.of(cluster.join())
            : Optional.empty();
    return open
        .map(
            join ->
                ("the event bus of the cluster listens at %s without TLS: whoever reaches it reads"
                        + " and sends events. Keep cluster.bus-port in a private network, as"
                        + " cluster.port in any case, or set cluster.tls")
                    .formatted(join.host()))
        .stream()
        .toList();
  }

  private boolean givesAccountsAway(List<AccountConfig> accounts) {
    return !http.isLoopback() && accounts.stream().anyMatch(DevelopmentKeys::isUsedBy);
  }

  private boolean lacksKey(IdentityConfig identity) {
    return cluster.enabled() && identity.key().isEmpty();
  }

  private boolean givesKeyAway(IdentityConfig identity) {
    return !isLoopback() && identity.key().filter(DevelopmentKeys.identity()::equals).isPresent();
  }

  private boolean lacksRedis(RedisConfig redis) {
    return !cluster.isLoopback() && redis.isEmbedded();
  }
}
