package io.onefold.http;

import io.onefold.event.PackedWriter;
import io.onefold.message.entrance.Addresses;
import io.onefold.message.entrance.Answered;
import io.onefold.message.entrance.Answers;
import io.onefold.message.entrance.Call;
import io.onefold.message.entrance.CallKind;
import io.onefold.message.entrance.Calls;
import io.onefold.message.entrance.Unreadable;
import io.onefold.route.OnLoop;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls an entrance with whatever bytes, as a client does.
 *
 * <p><b>Threading.</b> For one test thread.
 */
final class BusCaller {

  private final Vertx vertx;
  private final UUID id = UUID.randomUUID();
  private final AtomicLong last = new AtomicLong();
  private final Map<Long, CompletableFuture<Answered>> waiting = new ConcurrentHashMap<>();

  BusCaller(Vertx vertx) {
    this.vertx = vertx;
    new OnLoop(vertx)
        .get(
            () ->
                vertx
                    .eventBus()
                    .<byte[]>consumer(Addresses.client(id), told -> arrived(told.body())));
  }

  /** Calls, and waits for the answer. */
  Answered call(String key, CallKind kind, byte[] body) {
    return OnLoop.wait(start(key, kind, body));
  }

  /** Calls, and goes on. */
  CompletableFuture<Answered> start(String key, CallKind kind, byte[] body) {
    Call call = new Call(last.incrementAndGet(), kind, body);
    CompletableFuture<Answered> answer = new CompletableFuture<>();
    waiting.put(call.number(), answer);
    PackedWriter out = Calls.begin(id, key, new PackedWriter(64));
    Calls.add(call, out);
    send(out.toBytes());
    return answer;
  }

  void send(byte[] bytes) {
    vertx.eventBus().send(Addresses.ANY_NODE, bytes);
  }

  private void arrived(byte[] bytes) {
    try {
      Answers.read(bytes)
          .answers()
          .forEach(answered -> waiting.remove(answered.number()).complete(answered));
    } catch (Unreadable damaged) {
      waiting.values().forEach(each -> each.completeExceptionally(damaged));
    }
  }
}
