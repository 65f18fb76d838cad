package io.onefold.client;

import io.onefold.event.PackedWriter;
import io.onefold.message.entrance.Addresses;
import io.onefold.message.entrance.Answered;
import io.onefold.message.entrance.Answers;
import io.onefold.message.entrance.Call;
import io.onefold.message.entrance.CallKind;
import io.onefold.message.entrance.Calls;
import io.onefold.message.entrance.Said;
import io.onefold.message.entrance.Unreadable;
import io.onefold.route.OnLoop;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * Entrances of nodes that hold nothing: they listen where real ones do, keep what they get, and
 * answer as they are told.
 *
 * <p><b>Threading.</b> Thread-safe; answers are given on event loops of their own.
 */
final class FakeNodes {

  static final int SHARDS = 8;
  static final Said ACCEPTED = new Said.Accepted(List.of());

  /** What a node heard. */
  record Heard(int node, String key, Call call) {

    JsonObject json() {
      return new JsonObject(new String(call.body(), StandardCharsets.UTF_8));
    }
  }

  private final Vertx vertx;
  private final List<UUID> nodes = new ArrayList<>();
  private final Map<Integer, List<MessageConsumer<byte[]>>> consumers = new ConcurrentHashMap<>();
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger placesAsked = new AtomicInteger();
  private final AtomicInteger deliveries = new AtomicInteger();
  private volatile List<Optional<UUID>> owners = Collections.nCopies(SHARDS, Optional.empty());
  private volatile BiFunction<Integer, Call, Optional<Answered>> script;

  /** So many nodes, of which each shard is another's; they listen when this returns. */
  FakeNodes(Vertx vertx, int count) {
    this.vertx = vertx;
    answer(call -> ACCEPTED);
    for (int node = 0; node < count; node++) {
      nodes.add(UUID.randomUUID());
      listen(node);
    }
    own(shard -> shard % count);
  }

  private void listen(int node) {
    OnLoop loop = new OnLoop(vertx);
    consumers.put(
        node,
        List.of(
            loop.get(() -> consumer(node, Addresses.node(nodes.get(node)))),
            loop.get(() -> consumer(node, Addresses.ANY_NODE))));
  }

  private MessageConsumer<byte[]> consumer(int node, String address) {
    return vertx.eventBus().consumer(address, message -> take(node, message.body()));
  }

  /** From now on the shards are these nodes'. */
  void own(java.util.function.IntUnaryOperator nodeOfShard) {
    List<Optional<UUID>> next = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      next.add(Optional.of(nodes.get(nodeOfShard.applyAsInt(shard))));
    }
    owners = next;
  }

  /** Nobody listens there any more. */
  void leave(int node) {
    consumers.get(node).forEach(consumer -> OnLoop.wait(consumer.unregister()));
  }

  /** From now on every call gets what this says, from whichever node, about no profile. */
  void answer(java.util.function.Function<Call, Said> said) {
    script = (node, call) -> Optional.of(about(Answered.NOWHERE, false, call, said.apply(call)));
  }

  /** From now on calls get what this says of the node that has them. */
  void script(BiFunction<Integer, Call, Optional<Answered>> answers) {
    script = answers;
  }

  static Answered about(int shard, boolean here, Call call, Said said) {
    return new Answered(call.number(), shard, here, said);
  }

  /** A call for this shard, committed by whoever got it. */
  Answered committed(int node, int shard, Call call) {
    boolean here = owners.get(shard).equals(Optional.of(nodes.get(node)));
    return about(shard, here, call, ACCEPTED);
  }

  /** What was heard so far, without questions about places. */
  List<Heard> heard() {
    return List.copyOf(heard);
  }

  int placesAsked() {
    return placesAsked.get();
  }

  /** How often something came, however much. */
  int deliveries() {
    return deliveries.get();
  }

  private void take(int node, byte[] bytes) {
    Calls calls;
    try {
      calls = Calls.read(bytes);
    } catch (Unreadable damaged) {
      throw new AssertionError(damaged);
    }
    PackedWriter out = Answers.begin(nodes.get(node), new PackedWriter(64));
    int empty = out.length();
    for (Call call : calls.calls()) {
      if (call.kind() == CallKind.PLACES) {
        placesAsked.incrementAndGet();
        Answers.add(about(Answered.NOWHERE, false, call, new Said.Places(owners)), out);
      } else {
        heard.add(new Heard(node, calls.key(), call));
        script.apply(node, call).ifPresent(answered -> Answers.add(answered, out));
      }
    }
    deliveries.incrementAndGet();
    if (out.length() > empty) {
      vertx.eventBus().send(Addresses.client(calls.client()), out.toBytes());
    }
  }
}
