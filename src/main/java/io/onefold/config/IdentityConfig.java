package io.onefold.config;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import io.onefold.config.rules.RulesConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * How people are told apart.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param key hashes identifiers; if empty, the node makes one under its data directory. Never empty
 *     in a cluster
 * @param dedupWindow how long a message id is remembered
 * @param dedupBudgetBytes what remembering may take on this node; the oldest hour goes first
 * @param rules what holds for accounts that say nothing else
 */
public record IdentityConfig(
    Optional<IdentityKey> key, Duration dedupWindow, long dedupBudgetBytes, RulesConfig rules) {

  private static final Key<Optional<String>> KEY =
      Key.secret(
          "key",
          Optional.empty(),
          Kinds.optional(
              Kinds.text(
                  text -> IdentityKey.parse(text).isPresent(),
                  "64 hexadecimal digits, or base64 of 32 bytes")));
  private static final Key<Duration> DEDUP_WINDOW =
      Key.of("dedup-window", Duration.ofHours(24), Kinds.time("1h", "30h"));
  private static final Key<Long> DEDUP_BUDGET =
      Key.of("dedup-budget", 512L << 20, Kinds.size("1MB", "1TB"));

  public IdentityConfig {
    DEDUP_WINDOW.require(dedupWindow);
    DEDUP_BUDGET.require(dedupBudgetBytes);
  }

  static IdentityConfig read(Section section) {
    return new IdentityConfig(
        section.read(KEY).flatMap(IdentityKey::parse),
        section.read(DEDUP_WINDOW),
        section.read(DEDUP_BUDGET),
        RulesConfig.read(section, RulesConfig.STANDARD));
  }

  /** The same with this key. */
  IdentityConfig withKey(IdentityKey other) {
    return new IdentityConfig(Optional.of(other), dedupWindow, dedupBudgetBytes, rules);
  }
}
