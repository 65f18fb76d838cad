package io.onefold.http.entrance;

import io.onefold.http.HttpParts;
import io.onefold.http.HttpSettings;
import io.onefold.http.edge.Desk;
import io.onefold.message.entrance.Addresses;
import io.onefold.route.Placement;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One event loop of the entrance on the event bus. Several of them share its address; the bus
 * brings each in turn what comes.
 *
 * <p>Stopping takes no new calls, answers what was accepted, then closes.
 *
 * <p><b>Threading.</b> Deployed as an event loop verticle.
 */
public final class EntranceVerticle extends VerticleBase {

  private final HttpSettings settings;
  private final HttpParts parts;
  private final Supplier<Placement> placement;
  private Desk desk;
  private Reception reception;
  private MessageConsumer<byte[]> own;
  private MessageConsumer<byte[]> any;

  /**
   * @param settings bounds of bodies, projections and deadline, which hold here too
   * @param placement which node has each shard
   */
  public EntranceVerticle(HttpSettings settings, HttpParts parts, Supplier<Placement> placement) {
    this.settings = settings;
    this.parts = parts;
    this.placement = placement;
  }

  @Override
  public Future<?> start() {
    desk = parts.desk(vertx, parts.meters().entrance());
    reception =
        new Reception(
            desk,
            parts.keys(),
            new Handling(vertx, desk, settings, parts),
            new Postbag(vertx, context, placement));
    own = consumer(Addresses.node(placement.get().self()));
    any = consumer(Addresses.ANY_NODE);
    return Future.all(own.completion(), any.completion());
  }

  @Override
  public Future<?> stop() {
    return Future.join(own.unregister(), any.unregister())
        .otherwiseEmpty()
        .compose(unheard -> reception.finished())
        .timeout(settings.stopTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .otherwiseEmpty()
        .onComplete(closed -> desk.gateway().close());
  }

  private MessageConsumer<byte[]> consumer(String address) {
    return vertx.eventBus().consumer(address, message -> reception.take(message.body()));
  }
}
