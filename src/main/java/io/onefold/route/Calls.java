package io.onefold.route;

import io.onefold.message.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Consumer;

/**
 * The requests of one gateway that are on their way: what they may send, and how long they may
 * take.
 *
 * <p><b>Threading.</b> Confined to the event loop on which it was made.
 */
final class Calls {

  private final ContextInternal context;
  private final int shardCount;
  private final Outbox outbox;
  private final Deadlines deadlines;
  private final Consumer<Call> whenOver;

  Calls(Vertx vertx, GatewaySettings settings) {
    context = (ContextInternal) vertx.getOrCreateContext();
    shardCount = settings.shardCount();
    outbox = new Outbox(vertx, settings);
    deadlines = new Deadlines(context, settings.requestTimeout());
    whenOver = this::over;
  }

  int shardCount() {
    return shardCount;
  }

  /** A call of {@code size} messages; put them into the {@link #outbox}, then {@link #send}. */
  Call open(int size) {
    return new Call(context, size, whenOver);
  }

  Outbox outbox() {
    return outbox;
  }

  /** The answers in the order of the messages; a missing one is busy. */
  Future<Answer[]> send(Call call) {
    deadlines.add(call, System.nanoTime());
    outbox.send(call);
    return call.future();
  }

  /** A result that needed no call. */
  <T> Future<T> at(T result) {
    return context.succeededFuture(result);
  }

  void close() {
    deadlines.expireAll();
  }

  private void over(Call call) {
    deadlines.remove(call);
    outbox.giveBack(call);
  }
}
