package io.onefold.journal.connection;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All connections of a node to its Redis: one {@link RedisLink} per event loop, made when a
 * verticle of that loop asks first.
 *
 * <p>A link lives on a context of its own. On the asking verticle's it would be closed with that
 * verticle, under the feet of all others on the same loop. Vert.x has no public way to make such a
 * context, so this package uses its internal one; nothing else does.
 *
 * <p><b>Threading.</b> Thread-safe.
 *
 * <p><b>Bounds.</b> As many connections as event loops.
 */
public final class RedisConnections {

  private final VertxInternal vertx;
  private final RedisSettings settings;
  private final Map<Object, RedisLink> links = new ConcurrentHashMap<>();

  public RedisConnections(Vertx vertx, RedisSettings settings) {
    this.vertx = (VertxInternal) vertx;
    this.settings = settings;
  }

  /** The link of the calling event loop; of some loop when called from elsewhere. */
  public RedisLink link() {
    ContextInternal caller = vertx.getOrCreateContext();
    return links.computeIfAbsent(caller.nettyEventLoop(), loop -> open(caller));
  }

  /**
   * Completes when the calling loop's link is up, or fails when Redis cannot be reached in time.
   */
  public Future<Void> open() {
    RedisLink link = link();
    return link.on(() -> link.whenUp(settings.giveUpAfterMs()));
  }

  /** Whether every link that is in use is up; for health, and for refusing work early. */
  public boolean available() {
    return !links.isEmpty() && links.values().stream().allMatch(RedisLink::isUp);
  }

  public Vertx vertx() {
    return vertx;
  }

  /** Closes all connections for good. */
  public Future<Void> close() {
    List<Future<Void>> closed = new ArrayList<>();
    links.values().forEach(link -> closed.add(link.on(link::close)));
    return Future.join(closed).mapEmpty();
  }

  private RedisLink open(ContextInternal caller) {
    ContextInternal own =
        vertx
            .contextBuilder()
            .withThreadingModel(ThreadingModel.EVENT_LOOP)
            .withEventLoop(caller.nettyEventLoop())
            .withCloseFuture(vertx.closeFuture())
            .build();
    RedisLink link = new RedisLink(own, settings, this::client);
    ((Context) own).runOnContext(start -> link.start());
    return link;
  }

  private Redis client() {
    RedisOptions options =
        new RedisOptions()
            .setType(RedisClientType.STANDALONE)
            .setConnectionString(settings.connectionString())
            .setPreferredProtocolVersion(ProtocolVersion.RESP2)
            .setClientId(false)
            .setMaxPoolSize(1)
            .setMaxWaitingHandlers(RedisSettings.WAITING_MAX)
            .setMaxNestedArrays(8);
    settings.password().ifPresent(options::setPassword);
    options.getNetClientOptions().setConnectTimeout((int) settings.connectTimeoutMs());
    return Redis.createClient(vertx, options);
  }
}
