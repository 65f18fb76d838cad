package io.onefold.client;

import io.onefold.event.PackedWriter;
import io.onefold.message.entrance.Addresses;
import io.onefold.message.entrance.Calls;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Gathers the calls of one turn of the event loop, and sends each node its share at the end of the
 * turn.
 *
 * <p><b>Threading.</b> Confined to the event loop of its client.
 *
 * <p><b>Bounds.</b> What a turn brings forth; a share leaves early when it has {@link
 * #SHARE_BYTES_MAX}.
 */
final class Outgoing {

  /** Some hundreds of events in one write. */
  private static final int SHARE_BYTES_MAX = 256 * 1024;

  /** Room for the head and an event: most turns have no more for one node. */
  private static final int INITIAL_BYTES = 512;

  private final Vertx vertx;
  private final Context context;
  private final UUID client;
  private final String key;
  private final Unsent unsent;
  private final Map<Optional<UUID>, Share> shares = new HashMap<>();
  private boolean leaving;

  /**
   * @param unsent called on this event loop
   */
  Outgoing(Vertx vertx, Context context, UUID client, String key, Unsent unsent) {
    this.vertx = vertx;
    this.context = context;
    this.client = client;
    this.key = key;
    this.unsent = unsent;
  }

  /** Hears of calls that could not be sent. */
  @FunctionalInterface
  interface Unsent {

    /**
     * @param node where they were to go
     */
    void happened(Optional<UUID> node, List<Pending> calls);
  }

  /** What one node gets. */
  private record Share(PackedWriter out, List<Pending> calls) {}

  /**
   * @param node empty for any
   */
  void put(Optional<UUID> node, Pending pending) {
    Share share = shares.computeIfAbsent(node, first -> begun());
    Calls.add(pending.call(), share.out());
    share.calls().add(pending);
    if (share.out().length() >= SHARE_BYTES_MAX) {
      shares.remove(node);
      send(node, share);
    }
  }

  private Share begun() {
    if (!leaving) {
      leaving = true;
      context.runOnContext(turnEnds -> leave());
    }
    return new Share(Calls.begin(client, key, new PackedWriter(INITIAL_BYTES)), new ArrayList<>());
  }

  private void leave() {
    leaving = false;
    shares.forEach(this::send);
    shares.clear();
  }

  private void send(Optional<UUID> node, Share share) {
    String address = node.map(Addresses::node).orElse(Addresses.ANY_NODE);
    vertx
        .eventBus()
        .<byte[]>sender(address)
        .write(share.out().toBytes())
        .onFailure(away -> context.runOnContext(turn -> unsent.happened(node, share.calls())));
  }
}
