package io.onefold.route;

import java.time.Duration;

/**
 * How a {@link Gateway} reaches the shards.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param node the node whose shards are meant, as in {@link io.onefold.message.Parcel#address}
 * @param shardCount shards of the cluster, 1 to {@link io.onefold.event.ProfileId#SHARDS_MAX}
 * @param requestTimeout how long a request waits for its answers before it is answered busy
 * @param unansweredMax most messages to one shard that may be unanswered, per gateway
 * @param cachedProfiles routes whose profile is remembered, a power of two; each takes 32 bytes
 * @param shardsMove whether shards may move to other nodes: what nobody took is then sent again
 *     while the request has time
 */
public record GatewaySettings(
    String node,
    int shardCount,
    Duration requestTimeout,
    int unansweredMax,
    int cachedProfiles,
    boolean shardsMove) {

  /** 2,048 × 32-byte references and about 1 KB an event: 2 MB in flight per gateway and shard. */
  public static final int UNANSWERED_MAX = 2_048;

  /** 65,536 × 32 bytes = 2 MB a gateway. */
  public static final int CACHED_PROFILES = 65_536;

  public GatewaySettings {
    if (Integer.bitCount(cachedProfiles) != 1) {
      throw new IllegalArgumentException("cachedProfiles must be a power of two");
    }
  }

  /** The settings with the usual bounds. */
  public static GatewaySettings of(String node, int shardCount, Duration requestTimeout) {
    return new GatewaySettings(
        node, shardCount, requestTimeout, UNANSWERED_MAX, CACHED_PROFILES, false);
  }

  /** The same where shards may move to other nodes. */
  public GatewaySettings moving() {
    return new GatewaySettings(
        node, shardCount, requestTimeout, unansweredMax, cachedProfiles, true);
  }
}
