package io.onefold.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers on which shard visitors were found last. Derived and allowed to be wrong: a node that
 * does not have the profile passes the call on, and tells where it lives.
 *
 * <p><b>Threading.</b> Confined to the event loop of its client.
 *
 * <p><b>Bounds.</b> So many visitors; whoever was not heard of for the longest is forgotten first.
 */
final class Visitors {

  /** Nobody knows. */
  static final int UNKNOWN = -1;

  private static final float LOAD = 0.75f;

  private final int countMax;
  private final Map<String, Integer> shards;

  Visitors(int countMax) {
    this.countMax = countMax;
    this.shards =
        new LinkedHashMap<>(16, LOAD, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > countMax;
          }
        };
  }

  int shard(String visitor) {
    return visitor.isEmpty() ? UNKNOWN : shards.getOrDefault(visitor, UNKNOWN);
  }

  void learn(String visitor, int shard) {
    if (!visitor.isEmpty() && countMax > 0) {
      shards.put(visitor, shard);
    }
  }
}
