package io.onefold.route;

import io.onefold.message.Delivery;
import io.onefold.message.Envelope;
import io.onefold.message.Parcel;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageProducer;
import java.util.ArrayList;
import java.util.List;

/**
 * The way to the shards of this node: a parcel is handed over as it is.
 *
 * <p><b>Threading.</b> Confined to the event loop for which it was made.
 */
public final class LocalDelivery implements Delivery {

  private static final DeliveryOptions LOCAL =
      new DeliveryOptions().setLocalOnly(true).setCodecName(Parcel.CODEC);

  private final List<MessageProducer<Parcel>> shards;

  /**
   * @param node whose shards are meant, as in {@link Parcel#address}
   */
  public LocalDelivery(Vertx vertx, String node, int shardCount) {
    ParcelCodec.registerOn(vertx.eventBus());
    shards = new ArrayList<>(shardCount);
    for (int shard = 0; shard < shardCount; shard++) {
      shards.add(vertx.eventBus().sender(Parcel.address(node, shard), LOCAL));
    }
  }

  /** A local delivery is decided at once: it fails only when nobody listens at the address. */
  @Override
  public Sent deliver(int shard, List<Envelope> envelopes) {
    boolean refused = shards.get(shard).write(new Parcel(envelopes)).failed();
    return refused ? Sent.NOWHERE : Sent.HERE;
  }
}
