package io.onefold;

import io.onefold.config.Loaded;
import io.onefold.config.OnefoldConfig;
import io.onefold.decode.id.IdentifierHasher;
import io.onefold.http.HttpParts;
import io.onefold.http.HttpSettings;
import io.onefold.http.HttpVerticle;
import io.onefold.http.Readiness;
import io.onefold.identity.RuleBook;
import io.onefold.identity.TrackingTokens;
import io.onefold.journal.connection.RedisConnections;
import io.onefold.journal.connection.RedisSettings;
import io.onefold.route.ParcelCodec;
import io.onefold.shard.ShardState;
import io.onefold.shard.ShardVerticle;
import io.onefold.shard.Wiring;
import io.onefold.telemetry.Meters;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node: wires its parts, starts them in order, and stops them in the reverse order.
 *
 * <pre>
 *   start   HTTP (answers 503) → Redis → journal → shards restore → ready
 *   stop    HTTP takes nothing more → shards commit, leave a checkpoint → connections → Redis
 * </pre>
 *
 * <p><b>Threading.</b> {@link #start} and {@link #stop} once each, from any thread.
 */
public final class Node {

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final long STOP_SHARDS_MS = 6_000;
  private static final long REMEMBER_MS = 1_000;

  private final OnefoldConfig config;
  private final Options options;
  private final Vertx vertx;
  private final Secrets secrets;
  private final Meters meters;
  private final RedisServer redis;
  private final LastKnown lastKnown;
  private final RuleReload rules;
  private final LongSupplier clockMs = System::currentTimeMillis;
  private final List<String> deployments = new CopyOnWriteArrayList<>();
  private volatile List<ShardVerticle> shards = List.of();
  private volatile HttpVerticle http;
  private volatile boolean started;
  private RedisConnections connections;
  private Stores stores;

  /**
   * @param source reads the configuration again; may block
   */
  Node(Loaded.Config loaded, Supplier<Loaded> source, Options options) throws IOException {
    this.config = loaded.config();
    this.options = options;
    SecureRandom random = new SecureRandom();
    secrets =
        config.identity().key().isPresent()
            ? Secrets.of(config.identity().key().get().bytes())
            : Secrets.kept(config.data().dir(), random);
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(eventLoops()));
    meters = new Meters(config.shards().count(), clockMs);
    redis = new RedisServer(vertx, config);
    lastKnown = new LastKnown(config.data().dir(), config.cluster().name());
    if (options.acceptEmpty()) {
      lastKnown.forget();
    }
    rules = new RuleReload(vertx, source, loaded, this::govern);
    ParcelCodec.registerOn(vertx.eventBus());
  }

  /** Completes when every shard serves. */
  Future<Void> start() {
    return startHttp()
        .compose(listening -> redis.start())
        .compose(
            at -> rules.begin(new UnstoredRuleVersions()).compose(book -> startShards(at, book)))
        .onSuccess(serving -> rules.serving())
        .onSuccess(serving -> vertx.setPeriodic(REMEMBER_MS, timer -> rememberData()));
  }

  /** Finishes what was accepted and leaves a checkpoint; completes in any case. */
  Future<Void> stop() {
    return undeploy(deployments)
        .compose(stopped -> rememberData())
        .eventually(this::stopShards)
        .eventually(() -> connections == null ? Future.succeededFuture() : connections.close())
        .eventually(redis::stop)
        .eventually(vertx::close)
        .onComplete(closed -> meters.close());
  }

  /** The port that HTTP is served on. */
  int port() {
    return http.port();
  }

  /** The identifier rules in force, and the way to replace them. */
  RuleReload rules() {
    return rules;
  }

  private Future<Void> govern(RuleBook book) {
    return Future.join(shards.stream().map(shard -> shard.govern(book)).toList()).mapEmpty();
  }

  private int eventLoops() {
    int configured = config.node().eventLoops();
    return configured > 0 ? configured : Runtime.getRuntime().availableProcessors();
  }

  private Future<Void> startHttp() {
    HttpParts parts =
        new HttpParts(
            NodeSettings.keys(config),
            NodeSettings.decode(config.limits()),
            new IdentifierHasher(secrets.hashing()),
            rules.decoding(),
            () -> new TrackingTokens(secrets.tracking()),
            NodeSettings.gateway(config),
            meters,
            this::readiness);
    HttpSettings settings = NodeSettings.http(config);
    http = new HttpVerticle(settings, parts);
    return vertx
        .deployVerticle(http)
        .recover(failure -> Future.failedFuture(StartFailed.cannotListen(config.http(), failure)))
        .onSuccess(deployments::add)
        .compose(listening -> shareHttp(settings.onPort(http.port()), parts));
  }

  /** The other event loops share the port of the first, which may have chosen a free one. */
  private Future<Void> shareHttp(HttpSettings settings, HttpParts parts) {
    List<Future<String>> loops = new ArrayList<>();
    for (int i = 1; i < eventLoops(); i++) {
      loops.add(
          vertx.deployVerticle(new HttpVerticle(settings, parts)).onSuccess(deployments::add));
    }
    return Future.join(loops).mapEmpty();
  }

  private Future<Void> startShards(RedisSettings at, RuleBook book) {
    connections = new RedisConnections(vertx, at);
    stores = Stores.in(connections, config, clockMs);
    Wiring wiring =
        new Wiring(
            NodeSettings.shards(config, secrets, options.restoreIds(), book, lastKnown.shards()),
            stores.journal(),
            stores.history(),
            stores.suppressions(),
            stores.files(),
            meters,
            clockMs,
            new SecureRandom(),
            () -> started);
    List<ShardVerticle> all = new ArrayList<>();
    List<Future<String>> deployed = new ArrayList<>();
    for (int shard = 0; shard < config.shards().count(); shard++) {
      ShardVerticle verticle = new ShardVerticle(shard, wiring);
      all.add(verticle);
      deployed.add(vertx.deployVerticle(verticle, new DeploymentOptions()));
    }
    shards = List.copyOf(all);
    return Future.all(deployed).onSuccess(serving -> started = true).mapEmpty();
  }

  private Future<Void> rememberData() {
    Set<Integer> holding =
        shards.stream()
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

  private Readiness readiness() {
    if (shards.isEmpty()) {
      return new Readiness.NotReady(List.of("the node is starting"));
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

  private Future<Void> undeploy(List<String> ids) {
    return Future.join(ids.stream().map(vertx::undeploy).toList()).otherwiseEmpty().mapEmpty();
  }

  private Future<Void> stopShards() {
    List<Future<Void>> stopped = vertx.deploymentIDs().stream().map(vertx::undeploy).toList();
    Future<Void> all = Future.join(stopped).otherwiseEmpty().mapEmpty();
    return all.timeout(STOP_SHARDS_MS, TimeUnit.MILLISECONDS).otherwiseEmpty();
  }
}
