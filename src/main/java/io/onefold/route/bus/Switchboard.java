package io.onefold.route.bus;

import io.onefold.message.Answer;
import io.onefold.message.Delivery;
import io.onefold.message.Envelope;
import io.onefold.message.Parcel;
import io.onefold.message.ReplyTo;
import io.onefold.message.wire.Answered;
import io.onefold.message.wire.Freight;
import io.onefold.message.wire.Ticket;
import io.onefold.message.wire.WireException;
import io.onefold.route.FreightCodec;
import io.onefold.route.LocalDelivery;
import io.onefold.route.Placement;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's place on the bus of the cluster: takes in what other nodes send to its shards and what
 * they answer, and makes each event loop its way to all shards.
 *
 * <p><b>Threading.</b> Thread-safe; what comes in is handled on one event loop, so the messages of
 * one sender keep their order.
 *
 * <p><b>Bounds.</b> What is on its way to a shard is bounded by those who ask, see {@link
 * io.onefold.route.GatewaySettings#unansweredMax}, and by the shard's mailbox.
 */
public final class Switchboard {

  private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

  /** Longer than any request may take; what is answered later finds nobody. */
  private static final long TICKETS_TURN_MS = 30_000;

  private final Vertx vertx;
  private final String node;
  private final UUID self;
  private final int shardCount;
  private final Supplier<Placement> placement;
  private final Tickets tickets = new Tickets();
  private final Context context;
  private final Couriers couriers;
  private MessageConsumer<Freight> consumer;
  private Delivery local;
  private long timer;

  /**
   * @param node name of the node, as its shards' addresses have it
   * @param self id of the node in the cluster
   */
  public Switchboard(
      Vertx vertx, String node, UUID self, int shardCount, Supplier<Placement> placement) {
    this.vertx = vertx;
    this.node = node;
    this.shardCount = shardCount;
    this.placement = placement;
    this.context = vertx.getOrCreateContext();
    this.self = self;
    this.couriers = new Couriers(vertx, context, this::ticket);
    FreightCodec.registerOn(vertx.eventBus());
  }

  /** Takes calls from now on; completes when the other nodes can know. */
  public Future<Void> start() {
    Promise<Void> reachable = Promise.promise();
    context.runOnContext(
        turn -> {
          local = new LocalDelivery(vertx, node, shardCount);
          consumer = vertx.eventBus().consumer(Parcel.address(self), this::arrived);
          timer = vertx.setPeriodic(TICKETS_TURN_MS, tick -> tickets.turnOver());
          consumer.completion().onComplete(reachable);
        });
    return reachable.future();
  }

  /** Takes no more calls. */
  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    return consumer == null ? Future.succeededFuture() : consumer.unregister();
  }

  /** The way of the calling event loop to all shards. */
  public Delivery delivery() {
    return new ClusterDelivery(placement, new LocalDelivery(vertx, node, shardCount), couriers);
  }

  /** Who asked on another node is passed on as it came. */
  private Ticket ticket(ReplyTo replyTo) {
    return replyTo instanceof RemoteReply remote
        ? remote.ticket()
        : new Ticket(self, tickets.issue(replyTo));
  }

  private ReplyTo waiting(Ticket ticket) {
    return new RemoteReply(ticket, couriers);
  }

  private void arrived(Message<Freight> message) {
    Freight freight = message.body();
    try {
      switch (freight.kind()) {
        case PARCEL -> sort(freight.parcel(this::waiting));
        case ANSWERS -> freight.answers().forEach(this::answered);
      }
    } catch (WireException unreadable) {
      LOG.warn("what another node sent cannot be read: {}", unreadable.getMessage());
    }
  }

  private void sort(Parcel parcel) {
    Map<Integer, List<Envelope>> byShard = new LinkedHashMap<>();
    for (Envelope envelope : parcel.envelopes()) {
      byShard.computeIfAbsent(envelope.toShard(), shard -> new ArrayList<>()).add(envelope);
    }
    byShard.forEach(this::deliver);
  }

  private void answered(Answered answered) {
    tickets.redeem(answered.ticket()).ifPresent(waiting -> waiting.answer(answered.answer()));
  }

  private void deliver(int shard, List<Envelope> envelopes) {
    if (local.deliver(shard, envelopes) == Delivery.Sent.NOWHERE) {
      envelopes.forEach(Switchboard::turnAway);
    }
  }

  private static void turnAway(Envelope envelope) {
    if (envelope.message() instanceof io.onefold.message.Message.Asked asked) {
      asked.replyTo().answer(new Answer.Busy(Answer.Reason.NOT_SERVING));
    }
  }
}
