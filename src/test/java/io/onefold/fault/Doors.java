package io.onefold.fault;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes as a load balancer has them: one that is away or silent gets nothing for a while.
 *
 * <p><b>Threading.</b> Confined to the loop of the workload, but for {@link #set}.
 */
final class Doors {

  private static final long SHUT_NS = Duration.ofSeconds(1).toNanos();

  private final Map<Integer, Long> openAtNs = new HashMap<>();
  private volatile List<Target> targets;

  Doors(List<Target> targets) {
    this.targets = List.copyOf(targets);
  }

  /** There are other nodes now. On any thread. */
  void set(List<Target> other) {
    targets = List.copyOf(other);
  }

  /** The first that is open, in an order that the number decides; one that is shut if all are. */
  Target pick(int number) {
    List<Target> now = targets;
    for (int i = 0; i < now.size(); i++) {
      Target target = now.get(Math.floorMod(number + i, now.size()));
      Long openAt = openAtNs.get(target.node());
      if (openAt == null || System.nanoTime() - openAt > 0) {
        return target;
      }
    }
    return now.get(Math.floorMod(number, now.size()));
  }

  /** It was away or silent. */
  void shut(Target target) {
    openAtNs.put(target.node(), System.nanoTime() + SHUT_NS);
  }
}
