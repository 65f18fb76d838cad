package io.onefold;

import io.onefold.config.Loaded;
import io.onefold.config.OnefoldConfig;
import io.onefold.decode.id.IdentifierHasher;
import io.onefold.decode.id.LinkKey;
import io.onefold.decode.id.LinkTokens;
import io.onefold.http.HttpParts;
import io.onefold.http.Readiness;
import io.onefold.http.cluster.ClusterState;
import io.onefold.identity.RuleBook;
import io.onefold.identity.TrackingTokens;
import io.onefold.journal.LeasedJournal;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.connection.RedisSettings;
import io.onefold.message.Delivery;
import io.onefold.route.LocalDelivery;
import io.onefold.route.ParcelCodec;
import io.onefold.route.Placement;
import io.onefold.shard.ErasureListener;
import io.onefold.shard.ShardState;
import io.onefold.shard.ShardVerticle;
import io.onefold.shard.Wiring;
import io.onefold.telemetry.Meters;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node: wires its parts, starts them in order, and stops them in the reverse order.
 *
 * <pre>
 *   start   HTTP (answers 503) → Redis → journal → shards restore → entrances on the bus → ready
 *   stop    HTTP and bus take nothing more → shards commit, leave a checkpoint → connections → Redis
 * </pre>
 *
 * <p><b>Threading.</b> {@link #start} and {@link #stop} once each, from any thread.
 */
public final class Node {

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final long STOP_SHARDS_MS = 6_000;
  private static final long REMEMBER_MS = 1_000;
  private static final long RETRY_MS = 500;

  /** Ten looks at the table of owners: whoever took a shard by an old one knows it by then. */
  private static final long RECLAIM_MS = 500;

  private final OnefoldConfig config;
  private final Options options;
  private final Vertx vertx;
  private final Optional<ClusterOfNode> cluster;
  private final Optional<ClusterReport> report;
  private final Secrets secrets;
  private final Meters meters;
  private final RedisServer redis;
  private final LastKnown lastKnown;
  private final AuditOfNode audit = new AuditOfNode();
  private final ForgottenOfNode forgotten;
  private final RuleReload rules;
  private final LongSupplier clockMs = System::currentTimeMillis;
  private final EdgesOfNode edges;
  private volatile ShardFleet fleet;
  private volatile boolean started;
  private volatile boolean stopping;
  private RedisConnections connections;
  private Stores stores;

  /**
   * @param source reads the configuration again; may block
   */
  Node(Loaded.Config loaded, Supplier<Loaded> source, Options options, Ground ground)
      throws IOException {
    this.config = loaded.config();
    this.options = options;
    SecureRandom random = new SecureRandom();
    secrets =
        config.identity().key().isPresent()
            ? Secrets.of(config.identity().key().get().bytes())
            : Secrets.kept(config.data().dir(), random);
    vertx = ground.vertx();
    cluster = ground.membership().map(member -> new ClusterOfNode(vertx, member, config));
    report = cluster.map(member -> new ClusterReport(vertx, config, member, this::shards));
    meters = new Meters(config.shards().count(), clockMs);
    redis = new RedisServer(vertx, config);
    lastKnown = new LastKnown(config.data().dir(), config.cluster().name());
    if (options.acceptEmpty()) {
      lastKnown.forget();
    }
    rules = new RuleReload(vertx, source, loaded, this::govern);
    forgotten = new ForgottenOfNode(config.shards().count(), rules.decoding());
    edges = new EdgesOfNode(vertx, config, parts());
    ParcelCodec.registerOn(vertx.eventBus());
  }

  /** Completes when every shard of this node serves. */
  Future<Void> start() {
    return edges
        .listen()
        .compose(listening -> redis.start()) // before the others are waited for, who may need it
        .compose(at -> join().map(at))
        .compose(this::openStores)
        .compose(opened -> numberRules())
        .compose(this::startShards)
        .compose(serving -> edges.openEntrances(placement()))
        .onSuccess(serving -> rules.serving())
        .onSuccess(serving -> vertx.setPeriodic(REMEMBER_MS, timer -> rememberData()));
  }

  /** Finishes what was accepted and leaves a checkpoint; completes in any case. */
  Future<Void> stop() {
    stopping = true;
    return edges
        .close()
        .compose(stopped -> rememberData())
        .eventually(this::giveUpShards)
        .eventually(() -> connections == null ? Future.succeededFuture() : connections.close())
        .eventually(redis::stop)
        .eventually(vertx::close)
        .onComplete(closed -> meters.close());
  }

  /** Lets go of everything at once: what this node had is another's by now. */
  Future<Void> drop() {
    stopping = true;
    return edges
        .close()
        .eventually(() -> fleet == null ? Future.succeededFuture() : fleet.own(Set.of()))
        .eventually(() -> cluster.map(ClusterOfNode::drop).orElse(Future.succeededFuture()))
        .eventually(() -> connections == null ? Future.succeededFuture() : connections.close())
        .eventually(redis::stop)
        .eventually(vertx::close)
        .onComplete(closed -> meters.close());
  }

  /** The port that HTTP is served on. */
  int port() {
    return edges.port();
  }

  /** The identifier rules in force, and the way to replace them. */
  RuleReload rules() {
    return rules;
  }

  private Future<Void> join() {
    report.ifPresent(ClusterReport::start);
    cluster.ifPresent(
        member ->
            meters.cluster().show(() -> member.membership().peers().size(), member::mayServe));
    return cluster.map(ClusterOfNode::start).orElse(Future.succeededFuture());
  }

  private Future<Void> govern(RuleBook book) {
    return fleet.govern(book);
  }

  private Delivery way() {
    return cluster
        .map(ClusterOfNode::way)
        .orElseGet(() -> new LocalDelivery(vertx, config.node().name(), config.shards().count()));
  }

  private Future<ClusterState> look() {
    return report
        .map(ClusterReport::look)
        .orElseGet(() -> Future.succeededFuture(ClusterReport.alone(config, shards())));
  }

  private boolean mayServe() {
    return cluster.map(ClusterOfNode::mayServe).orElse(true);
  }

  /** What the edges are given, the one over HTTP and the one over the bus. */
  private HttpParts parts() {
    return new HttpParts(
        NodeSettings.keys(config),
        NodeSettings.decode(config.limits()),
        new IdentifierHasher(secrets.hashing()),
        new LinkTokens(List.of(new LinkKey(secrets.links()))),
        rules.decoding(),
        () -> new TrackingTokens(secrets.tracking()),
        NodeSettings.gateway(config),
        forgotten.atEdge(),
        meters,
        this::readiness,
        audit,
        new RulesOfNode(rules, config.accounts()),
        this::look,
        this::way);
  }

  private Supplier<Placement> placement() {
    return cluster
        .<Supplier<Placement>>map(member -> member::placement)
        .orElseGet(
            () -> {
              Placement alone = Placement.alone(UUID.randomUUID(), config.shards().count());
              return () -> alone;
            });
  }

  private Future<Void> openStores(RedisSettings at) {
    connections = new RedisConnections(vertx, at);
    stores = Stores.in(connections, config, clockMs);
    audit.open(stores.audit());
    return Future.succeededFuture();
  }

  /** The rules have numbers before anything is decided by them, however long the store is away. */
  private Future<RuleBook> numberRules() {
    return rules
        .begin(stores.rules())
        .recover(
            away -> {
              LOG.warn("the rules cannot be numbered yet: {}", away.toString());
              return vertx.timer(RETRY_MS, TimeUnit.MILLISECONDS).compose(now -> numberRules());
            });
  }

  private Future<Void> startShards(RuleBook book) {
    Wiring wiring =
        new Wiring(
            NodeSettings.shards(config, secrets, options.restoreIds(), book, lastKnown.shards()),
            cluster.isEmpty()
                ? stores.journal()
                : new LeasedJournal(stores.journal(), this::mayServe),
            stores.history(),
            stores.suppressions(),
            stores.files(),
            meters,
            clockMs,
            new SecureRandom(),
            () -> started,
            erasures(),
            this::way,
            this::mayServe);
    fleet = new ShardFleet(vertx, wiring);
    ShardState.WORDS.forEach(word -> meters.cluster().show(word, () -> inState(word)));
    return ownShards().onSuccess(serving -> started = true);
  }

  /** The edge of a node has to know whom the shards of all nodes have forgotten. */
  private ErasureListener erasures() {
    return cluster
        .<ErasureListener>map(
            member -> {
              ForgottenElsewhere all = new ForgottenElsewhere(vertx, forgotten, forgotten.atEdge());
              all.start(stores.suppressions(), member::placement);
              return all;
            })
        .orElse(forgotten);
  }

  /** All of them, or those that the cluster has given to this node. */
  private Future<Void> ownShards() {
    if (cluster.isEmpty()) {
      return fleet.own(
          IntStream.range(0, config.shards().count()).boxed().collect(Collectors.toSet()));
    }
    Promise<Void> first = Promise.promise();
    vertx.setPeriodic(RECLAIM_MS, timer -> reclaim());
    cluster
        .get()
        .follow(own -> fleet.own(own).onComplete(owned -> settle(first, owned)), fleet::letAllGo);
    return first.future();
  }

  private void reclaim() {
    if (mayServe() && !stopping) {
      fleet.reclaim();
    }
  }

  private Future<Void> rememberData() {
    Set<Integer> holding =
        shards().stream()
            .filter(ShardVerticle::holdsData)
            .map(ShardVerticle::shard)
            .collect(Collectors.toSet());
    return vertx
        .<Void>executeBlocking(
            () -> {
              lastKnown.remember(holding);
              return null;
            })
        .onFailure(e -> LOG.warn("which shards hold data cannot be remembered: {}", e.toString()));
  }

  private int inState(String word) {
    return (int) shards().stream().filter(shard -> shard.state().word().equals(word)).count();
  }

  private List<ShardVerticle> shards() {
    return fleet == null ? List.of() : fleet.shards();
  }

  private Readiness readiness() {
    List<ShardVerticle> shards = shards();
    if (shards.isEmpty() && !started) {
      return new Readiness.NotReady(List.of("the node is starting"));
    }
    if (!mayServe()) {
      return new Readiness.NotReady(List.of("no majority of the cluster is heard"));
    }
    Map<String, Integer> obstacles = new TreeMap<>();
    for (ShardVerticle shard : shards) {
      ShardState state = shard.state();
      if (!(state instanceof ShardState.Serving)) {
        obstacles.merge(state.obstacle(), 1, Integer::sum);
      }
    }
    return obstacles.isEmpty()
        ? Readiness.READY
        : new Readiness.NotReady(
            obstacles.entrySet().stream()
                .map(e -> e.getValue() + " of " + shards.size() + " shards: " + e.getKey())
                .toList());
  }

  /** To the other members, where there are any: they go on with what they have of it already. */
  private Future<Void> giveUpShards() {
    if (cluster.isEmpty()) {
      return stopShards();
    }
    return cluster.get().isAlone()
        ? stopShards().eventually(cluster.get()::leave)
        : cluster.get().leave().eventually(this::stopShards);
  }

  private static void settle(Promise<Void> promise, AsyncResult<Void> result) {
    if (result.succeeded()) {
      promise.tryComplete();
    } else {
      promise.tryFail(result.cause());
    }
  }

  private Future<Void> stopShards() {
    List<Future<Void>> stopped = vertx.deploymentIDs().stream().map(vertx::undeploy).toList();
    Future<Void> all = Future.join(stopped).otherwiseEmpty().mapEmpty();
    return all.timeout(STOP_SHARDS_MS, TimeUnit.MILLISECONDS).otherwiseEmpty();
  }
}
