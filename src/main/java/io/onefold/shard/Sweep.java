package io.onefold.shard;

import io.onefold.event.ProfileId;
import io.onefold.identity.Partition;
import io.onefold.identity.RuleBook;
import java.util.HashMap;
import java.util.Map;

/**
 * Goes round the profiles of a shard and looks which of them the rules of today would not have made
 * one person. It only counts them: what to do about one is for people to decide, who can split it.
 *
 * <p><b>Threading.</b> Confined to the shard's thread.
 *
 * <p><b>Bounds.</b> A page of 128 profiles at a time, about 1 ms; as rarely as it takes to come
 * round once in {@link #ROUND_MS}.
 */
final class Sweep {

  /** Every profile is looked at within a day, with time to spare. */
  static final long ROUND_MS = 20L * 3_600_000;

  private static final long PAUSE_MS_MIN = 1_000;

  private final Partition partition;
  private Map<Integer, Long> found = new HashMap<>();
  private Map<Integer, Long> before = new HashMap<>();
  private int page;
  private long dueMs;

  Sweep(Partition partition) {
    this.partition = partition;
  }

  void tick(long nowMs, RuleBook rules) {
    if (nowMs < dueMs) {
      return;
    }
    if (page >= partition.pages()) {
      before = found;
      found = new HashMap<>();
      page = 0;
    }
    if (page < partition.pages()) {
      partition.forEachLive(page++, id -> look(id, rules));
    }
    dueMs = nowMs + Math.max(PAUSE_MS_MIN, ROUND_MS / Math.max(1, partition.pages()));
  }

  /** Profiles of an account that do not hold together, in this round or else in the one before. */
  long drift(int accountId) {
    return Math.max(found.getOrDefault(accountId, 0L), before.getOrDefault(accountId, 0L));
  }

  private void look(ProfileId id, RuleBook rules) {
    if (!partition.holdsTogether(id, rules)) {
      partition.facts(id).ifPresent(facts -> found.merge(facts.accountId(), 1L, Long::sum));
    }
  }
}
