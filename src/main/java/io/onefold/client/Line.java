package io.onefold.client;

import io.onefold.message.entrance.Addresses;
import io.onefold.message.entrance.Answered;
import io.onefold.message.entrance.Answers;
import io.onefold.message.entrance.Call;
import io.onefold.message.entrance.Said;
import io.onefold.message.entrance.Unreadable;
import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A client's connection to the nodes: sends calls, hears answers, and tries again.
 *
 * <p><b>Threading.</b> Confined to the event loop of its context.
 *
 * <p><b>Bounds.</b> Who calls sees to it that not too many calls are unanswered. One question about
 * who has which shard is under way at a time.
 */
final class Line {

  /** A node that is busy has tried for itself, or has its hands full: it is left alone longer. */
  private static final long PAUSE_FIRST_MS = 20;

  /** 20 + 40 + … + 640 ms, then 1 s each: ten tries within the usual deadline of 5 s. */
  private static final long PAUSE_LONGEST_MS = 1_000;

  /** A client that is not heard of yet tries again after so long. */
  private static final long OPEN_AGAIN_MS = 200;

  /** 400, 800, 1,600 ms …: a node that is slow is not to be slowed down by repetitions. */
  private static final int SILENCE_DOUBLINGS_MAX = 4;

  private static final Said.Busy TIMEOUT = new Said.Busy(Busy.TIMEOUT, 1_000);
  private static final Said.Busy CLOSED = new Said.Busy(Busy.CLIENT_CLOSED, 1_000);

  private final ContextInternal context;
  private final ClientOptions options;
  private final UUID id;
  private final Counted counted;
  private final Nodes nodes = new Nodes();
  private final Visitors visitors;
  private final Agenda agenda;
  private final Outgoing outgoing;
  private final Map<Long, Pending> unanswered = new HashMap<>();
  private List<Pending> early = new ArrayList<>();
  private MessageConsumer<byte[]> answers;
  private long timer;
  private long lastNumber;
  private boolean audible;
  private boolean closed;
  private boolean asking;

  Line(ContextInternal context, UUID id, ClientOptions options, Counted counted) {
    this.context = context;
    this.id = id;
    this.options = options;
    this.counted = counted;
    this.visitors = new Visitors(options.rememberedMax());
    this.agenda = new Agenda(context, this::wake);
    this.outgoing = new Outgoing(context.owner(), context, id, options.key(), this::unsent);
  }

  /** Takes its place on the bus. Calls that are made before it has one wait for it. */
  void open() {
    answers =
        context.owner().eventBus().consumer(Addresses.client(id), told -> arrived(told.body()));
    answers.completion().onSuccess(heard -> audible()).onFailure(this::openAgain);
    timer = context.setPeriodic(options.refresh().toMillis(), tick -> askPlaces());
  }

  /** Sends a call, and goes on until {@code told} has heard what was said to it. */
  void submit(Prepared prepared, long deadlineNs, Consumer<Said> told) {
    if (closed) {
      told.accept(CLOSED);
      return;
    }
    Call call = new Call(++lastNumber, prepared.kind(), prepared.body());
    Pending pending = new Pending(call, prepared.visitor(), deadlineNs, told);
    unanswered.put(call.number(), pending);
    if (audible) {
      send(pending);
    } else {
      early.add(pending);
      agenda.note(pending, System.nanoTime(), Long.MAX_VALUE);
    }
  }

  /** Ends what is unanswered, and is not heard of any more. */
  Future<Void> close() {
    if (closed) {
      return context.succeededFuture();
    }
    closed = true;
    context.owner().cancelTimer(timer);
    List.copyOf(unanswered.values()).forEach(pending -> end(pending, CLOSED));
    return answers.unregister();
  }

  private void audible() {
    audible = true;
    askPlaces();
    List<Pending> waiting = early;
    early = List.of();
    waiting.stream().filter(pending -> !pending.isOver()).forEach(this::send);
  }

  private void openAgain(Throwable unheard) {
    context.owner().cancelTimer(timer);
    context.setTimer(
        OPEN_AGAIN_MS,
        again -> {
          if (!closed) {
            open();
          }
        });
  }

  private void askPlaces() {
    if (audible && !asking && !closed) {
      asking = true;
      long deadlineNs = System.nanoTime() + options.deadline().toNanos();
      submit(Prepared.places(), deadlineNs, this::placesTold);
    }
  }

  /** Anything else leaves the table as it is: a key that nobody knows shows in every call. */
  private void placesTold(Said said) {
    asking = false;
    if (said instanceof Said.Places places) {
      nodes.replace(places.owners());
    }
  }

  private void send(Pending pending) {
    long nowNs = System.nanoTime();
    pending.way = nodes.way(visitors.shard(pending.visitor()), nowNs);
    pending.sent = true;
    outgoing.put(pending.node(), pending);
    agenda.note(
        pending,
        nowNs,
        options.silence().toNanos() << Math.min(pending.silences, SILENCE_DOUBLINGS_MAX));
  }

  /** Something has to be done about a call. */
  private void wake(Pending pending) {
    long nowNs = System.nanoTime();
    if (pending.deadlineNs() - nowNs <= 0) {
      end(pending, pending.reason != null ? pending.reason : TIMEOUT);
    } else {
      if (pending.sent) {
        pending.silences++;
        doubt(pending, nowNs);
      }
      counted.resent();
      send(pending);
    }
  }

  /** Where a call went, it is better not to send the next ones. */
  private void doubt(Pending pending, long nowNs) {
    pending.node().ifPresent(node -> nodes.suspect(node, nowNs));
    askPlaces();
  }

  private void unsent(Optional<UUID> node, List<Pending> calls) {
    long nowNs = System.nanoTime();
    for (Pending pending : calls) {
      boolean stillThere = pending.sent && pending.node().equals(node);
      if (stillThere && !pending.isOver()) {
        doubt(pending, nowNs);
        pause(pending, nowNs);
      }
    }
  }

  /** The longer the more often; not the same for all that were busy at the same time. */
  private void pause(Pending pending, long nowNs) {
    pending.sent = false;
    long most = Math.min(PAUSE_FIRST_MS << Math.min(pending.pauses++, 6), PAUSE_LONGEST_MS);
    long ms = most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
    agenda.note(pending, nowNs, TimeUnit.MILLISECONDS.toNanos(ms));
  }

  private void arrived(byte[] bytes) {
    try {
      Answers told = Answers.read(bytes);
      nodes.heard(told.node());
      told.answers().forEach(this::answered);
    } catch (Unreadable otherVersion) {
      // As if it had been lost: what it answers is asked again, perhaps of a node that is readable.
    }
  }

  private void answered(Answered answered) {
    Pending pending = unanswered.get(answered.number());
    if (pending == null) {
      return; // an answer to an earlier try was faster
    }
    learn(pending, answered);
    switch (answered.said()) {
      case Said.Busy busy -> busy(pending, busy);
      case Said.Accepted _, Said.Document _, Said.Refused _, Said.Failed _, Said.Places _ ->
          end(pending, answered.said());
    }
  }

  private void learn(Pending pending, Answered answered) {
    if (answered.shard() != Answered.NOWHERE) {
      counted.hops(answered.here());
      int before = visitors.shard(pending.visitor());
      visitors.learn(pending.visitor(), answered.shard());
      if (pending.way.owner() && !answered.here() && before == answered.shard()) {
        askPlaces(); // the shard has moved
      }
    }
  }

  private void busy(Pending pending, Said.Busy busy) {
    long nowNs = System.nanoTime();
    pending.reason = busy;
    pause(pending, nowNs);
  }

  private void end(Pending pending, Said said) {
    unanswered.remove(pending.call().number());
    pending.end(said);
  }
}
