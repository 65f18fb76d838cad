package io.onefold.route.bus;

import io.onefold.message.Delivery;
import io.onefold.message.Envelope;
import io.onefold.route.Placement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The way to the shards of a cluster: those that are here are handed their parcel, those of other
 * nodes get it by courier.
 *
 * <p><b>Threading.</b> Confined to the event loop for which it was made.
 */
final class ClusterDelivery implements Delivery {

  private final Supplier<Placement> placement;
  private final Delivery local;
  private final Couriers couriers;

  ClusterDelivery(Supplier<Placement> placement, Delivery local, Couriers couriers) {
    this.placement = placement;
    this.local = local;
    this.couriers = couriers;
  }

  @Override
  public Sent deliver(int shard, List<Envelope> envelopes) {
    Placement now = placement.get();
    if (now.isHere(shard)) {
      return local.deliver(shard, envelopes);
    }
    Optional<UUID> owner = now.owner(shard);
    owner.ifPresent(node -> couriers.here(courier -> courier.take(node, envelopes)));
    return owner.isPresent() ? Sent.AWAY : Sent.NOWHERE;
  }
}
