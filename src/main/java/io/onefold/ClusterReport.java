package io.onefold;

import io.onefold.cluster.Membership;
import io.onefold.config.OnefoldConfig;
import io.onefold.http.cluster.ClusterState;
import io.onefold.http.cluster.ClusterView;
import io.onefold.message.Parcel;
import io.onefold.route.Placement;
import io.onefold.shard.ShardState;
import io.onefold.shard.ShardVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Tells who is in the cluster and where its shards live; asks the other nodes for the states of
 * theirs.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
final class ClusterReport implements ClusterView {

  private static final DeliveryOptions ASK = new DeliveryOptions().setSendTimeout(1_000);
  private static final String SERVING = "serving";
  private static final String UNKNOWN = "unknown";

  private final Vertx vertx;
  private final OnefoldConfig config;
  private final ClusterOfNode cluster;
  private final Supplier<List<ShardVerticle>> own;

  /**
   * @param own the shards that run on this node
   */
  ClusterReport(
      Vertx vertx, OnefoldConfig config, ClusterOfNode cluster, Supplier<List<ShardVerticle>> own) {
    this.vertx = vertx;
    this.config = config;
    this.cluster = cluster;
    this.own = own;
  }

  /** Answers other nodes from now on. */
  void start() {
    vertx
        .eventBus()
        .<JsonObject>consumer(
            address(cluster.membership().self()),
            ask -> {
              JsonObject states = new JsonObject();
              states(own.get()).forEach((shard, state) -> states.put(shard.toString(), state));
              ask.reply(states);
            });
  }

  @Override
  public Future<ClusterState> look() {
    Placement placement = cluster.placement();
    List<Future<JsonObject>> asked = cluster.membership().others().stream().map(this::ask).toList();
    return Future.join(asked)
        .otherwiseEmpty()
        .map(
            answered -> {
              Map<Integer, String> states = new HashMap<>(states(own.get()));
              asked.stream()
                  .filter(Future::succeeded)
                  .forEach(
                      answer ->
                          answer
                              .result()
                              .forEach(
                                  e ->
                                      states.put(
                                          Integer.valueOf(e.getKey()), e.getValue().toString())));
              return state(placement, states);
            });
  }

  /** Of a node that is no member of a cluster. */
  static ClusterState alone(OnefoldConfig config, List<ShardVerticle> own) {
    String name = config.node().name();
    String address = config.http().host() + ":" + config.http().port();
    return new ClusterState(
        config.cluster().name(),
        "redis",
        1,
        1,
        1,
        List.of(new ClusterState.Member(name, "", address, true)),
        states(own).entrySet().stream()
            .map(e -> new ClusterState.ShardAt(e.getKey(), name, e.getValue()))
            .toList());
  }

  private Future<JsonObject> ask(UUID other) {
    return vertx
        .eventBus()
        .<JsonObject>request(address(other), "", ASK)
        .map(io.vertx.core.eventbus.Message::body);
  }

  private ClusterState state(Placement placement, Map<Integer, String> states) {
    Membership membership = cluster.membership();
    Map<UUID, String> names = new HashMap<>();
    List<ClusterState.Member> members = new ArrayList<>();
    for (Membership.Peer peer : membership.peers()) {
      names.put(peer.id(), peer.name());
      members.add(
          new ClusterState.Member(
              peer.name(),
              peer.id().toString(),
              peer.address(),
              peer.id().equals(membership.self())));
    }
    List<ClusterState.ShardAt> shards = new ArrayList<>();
    for (int shard = 0; shard < config.shards().count(); shard++) {
      String node = placement.owner(shard).map(id -> names.getOrDefault(id, "")).orElse("");
      shards.add(new ClusterState.ShardAt(shard, node, states.getOrDefault(shard, UNKNOWN)));
    }
    return new ClusterState(
        config.cluster().name(),
        MemberSettings.acknowledge(config),
        MemberSettings.copies(config),
        membership.quorum(),
        membership.belonging(),
        members,
        shards);
  }

  private static Map<Integer, String> states(List<ShardVerticle> shards) {
    Map<Integer, String> states = new HashMap<>();
    for (ShardVerticle shard : shards) {
      ShardState state = shard.state();
      states.put(shard.shard(), state instanceof ShardState.Serving ? SERVING : state.obstacle());
    }
    return states;
  }

  private static String address(UUID node) {
    return Parcel.address(node) + ".shards";
  }
}
