package io.onefold.fault;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cluster as one node tells it in {@code /v1/cluster}.
 *
 * @param states how many shards are at what
 */
record ClusterStatus(int members, Map<String, Integer> states) {

  private static final String SERVING = "serving";

  static ClusterStatus of(JsonObject told) {
    Map<String, Integer> states = new TreeMap<>();
    for (Object each : told.getJsonArray("shards")) {
      JsonObject shard = (JsonObject) each;
      String state = shard.getString("node") == null ? "nobody's" : shard.getString("state");
      states.merge(state, 1, Integer::sum);
    }
    return new ClusterStatus(told.getJsonArray("members").size(), states);
  }

  /** Whether somebody serves each of so many shards. */
  boolean serves(int shards) {
    return states.getOrDefault(SERVING, 0) == shards;
  }
}
