package io.onefold.config;

import io.onefold.config.key.Key;
import io.onefold.config.key.Kinds;
import io.onefold.config.key.Section;
import java.time.Duration;

/**
 * How much of the past is kept for timelines and exports.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param enabled whether there are pages at all; without, a timeline shows what the journal still
 *     has
 * @param budgetBytes what the pages of this node may take in Redis; the oldest go first
 * @param retention how old a page may become
 */
public record HistoryConfig(boolean enabled, long budgetBytes, Duration retention) {

  private static final Key<Boolean> ENABLED = Key.of("enabled", true, Kinds.flag());
  private static final Key<Long> BUDGET = Key.of("budget", 1L << 30, Kinds.size("1MB", "64TB"));
  private static final Key<Duration> RETENTION =
      Key.of("retention", Duration.ofDays(365), Kinds.time("1h", "36500d"));

  public HistoryConfig {
    BUDGET.require(budgetBytes);
    RETENTION.require(retention);
  }

  static HistoryConfig read(Section section) {
    return new HistoryConfig(section.read(ENABLED), section.read(BUDGET), section.read(RETENTION));
  }
}
