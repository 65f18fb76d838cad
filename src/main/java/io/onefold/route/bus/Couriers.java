package io.onefold.route.bus;

import io.netty.channel.EventLoop;
import io.onefold.message.ReplyTo;
import io.onefold.message.wire.FreightWriter;
import io.onefold.message.wire.Ticket;
import io.vertx.core.Context;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The couriers of a node, one for each event loop.
 *
 * <p><b>Threading.</b> Thread-safe.
 */
final class Couriers {

  private final VertxInternal vertx;
  private final Context home;
  private final Function<ReplyTo, Ticket> tickets;
  private final Map<EventLoop, Courier> couriers = new ConcurrentHashMap<>();

  /**
   * @param home works for those that are on no event loop
   * @param tickets what stands on the wire for who waits for an answer
   */
  Couriers(Vertx vertx, Context home, Function<ReplyTo, Ticket> tickets) {
    this.vertx = (VertxInternal) vertx;
    this.home = home;
    this.tickets = tickets;
  }

  /** Has the courier of the calling event loop do this; of another one if there is none. */
  void here(Consumer<Courier> work) {
    ContextInternal context = vertx.getContext();
    if (context != null && context.inThread() && context.isEventLoopContext()) {
      work.accept(of(context.nettyEventLoop()));
    } else {
      home.runOnContext(turn -> work.accept(of(((ContextInternal) home).nettyEventLoop())));
    }
  }

  private Courier of(EventLoop loop) {
    Courier courier = couriers.get(loop);
    return courier != null ? courier : couriers.computeIfAbsent(loop, this::made);
  }

  /** With a context of its own: those of shards end with their shards. */
  private Courier made(EventLoop loop) {
    Context context =
        vertx
            .contextBuilder()
            .withEventLoop(loop)
            .withThreadingModel(ThreadingModel.EVENT_LOOP)
            .build();
    return new Courier(vertx, context, new FreightWriter(tickets));
  }
}
