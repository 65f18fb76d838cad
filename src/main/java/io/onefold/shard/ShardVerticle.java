package io.onefold.shard;

import io.onefold.message.Answer;
import io.onefold.message.Envelope;
import io.onefold.message.Parcel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shard on the bus: restores it, serves it, and lets it go. The only writer of its partition.
 *
 * <p>It listens from the moment it is deployed, and turns messages away until the shard is
 * restored; its deployment completes when it serves.
 *
 * <p><b>Threading.</b> Runs on one event loop for life; {@link #state} may be read anywhere.
 *
 * <p><b>Errors.</b> A store that is away is waited for. A store that is damaged fails the
 * deployment with a message for the operator.
 */
public final class ShardVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(ShardVerticle.class);
  private static final long RESTORE_RETRY_MS = 250;
  private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

  private final int shard;
  private final Wiring wiring;
  private MessageConsumer<Parcel> consumer;
  private MessageConsumer<Integer> lost;
  private volatile Service service;
  private volatile boolean beganEmpty = true;
  private volatile ShardState state = new ShardState.Restoring();

  public ShardVerticle(int shard, Wiring wiring) {
    this.shard = shard;
    this.wiring = wiring;
  }

  public int shard() {
    return shard;
  }

  public ShardState state() {
    return state;
  }

  /** Whether the store held nothing of this shard when it was restored. */
  public boolean beganEmpty() {
    return beganEmpty;
  }

  /** Whether the store holds anything of this shard now. */
  public boolean holdsData() {
    return !beganEmpty || (service != null && service.committedAnything());
  }

  @Override
  public Future<?> start() {
    consumer =
        vertx
            .eventBus()
            .localConsumer(Parcel.address(wiring.settings().node(), shard), this::arrived);
    lost = vertx.eventBus().localConsumer(storeLostAddress(), message -> storeLost());
    Promise<Void> serving = Promise.promise();
    restore(serving);
    return serving.future();
  }

  /** Takes nothing more, finishes what was taken, and leaves a checkpoint behind. */
  @Override
  public Future<?> stop() {
    Service serving = service;
    Future<Void> finished =
        serving == null ? Future.succeededFuture() : serving.finish().otherwiseEmpty();
    return finished.compose(
        done -> {
          close("the node stops");
          return Future.join(consumer.unregister(), lost.unregister());
        });
  }

  private void restore(Promise<Void> serving) {
    new Restore(shard, wiring.journal(), wiring.settings())
        .run()
        .onSuccess(
            restored -> {
              serve(restored);
              serving.complete();
            })
        .onFailure(failure -> notRestored(failure, serving));
  }

  private void notRestored(Throwable failure, Promise<Void> serving) {
    if (failure instanceof RestoreRefused refused) {
      state = new ShardState.Failed(refused.getMessage());
      serving.fail(refused);
    } else if (state instanceof ShardState.Restoring) {
      LOG.warn("shard {} waits for the store: {}", shard, failure.toString());
      vertx.setTimer(RESTORE_RETRY_MS, timer -> restore(serving));
    }
  }

  private void serve(Restore.Restored restored) {
    beganEmpty = restored.isEmpty();
    service = new Service(shard, vertx, wiring, restored, new Life());
    state = new ShardState.Serving();
  }

  /** What happens to a shard in service. */
  private final class Life implements Service.Life {

    @Override
    public void become(ShardState next) {
      state = next;
    }

    @Override
    public void storeLost() {
      vertx.eventBus().publish(storeLostAddress(), shard, LOCAL);
    }

    @Override
    public void takeOverAgain() {
      service = null;
      state = new ShardState.Restoring();
      restore(Promise.promise());
    }
  }

  private void close(String why) {
    state = new ShardState.Closed(why);
    if (service != null) {
      service.close();
      service = null;
    }
  }

  private void storeLost() {
    if (service != null) {
      service.renew();
    }
  }

  private String storeLostAddress() {
    return "onefold.node." + wiring.settings().node() + ".store-lost";
  }

  private void arrived(Message<Parcel> message) {
    if (service == null) {
      message.body().envelopes().forEach(ShardVerticle::turnAway);
    } else {
      service.take(message.body());
    }
  }

  private static void turnAway(Envelope envelope) {
    Replies.refuse(envelope.message(), Answer.Reason.NOT_SERVING);
  }
}
