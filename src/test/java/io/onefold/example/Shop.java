package io.onefold.example;

import io.onefold.cluster.Guest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;

/**
 * A process beside the nodes of a cluster. It joins their event bus as a member that holds nothing,
 * and runs its own verticles there.
 */
public final class Shop {

  private static final String HERE = "127.0.0.1";

  private Shop() {}

  /** Joins a cluster of nodes that run with what {@code config/onefold.yaml} has. */
  public static void main(String[] arguments) {
    Guest guest = new Guest("onefold", HERE, 5711, List.of("127.0.0.1:5701"), 64);
    open(guest, "dev-secret-key")
        .onSuccess(vertx -> IO.println("orders are taken at " + CheckoutVerticle.ADDRESS))
        .onFailure(failure -> IO.println("the cluster cannot be joined: " + failure));
  }

  /** Joins, and takes orders. */
  public static Future<Vertx> open(Guest guest, String key) {
    EventBusOptions bus = new EventBusOptions().setHost(guest.host());
    return Vertx.builder()
        .with(new VertxOptions().setEventBusOptions(bus))
        .withClusterManager(new HazelcastClusterManager(guest.config()))
        .buildClustered()
        .compose(vertx -> vertx.deployVerticle(new CheckoutVerticle(key)).map(vertx));
  }
}
