package io.onefold.shard;

import io.onefold.identity.RuleBook;
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

  /**
   * A shard that a defect has stopped is read from the journal again after 1 s, then after twice as
   * long each time, up to a minute: what hits the defect will mostly be sent again.
   */
  private static final long REPAIR_FIRST_MS = 1_000;

  private static final long REPAIR_LONGEST_MS = 60_000;

  /** After so long in service the next defect is another one. */
  private static final long REPAIRED_AFTER_MS = 10 * REPAIR_LONGEST_MS;

  private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

  private final int shard;
  private final Wiring wiring;
  private RuleBook rules;
  private MessageConsumer<Parcel> consumer;
  private MessageConsumer<Integer> lost;
  private volatile Service service;
  private volatile boolean heldData;
  private long restoringSinceNs;
  private long servingSinceMs;
  private long repairMs = REPAIR_FIRST_MS / 2;
  private volatile ShardState state = new ShardState.Restoring();

  public ShardVerticle(int shard, Wiring wiring) {
    this.shard = shard;
    this.wiring = wiring;
    this.rules = wiring.settings().rules();
    this.heldData = wiring.settings().heldData().contains(shard);
  }

  public int shard() {
    return shard;
  }

  public ShardState state() {
    return state;
  }

  /** Whether the store holds anything of this shard, or held it before. */
  public boolean holdsData() {
    Service serving = service;
    return heldData || (serving != null && serving.committedAnything());
  }

  /**
   * Decides by these rules from the next message on, also after the shard was read again. To be
   * called once it is deployed, from any thread; completes when they hold.
   */
  public Future<Void> govern(RuleBook next) {
    Promise<Void> governed = Promise.promise();
    context.runOnContext(
        turn -> {
          rules = next;
          if (service != null) {
            service.govern(next);
          }
          governed.complete();
        });
    return governed.future();
  }

  @Override
  public Future<?> start() {
    consumer =
        vertx
            .eventBus()
            .localConsumer(Parcel.address(wiring.settings().node(), shard), this::arrived);
    lost = vertx.eventBus().localConsumer(storeLostAddress(), message -> storeLost());
    Promise<Void> serving = Promise.promise();
    restoringSinceNs = System.nanoTime();
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

  /**
   * Lets the shard go at once, since another node owns it: nothing more is taken nor answered, and
   * nothing is stored. To be undeployed then. From any thread.
   */
  public Future<Void> release() {
    Promise<Void> released = Promise.promise();
    context.runOnContext(
        turn -> {
          close("moved to another node");
          released.complete();
        });
    return released.future();
  }

  private void restore(Promise<Void> serving) {
    new Restore(shard, wiring, holdsData())
        .run()
        .onSuccess(restored -> restored(restored, serving))
        .onFailure(failure -> notRestored(failure, serving));
  }

  /** The node may have stopped in the meantime. */
  private void restored(Restore.Restored restored, Promise<Void> serving) {
    if (state instanceof ShardState.Restoring) {
      serve(restored);
      serving.complete();
    } else {
      serving.fail("not wanted any more");
    }
  }

  private void notRestored(Throwable failure, Promise<Void> serving) {
    if (!(state instanceof ShardState.Restoring)) {
      serving.fail(failure);
    } else if (failure instanceof RestoreRefused refused) {
      LOG.error("shard {} is not restored: {}", shard, refused.getMessage());
      state = new ShardState.Failed(refused.getMessage());
      serving.fail(refused);
    } else {
      LOG.warn("shard {} waits for the store: {}", shard, failure.toString());
      vertx.setTimer(RESTORE_RETRY_MS, timer -> restore(serving));
    }
  }

  private void serve(Restore.Restored restored) {
    heldData |= !restored.isEmpty();
    servingSinceMs = wiring.clockMs().getAsLong();
    service = new Service(shard, vertx, wiring, rules, restored, new Life());
    state = new ShardState.Serving();
    wiring.meters().cluster().tookOver(System.nanoTime() - restoringSinceNs);
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
      drop();
      restoreAgain();
    }

    @Override
    public void failed() {
      drop();
      state = new ShardState.Failed("internal error");
      boolean lasted = wiring.clockMs().getAsLong() - servingSinceMs >= REPAIRED_AFTER_MS;
      repairMs = lasted ? REPAIR_FIRST_MS : Math.min(2 * repairMs, REPAIR_LONGEST_MS);
      vertx.setTimer(repairMs, again -> repair());
    }
  }

  private void repair() {
    if (state instanceof ShardState.Failed) {
      restoreAgain();
    }
  }

  /** What memory holds is not trusted any more; what the journal holds is. */
  private void restoreAgain() {
    if (!(state instanceof ShardState.Closed)) {
      state = new ShardState.Restoring();
      restoringSinceNs = System.nanoTime();
      restore(Promise.promise());
    }
  }

  private void drop() {
    heldData = holdsData();
    service = null;
  }

  private void close(String why) {
    state = new ShardState.Closed(why);
    if (service != null) {
      service.close();
      drop();
    }
  }

  /** Another shard found that the store has lost data: this one looks for itself. */
  private void storeLost() {
    if (service != null) {
      service.look();
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
