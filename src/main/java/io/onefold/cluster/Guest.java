package io.onefold.cluster;

import com.hazelcast.config.Config;
import java.util.List;

/**
 * A process that is in the cluster for its event bus alone, such as one whose verticles use {@code
 * OnefoldClient}. It is a "lite" member: it holds no shard and no copy, and no node counts it when
 * a majority is needed.
 *
 * <pre>{@code
 * Config config = new Guest("onefold", "127.0.0.1", 5711, List.of("127.0.0.1:5701"), 64).config();
 * Future<Vertx> vertx =
 *     Vertx.builder()
 *         .with(new VertxOptions().setEventBusOptions(new EventBusOptions().setHost("127.0.0.1")))
 *         .withClusterManager(new HazelcastClusterManager(config))
 *         .buildClustered();
 * }</pre>
 *
 * <p>At least one node has to be there before: what the event bus knows is kept by the nodes. With
 * {@code cluster.tls.*} set, the bus of a guest needs a certificate of the same authority.
 *
 * <p>A guest is trusted as a node is: it can reach all that members share. Give it the network of
 * the nodes, or let it use HTTP.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param cluster name of the cluster, {@code cluster.name} of its nodes
 * @param host address that the member's connections are bound to
 * @param port of the member's connections, one that is free
 * @param members {@code host:port} of nodes to look for
 * @param shardCount {@code shards.count} of the nodes
 */
public record Guest(String cluster, String host, int port, List<String> members, int shardCount) {

  public Guest {
    members = List.copyOf(members);
  }

  /** What Hazelcast has to be told; Vert.x's cluster manager adds its own id of the member. */
  public Config config() {
    return MemberConfig.of(this);
  }
}
