package io.onefold.http.entrance;

import io.onefold.event.PackedWriter;
import io.onefold.message.entrance.Addresses;
import io.onefold.message.entrance.Answered;
import io.onefold.message.entrance.Answers;
import io.onefold.route.Placement;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Gathers what clients are answered in one turn of the event loop, and sends each its share at the
 * end of the turn. An answer may be lost; a client that misses one calls again.
 *
 * <p><b>Threading.</b> Confined to the event loop of its context.
 *
 * <p><b>Bounds.</b> What a turn brings forth; a share leaves early when it has {@link
 * #SHARE_BYTES_MAX}.
 */
final class Postbag {

  /** Some hundreds of answers to events, or some tens of profiles, in one write. */
  private static final int SHARE_BYTES_MAX = 256 * 1024;

  /** Room for the answers to a dozen events: most turns bring no more for one client. */
  private static final int INITIAL_BYTES = 128;

  private final Vertx vertx;
  private final Context context;
  private final Supplier<Placement> placement;
  private final Map<UUID, PackedWriter> shares = new HashMap<>();
  private boolean leaving;

  Postbag(Vertx vertx, Context context, Supplier<Placement> placement) {
    this.vertx = vertx;
    this.context = context;
    this.placement = placement;
  }

  /** Which node has which shard now. */
  Placement placement() {
    return placement.get();
  }

  void put(UUID client, Answered answered) {
    PackedWriter share = shares.computeIfAbsent(client, first -> begun());
    Answers.add(answered, share);
    if (share.length() >= SHARE_BYTES_MAX) {
      shares.remove(client);
      send(client, share);
    }
  }

  /** Sends what is there. */
  void leave() {
    leaving = false;
    shares.forEach(this::send);
    shares.clear();
  }

  private PackedWriter begun() {
    if (!leaving) {
      leaving = true;
      context.runOnContext(turnEnds -> leave());
    }
    return Answers.begin(placement.get().self(), new PackedWriter(INITIAL_BYTES));
  }

  private void send(UUID client, PackedWriter share) {
    vertx.eventBus().send(Addresses.client(client), share.toBytes());
  }
}
