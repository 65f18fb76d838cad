package io.onefold.route;

import io.onefold.event.ProfileId;
import io.onefold.message.Answer;
import io.onefold.message.Delivery;
import io.onefold.message.Message;
import io.onefold.message.ReplyTo;
import io.onefold.message.View;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

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

  private final Repeats repeats;

  Calls(Vertx vertx, GatewaySettings settings, Delivery delivery) {
    context = (ContextInternal) vertx.getOrCreateContext();
    shardCount = settings.shardCount();
    repeats = new Repeats(context, delivery, settings.shardsMove());
    outbox = new Outbox(settings, delivery, repeats);
    deadlines = new Deadlines(context, settings.requestTimeout());
    whenOver = this::over;
  }

  int shardCount() {
    return shardCount;
  }

  /** A call of {@code size} messages; put them into the {@link #outbox}, then {@link #send}. */
  Call open(int size) {
    return new Call(context, size, whenOver, repeats);
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

  /** Sends one message, and gives the answer to it. */
  Future<Answer> one(int shard, Function<ReplyTo, Message> message) {
    Call call = open(1);
    outbox.put(shard, message.apply(call.place(0)));
    return send(call).map(answers -> answers[0]);
  }

  /** Asks about several profiles, whose homes have to be shards of the cluster. */
  Future<Answer[]> readAll(List<ProfileId> profiles, View view) {
    Call call = open(profiles.size());
    for (int i = 0; i < profiles.size(); i++) {
      ProfileId profile = profiles.get(i);
      outbox.put(profile.homeShard(), new Message.ReadAt(profile, view, call.place(i)));
    }
    return send(call);
  }

  /** Completes in a while. */
  Future<Void> after(long ms) {
    Promise<Void> later = context.promise();
    context.setTimer(ms, timer -> later.complete());
    return later.future();
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
