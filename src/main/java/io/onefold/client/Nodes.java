package io.onefold.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Which nodes there are, which has each shard, and of which nothing was heard although it should
 * have been.
 *
 * <p><b>Threading.</b> Confined to the event loop of its client. <b>Bounds.</b> As many nodes as
 * the last table names.
 */
final class Nodes {

  /** As long as a cluster takes to find that a killed node is gone, and a client to hear of it. */
  private static final long SUSPECT_NS = TimeUnit.SECONDS.toNanos(1);

  private List<Optional<UUID>> owners = List.of();
  private List<UUID> all = List.of();
  private final Map<UUID, Long> suspectUntilNs = new HashMap<>();
  private int turn;

  /**
   * Where a call goes.
   *
   * @param node empty for any
   * @param owner whether it has the shard, as far as is known here
   */
  record Way(Optional<UUID> node, boolean owner) {}

  /** Another table. */
  void replace(List<Optional<UUID>> newOwners) {
    owners = newOwners;
    all = newOwners.stream().flatMap(Optional::stream).distinct().toList();
    suspectUntilNs.keySet().retainAll(all);
  }

  /** The way to a shard, or to any node when nobody knows the shard. */
  Way way(int shard, long nowNs) {
    Optional<UUID> owner =
        shard == Visitors.UNKNOWN || shard >= owners.size() ? Optional.empty() : owners.get(shard);
    return owner.filter(node -> !isSuspect(node, nowNs)).isPresent()
        ? new Way(owner, true)
        : new Way(next(nowNs), false);
  }

  /** Nothing was heard of this node in time. */
  void suspect(UUID node, long nowNs) {
    if (all.contains(node)) {
      suspectUntilNs.put(node, nowNs + SUSPECT_NS);
    }
  }

  /** Something was heard of it. */
  void heard(UUID node) {
    if (!suspectUntilNs.isEmpty()) {
      suspectUntilNs.remove(node);
    }
  }

  /** One after the other, without those that are silent unless all are. */
  private Optional<UUID> next(long nowNs) {
    for (int i = 0; i < all.size(); i++) {
      turn = (turn + 1) % all.size();
      if (!isSuspect(all.get(turn), nowNs)) {
        return Optional.of(all.get(turn));
      }
    }
    return Optional.empty();
  }

  private boolean isSuspect(UUID node, long nowNs) {
    Long until = suspectUntilNs.get(node);
    return until != null && until - nowNs > 0;
  }
}
